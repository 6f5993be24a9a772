"""Which event types travel over which edge: what sources send, followed through handlers, channels and stores.

Plain reading of the document, no simulation. A message is an event type and, for exchanges, its routing key.
"""

from collections import defaultdict
from dataclasses import dataclass

from apps.schema import Document
from apps.schema.edges import AnyEdge, Call, Publish, Read, Subscribe, Write
from apps.schema.nodes import Channel, Clients, RabbitMqExchange, Saga, Schedule, Service, Trace


@dataclass(frozen=True)
class Flow:
    carried: dict[str, frozenset[str]]
    """Edge id to the event types that travel over it."""
    arriving: dict[str, frozenset[str]]
    """Node id to the event types that reach it, dead letters aside."""


def flow_of(document: Document) -> Flow:
    outgoing: dict[str, list[str]] = defaultdict(list)
    for identifier, edge in document.edges.items():
        outgoing[edge.source].append(identifier)
    carried: dict[str, set[str]] = {identifier: set() for identifier in document.edges}
    arriving: dict[str, set[str]] = {identifier: set() for identifier in document.nodes}
    routing: dict[str, set[tuple[str, str]]] = defaultdict(set)
    waiting = list(document.nodes)
    while waiting:
        node = waiting.pop()
        for identifier in outgoing[node]:
            edge = document.edges[identifier]
            fresh = _leaving(document, node, edge, arriving[node], routing[node]) - carried[identifier]
            if not fresh:
                continue
            carried[identifier] |= fresh
            arriving[edge.target] |= fresh
            if isinstance(edge, Publish):
                routing[edge.target] |= {(name, edge.routing_key or name) for name in fresh}
            waiting.append(edge.target)
    return Flow(
        {identifier: frozenset(names) for identifier, names in carried.items()},
        {identifier: frozenset(names) for identifier, names in arriving.items()},
    )


def _leaving(
    document: Document, identifier: str, edge: AnyEdge, arriving: set[str], routing: set[tuple[str, str]]
) -> set[str]:
    """What the node sends over this edge, given what reaches the node."""
    node = document.nodes[identifier]
    handled = set(arriving) | sent_by_source(node)
    if isinstance(edge, (Call, Read, Write)):
        chosen = {name for name in handled if not edge.on or name in edge.on}
        sends = None if isinstance(edge, Read) else edge.sends
        return {sends} if sends and chosen else chosen
    if isinstance(edge, Subscribe) and isinstance(node, RabbitMqExchange):
        return {name for name, key in routing if binds(node.exchange_type, edge.binding_key, key)}
    if isinstance(edge, Subscribe):
        return {name for name in handled if not edge.event_types or name in edge.event_types}
    if isinstance(edge, Publish):
        emitted = emitted_by(node, arriving) if isinstance(node, (Service, Saga)) else handled
        return {name for name in emitted if not edge.event_types or name in edge.event_types}
    return handled if not isinstance(node, Channel) else set(arriving)


def sent_by_source(node: object) -> set[str]:
    if isinstance(node, (Clients, Schedule)):
        return {share.event_type for share in node.sends}
    if isinstance(node, Trace):
        return {point.event_type for point in node.points}
    return set()


def emitted_by(node: Service | Saga, arriving: set[str]) -> set[str]:
    """What a service or saga may send as a consequence of what reaches it."""
    found: set[str] = set()
    if isinstance(node, Saga):
        if node.starts_on in arriving:
            found.update(node.committed_emits, node.compensated_emits)
            found.update(name for step in node.steps for name in (step.command, step.compensation) if name)
        return found
    for handler in node.handlers.values():
        if handler.on in arriving:
            found.update(handler.on_failure, *(outcome.emits for outcome in handler.outcomes))
    return found


def binds(exchange_type: str, binding_key: str, routing_key: str) -> bool:
    """Whether an exchange routes a message to a queue bound with this key (AMQP 0-9-1: * one word, # any number)."""
    if exchange_type == "fanout":
        return True
    if exchange_type == "direct":
        return binding_key == routing_key
    return _topic_matches(tuple(binding_key.split(".")), tuple(routing_key.split(".")))


def _topic_matches(pattern: tuple[str, ...], words: tuple[str, ...]) -> bool:
    # One row of the usual table: matched[i] says whether the pattern so far matches the first i words.
    matched = [True] + [False] * len(words)
    for part in pattern:
        if part == "#":
            for index in range(1, len(words) + 1):
                matched[index] = matched[index] or matched[index - 1]
        else:
            shifted = [matched[index] and part in ("*", word) for index, word in enumerate(words)]
            matched = [False, *shifted]
    return matched[-1]
