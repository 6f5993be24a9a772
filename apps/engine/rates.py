"""The rates a document declares, for sampling and for the advisor."""

from apps.schema.document import Document
from apps.schema.nodes import Clients, Schedule, Trace


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
