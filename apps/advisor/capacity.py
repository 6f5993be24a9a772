"""Whether the slots of a node can keep up with what is declared to arrive."""

from collections import defaultdict
from collections.abc import Iterator

from apps.schema import Document
from apps.schema.edges import Subscribe, SynchronousEdge
from apps.schema.nodes import EventStore, KafkaTopic, Service, Station
from apps.schema.references import answerers

from .finding import Finding, Reading
from .rates import attempts, failure_percent_of

HIGH_UTILISATION = 0.85


def overloaded(reading: Reading) -> Iterator[Finding]:
    """Past 85 % waiting times grow steeply (M/M/1: five times the work and more); past 100 % without bound."""
    holding = holding_times(reading.document)
    for identifier, node in reading.document.nodes.items():
        if not isinstance(node, Station):
            continue
        used = utilisation(reading, identifier, holding)
        if used <= HIGH_UTILISATION:
            continue
        rate = sum(reading.rates.arriving.get(identifier, {}).values())
        grows = "more than it can ever do" if used >= 1 else "little room for bursts and retries"
        yield Finding(
            "overloaded",
            "warn",
            identifier,
            f"{node.name}: {rate:,.0f} messages/s keep {usable_slots(reading.document, identifier)} slots "
            f"{used:.0%} busy, {grows}",
            "More instances or concurrency (and partitions), or less work a message.",
        )


def utilisation(reading: Reading, identifier: str, holding: dict[tuple[str, str], float]) -> float:
    """Seconds of slot time asked for in a second, by slots there are."""
    asked = sum(
        rate * holding[identifier, name] / 1000
        for name, rate in reading.rates.arriving.get(identifier, {}).items()
        if (identifier, name) in holding
    )
    return asked / usable_slots(reading.document, identifier)


def usable_slots(document: Document, identifier: str) -> int:
    """Instances × concurrency, or the partitions a consumer reads where those are fewer."""
    node = document.nodes[identifier]
    assert isinstance(node, Station)
    slots = node.instances * node.concurrency
    partitions = partitions_read(document, identifier)
    return slots if partitions is None else min(slots, partitions)


def partitions_read(document: Document, identifier: str) -> int | None:
    """All partitions of what it subscribes to; None if it also gets messages that no partition limits."""
    total = 0
    for edge in document.edges.values():
        if edge.target != identifier or edge.kind == "dead_letter":
            continue
        origin = document.nodes[edge.source]
        if not isinstance(edge, Subscribe) or not isinstance(origin, (KafkaTopic, EventStore)):
            return None
        total += origin.partitions
    return total or None


def holding_times(document: Document) -> dict[tuple[str, str], float]:
    """Milliseconds a message of a type holds a slot of a node: attempts × (work + calls, answers included).

    Callees come before their callers, so the circle-free order of calls is all that is needed.
    """
    types = [*document.event_types]
    found: dict[tuple[str, str], float] = {}
    waiting: dict[str, list[SynchronousEdge]] = defaultdict(list)
    for edge in document.edges.values():
        if isinstance(edge, SynchronousEdge):
            waiting[edge.source].append(edge)
    for identifier in _callees_first(document):
        node = document.nodes[identifier]
        if not isinstance(node, Station):
            continue
        for name in types:
            calls = 0.0
            for call in waiting[identifier]:
                if not call.on or name in call.on:
                    sent = getattr(call, "sends", None) or name
                    work = max((found.get((one, sent), 0.0) for one in answerers(document, call)), default=0.0)
                    calls += min(call.timeout_ms, work + 2 * (call.latency_ms + _broker_ms(document, call.target)))
            percent = failure_percent_of(node, name) if isinstance(node, Service) else node.failure_percent
            found[identifier, name] = attempts(node, percent) * (_work_ms(node, name) + calls)
    return found


def _broker_ms(document: Document, target: str) -> float:
    """Of the broker that a call goes through, if it does."""
    broker = document.nodes.get(getattr(document.nodes[target], "parent", None) or "")
    return float(getattr(broker, "latency_ms", 0.0))


def _work_ms(node: Station, event_type: str) -> float:
    if isinstance(node, Service):
        for handler in node.handlers.values():
            if handler.on == event_type and handler.work is not None:
                return handler.work.mean_ms
    return node.work.mean_ms


def _callees_first(document: Document) -> list[str]:
    waits_for: dict[str, set[str]] = {identifier: set() for identifier in document.nodes}
    called_by: dict[str, set[str]] = {identifier: set() for identifier in document.nodes}
    for edge in document.edges.values():
        if isinstance(edge, SynchronousEdge):
            for callee in answerers(document, edge):
                waits_for[edge.source].add(callee)
                called_by[callee].add(edge.source)
    ready = [identifier for identifier, callees in waits_for.items() if not callees]
    order: list[str] = []
    while ready:
        identifier = ready.pop()
        order.append(identifier)
        for caller in called_by[identifier]:
            waits_for[caller].discard(identifier)
            if not waits_for[caller]:
                ready.append(caller)
    return order
