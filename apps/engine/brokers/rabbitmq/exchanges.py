"""What an exchange does with a message: which queues it reaches, through which bindings. Known from the document alone.

Rules of the AMQP 0-9-1 model and of RabbitMQ's exchange-to-exchange bindings and alternate exchanges (their pages in
RabbitMQ's documentation): a queue gets a message at most once per publish, whatever the number of ways to it; an
exchange is asked once; the alternate exchange takes what no binding of the exchange wants.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.schema.edges import Subscribe


@dataclass(frozen=True)
class Envelope:
    """What an exchange can see of a message, and what goes along with it. options: bits of a route's options."""

    event_type: str
    routing_key: str
    headers: tuple[tuple[str, str], ...] = ()
    priority: int | None = None
    options: int = 0


Way = tuple[tuple[str | None, str], ...]


@dataclass
class Reached:
    """queues: queue, the binding into it, seconds on the way, and the way: exchanges, each with the binding to it.
    passes: exchanges behind the first, with the binding that led there; None for an alternate exchange."""

    queues: list[tuple[str, str, float, Way]] = field(default_factory=list)
    passes: list[tuple[str | None, str]] = field(default_factory=list)


def reached_from(names: Any, exchange: str, envelope: Envelope) -> Reached:
    """Everything that a message published to an exchange reaches."""
    reached = Reached()
    asked, queues = {exchange}, set()
    begin: Way = ((None, exchange),)
    waiting = deque([(exchange, 0.0, begin)])
    while waiting:
        here, seconds, way = waiting.popleft()
        matching = [
            (binding_id, bound)
            for binding_id, bound in names.leaving(here, Subscribe)
            if passes(names.node(here), bound, envelope)
        ]
        for binding_id, bound in matching:
            after = seconds + bound.latency_ms / 1000.0
            if names.node(bound.target).kind == "rabbitmq_queue":
                if bound.target not in queues:
                    queues.add(bound.target)
                    reached.queues.append((bound.target, binding_id, after, way))
            elif bound.target not in asked:
                asked.add(bound.target)
                reached.passes.append((binding_id, bound.target))
                waiting.append((bound.target, after, (*way, (binding_id, bound.target))))
        other = names.node(here).alternate_exchange
        if not matching and other is not None and other not in asked:
            asked.add(other)
            reached.passes.append((None, other))
            waiting.append((other, seconds, (*way, (None, other))))
    return reached


def passes(exchange: Any, bound: Subscribe, envelope: Envelope) -> bool:
    """Whether an exchange passes a message on over a binding."""
    if bound.event_types and envelope.event_type not in bound.event_types:
        return False
    if exchange.exchange_type == "headers":
        return headers_match(bound.match_headers, bound.match, dict(envelope.headers))
    return binding_matches(exchange.exchange_type, bound.binding_key, envelope.routing_key)


def binding_matches(exchange_type: str, binding_key: str, routing_key: str) -> bool:
    """Whether an exchange passes a routing key on over a binding (AMQP 0-9-1: * one word, # zero or more words)."""
    if exchange_type == "fanout":
        return True
    if exchange_type == "direct":
        return binding_key == routing_key
    return _topic_matches(binding_key.split("."), routing_key.split("."))


def headers_match(wanted: Mapping[str, str], match: str, headers: Mapping[str, str]) -> bool:
    """x-match all or any. A binding without headers: all of none are there, any of none is not."""
    found = (headers.get(name) == value for name, value in wanted.items())
    return all(found) if match == "all" else any(found)


def _topic_matches(pattern: list[str], words: list[str]) -> bool:
    reachable = {0}
    for step in pattern:
        if step == "#":
            reachable = set(range(min(reachable, default=len(words) + 1), len(words) + 1))
        else:
            reachable = {at + 1 for at in reachable if at < len(words) and step in ("*", words[at])}
    return len(words) in reachable
