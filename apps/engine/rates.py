"""The rates a document declares: for sampling, for the advisor, and for how much room a simulation has at first."""

from typing import Any

from apps.schema.document import Document
from apps.schema.nodes import Clients, Schedule, Trace

from .layout import CLOSED_LOOP, KAFKA, NATS, REDIS_STREAMS
from .program import Program

_LOGS = (KAFKA, REDIS_STREAMS, NATS)


def source_rate(node: Clients | Schedule | Trace) -> float:
    """Requests and events that a source begins per second, on average."""
    if isinstance(node, Clients):
        return node.workload.mean_per_second if node.sends else 0.0
    if isinstance(node, Schedule):
        return node.batch / node.every_seconds if node.sends else 0.0
    if not node.points:
        return 0.0
    return len(node.points) / (node.repeat_every_seconds or max(node.points[-1].at, 1.0))


def total_rate(document: Document) -> float:
    return sum(source_rate(n) for n in document.nodes.values() if isinstance(n, (Clients, Schedule, Trace)))


def open_rate(program: Program) -> float:
    """Of those sources that send whatever becomes of it. A closed loop declares no rate, only what cannot be passed."""
    return sum(rate for _, rate in _open_sources(program))


def logged_rate(program: Program) -> float:
    """Events that go from such sources straight into logs, per second. What services send follows from what happens."""
    shares, routes = program.tables["shares"], program.tables["routes"]
    logged = [int(channel["kind"] in _LOGS) for channel in program.tables["channels"]]
    total = 0.0
    for source, rate in _open_sources(program):
        below = 0.0
        for share in shares[source["first_share"] :][: source["shares"]]:
            ways = routes[share["first_route"] :][: max(0, share["routes"])]
            total += rate * (share["below"] - below) * sum(logged[way["channel"]] for way in ways)
            below = share["below"]
    return float(total)


def _open_sources(program: Program) -> list[tuple[Any, float]]:
    rows = zip(program.sources, program.tables["sources"], strict=True)
    nodes: dict[str, Any] = program.document.nodes
    return [(row, source_rate(nodes[name])) for name, row in rows if row["kind"] != CLOSED_LOOP]
