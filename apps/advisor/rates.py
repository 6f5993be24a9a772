"""How many messages a second each node gets, from the declared rates alone: no queueing, no faults.

Rates are followed along the edges until they no longer change. Only a saga's replies go in a circle, and they start no
saga, so a circle that feeds itself is a design that grows without bound: it is cut off after `_ROUNDS`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from apps.schema import Document
from apps.schema.edges import AnyEdge, Call, Publish, Subscribe, SynchronousEdge, Write
from apps.schema.nodes import (
    Clients,
    DeadLetterQueue,
    ExternalSystem,
    Projection,
    RabbitMqExchange,
    Saga,
    Schedule,
    Service,
    Trace,
)

from .flow import binds

_ROUNDS = 60
_ENOUGH = 1e-6

ByType = dict[str, float]


@dataclass(frozen=True)
class Rates:
    arriving: dict[str, ByType]
    """Node id to messages a second by event type."""
    edges: dict[str, ByType]


def rates_of(document: Document) -> Rates:
    edges: dict[str, ByType] = {identifier: {} for identifier in document.edges}
    sharing = _members(document)
    routing = _routing_keys(document)
    for _ in range(_ROUNDS):
        arriving: dict[str, ByType] = defaultdict(dict)
        for identifier, edge in document.edges.items():
            if edge.kind != "dead_letter":
                for name, rate in edges[identifier].items():
                    arriving[edge.target][name] = arriving[edge.target].get(name, 0.0) + rate
        fresh = {
            identifier: _over(document, edge, arriving[edge.source], routing, sharing[identifier])
            for identifier, edge in document.edges.items()
        }
        settled = all(_same(fresh[identifier], edges[identifier]) for identifier in fresh)
        edges = fresh
        if settled:
            break
    return Rates(dict(arriving), edges)


def attempts(node: object, failure_percent: float) -> float:
    """Attempts a message, with the retries of the node's policy: (1 - p^(n+1)) / (1 - p)."""
    if not isinstance(node, (Service, ExternalSystem, Projection)):
        return 1.0
    share = failure_percent / 100
    retries = node.retry.max_retries
    return retries + 1.0 if share >= 1 else float((1 - share ** (retries + 1)) / (1 - share))


def source_rates(node: object) -> ByType:
    if isinstance(node, Trace):
        seconds = node.repeat_every_seconds or (node.points[-1].at if node.points else 0)
        counts = Counter(point.event_type for point in node.points)
        return {name: count / seconds for name, count in counts.items()} if seconds else {}
    if not isinstance(node, (Clients, Schedule)) or not node.sends:
        return {}
    rate = node.workload.mean_per_second if isinstance(node, Clients) else node.batch / node.every_seconds
    total = sum(share.weight for share in node.sends)
    found: ByType = defaultdict(float)
    for share in node.sends:
        found[share.event_type] += rate * share.weight / total
    return dict(found)


def _members(document: Document) -> dict[str, int]:
    """For each edge how many consumers share its copy: those of one group on one channel."""
    groups = {
        identifier: (edge.source, edge.shared_by(document.nodes[edge.source].kind))
        for identifier, edge in document.edges.items()
        if isinstance(edge, Subscribe)
    }
    readers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, group in groups.items():
        readers[group].add(document.edges[identifier].target)
    return {
        identifier: len(readers[groups[identifier]]) if identifier in groups else 1 for identifier in document.edges
    }


def _routing_keys(document: Document) -> dict[str, set[str]]:
    """Exchange id to the routing keys that publishers set; one without a key uses the event type's id."""
    keys: dict[str, set[str]] = defaultdict(set)
    for edge in document.edges.values():
        if isinstance(edge, Publish) and edge.routing_key:
            keys[edge.target].add(edge.routing_key)
    return keys


def _over(document: Document, edge: AnyEdge, arriving: ByType, routing: dict[str, set[str]], members: int) -> ByType:
    node = document.nodes[edge.source]
    handled = arriving or source_rates(node)
    if isinstance(edge, SynchronousEdge):
        chosen = {name: rate for name, rate in handled.items() if not edge.on or name in edge.on}
        if isinstance(node, Service):
            chosen = {name: rate * _attempts_at(node, name) for name, rate in chosen.items()}
        sends = edge.sends if isinstance(edge, (Call, Write)) else None
        return {sends: sum(chosen.values())} if sends and chosen else chosen
    if isinstance(edge, Publish):
        sent = _emitted(node, arriving) if isinstance(node, (Service, Saga)) else handled
        return {name: rate for name, rate in sent.items() if not edge.event_types or name in edge.event_types}
    if isinstance(edge, Subscribe):
        if isinstance(node, RabbitMqExchange):
            keys = routing[edge.source]
            return {
                name: rate
                for name, rate in arriving.items()
                if any(binds(node.exchange_type, edge.binding_key, key) for key in (name, *keys))
            }
        if isinstance(node, DeadLetterQueue):
            return {}
        chosen = {name: rate for name, rate in arriving.items() if not edge.event_types or name in edge.event_types}
        return {name: rate / members for name, rate in chosen.items()}
    return {}


def _attempts_at(node: Service, event_type: str) -> float:
    return attempts(node, failure_percent_of(node, event_type))


def failure_percent_of(node: Service, event_type: str) -> float:
    for handler in node.handlers.values():
        if handler.on == event_type and handler.failure_percent is not None:
            return handler.failure_percent
    return node.failure_percent


def _emitted(node: Service | Saga, arriving: ByType) -> ByType:
    found: ByType = defaultdict(float)
    if isinstance(node, Saga):
        started = arriving.get(node.starts_on or "", 0.0)
        for step in node.steps:
            if step.command and started:
                found[step.command] += started
        for name in node.committed_emits:
            found[name] += started
        return dict(found)
    for handler in node.handlers.values():
        rate = arriving.get(handler.on, 0.0)
        total = sum(outcome.weight for outcome in handler.outcomes)
        for outcome in handler.outcomes:
            for name in outcome.emits:
                found[name] += rate * outcome.weight / total
    return {name: rate for name, rate in found.items() if rate}


def _same(one: ByType, other: ByType) -> bool:
    return one.keys() == other.keys() and all(
        abs(rate - other[name]) <= _ENOUGH * max(1.0, rate) for name, rate in one.items()
    )
