"""Whether a fault or an operation can strike what it names, in one document."""

from collections.abc import Iterator

from .document import Document
from .edges import Publish, Subscribe
from .faults import FAULT_KINDS, BrokerNodeLoss, FaultBase, FaultKind, LeaderLoss
from .nodes import KINDS, Node, Station
from .operations import OPERATION_KINDS, TUNABLE, OperationBase, Tune
from .problems import Problem

ALLOWED = "a node, edge or zone that the fault can strike"
ALLOWED_OPERATION = "a node or edge that the operation is for"


def zones(document: Document) -> set[str]:
    """The names of all zones that a node stands in or a broker's servers are spread over."""
    found: set[str] = set()
    for node in document.nodes.values():
        found.update([getattr(node, "zone", ""), *getattr(node, "zones", [])])
    return found - {""}


def in_zone(document: Document, zone: str) -> set[str]:
    """The nodes that stand in a zone, or have servers there."""
    return {name for name, node in document.nodes.items() if node.zone == zone or zone in getattr(node, "zones", [])}


def servers(node: Node) -> int:
    """How many servers a broker has."""
    replicas = getattr(node, "replicas", None)
    own = getattr(node, "brokers", None) or getattr(node, "nodes", None)
    return int(own) if own is not None else 1 + int(replicas or 0)


def fault_problem(document: Document, fault: FaultBase) -> str | None:
    """Why a fault cannot strike its target in this document; None if it can."""
    kind = FAULT_KINDS[fault.kind]  # type: ignore[attr-defined]
    if kind.zones:
        return _zone_problem(document, fault.target)
    if fault.target in document.nodes:
        node = document.nodes[fault.target]
        if node.kind not in kind.nodes:
            return f"{kind.label} does not apply to {KINDS[node.kind].label}"
        return _clock_problem(document, kind, fault.target) or _part_problem(node, fault)
    if fault.target in document.edges:
        return _edge_problem(document, kind, fault.target)
    return f"names '{fault.target}', which is neither a node nor an edge"


def _zone_problem(document: Document, target: str) -> str | None:
    known = sorted(zones(document))
    if target in known:
        return None
    there = f"there are {', '.join(known)}" if known else "nothing stands in any"
    return f"names zone '{target}', which is not in the document: {there}"


def _clock_problem(document: Document, kind: FaultKind, target: str) -> str | None:
    """Why a fault of a node's clock changes nothing there."""
    if not kind.remembers or goes_by_its_clock(document, target):
        return None
    name = document.nodes[target].name
    return (
        f"{kind.label} changes nothing at {name}: it publishes to no Kafka topic, whose records have their producer's"
        " time stamp, and does not remember for a time what it has handled (idempotent, with a window)"
    )


def goes_by_its_clock(document: Document, target: str) -> bool:
    """Whether anything depends on a node's own clock: time stamps of records that it publishes, or an idempotent
    consumer's window."""
    node, stamped = document.nodes[target], FAULT_KINDS["clock_skew"].publishes_to
    if getattr(node, "idempotent", False) and getattr(node, "idempotency_window_seconds", None) is not None:
        return True
    fed = (edge.target for edge in document.edges.values() if isinstance(edge, Publish) and edge.source == target)
    return any(channel in document.nodes and document.nodes[channel].kind in stamped for channel in fed)


def _part_problem(node: Node, fault: FaultBase) -> str | None:
    """Why the instance, server or partition that a fault names is not there."""
    instance = getattr(fault, "instance", None)
    if instance is not None:
        if not isinstance(node, Station):
            return f"names instance {instance}, and {node.name} has no instances"
        return _beyond("instance", instance, node.instances, node)
    if isinstance(fault, BrokerNodeLoss):
        return _beyond("server", fault.broker, servers(node), node)
    if isinstance(fault, LeaderLoss):
        return _beyond("partition", fault.partition, int(getattr(node, "partitions", 1)), node)
    return None


def _beyond(what: str, index: int, count: int, node: Node) -> str | None:
    if index < count:
        return None
    return f"names {what} {index}, and {node.name} has {count}: at most {count - 1}, counted from 0"


def _edge_problem(document: Document, kind: FaultKind, target: str) -> str | None:
    edge = document.edges[target]
    if edge.kind not in kind.edges:
        return f"{kind.label} does not apply to an edge of kind {edge.kind}"
    source = document.nodes.get(edge.source)
    if kind.edges_from and source is not None and source.kind not in kind.edges_from:
        return f"{kind.label} does not apply to an edge from {KINDS[source.kind].label}"
    return None


def operation_problem(document: Document, operation: OperationBase) -> str | None:
    """Why an operation cannot be done to its target in this document; None if it can."""
    kind = OPERATION_KINDS[operation.kind]  # type: ignore[attr-defined]
    if operation.target in document.nodes:
        node = document.nodes[operation.target]
        if node.kind not in kind.nodes:
            return f"{kind.label} does not apply to {KINDS[node.kind].label}"
        return _tune_problem(operation, node.kind, KINDS[node.kind].label)
    if operation.target in document.edges:
        edge = document.edges[operation.target]
        if edge.kind in kind.edges:
            return _tune_problem(operation, edge.kind, f"an edge of kind {edge.kind}")
        if not isinstance(edge, Subscribe) or not kind.edges_from:
            return f"{kind.label} does not apply to an edge of kind {edge.kind}"
        source = document.nodes.get(edge.source)
        if source is not None and source.kind not in kind.edges_from:
            return f"{kind.label} does not apply to an edge from {KINDS[source.kind].label}"
        return None
    return f"names '{operation.target}', which is neither a node nor an edge"


def _tune_problem(operation: OperationBase, kind: str, label: str) -> str | None:
    if not isinstance(operation, Tune):
        return None
    row, value = TUNABLE[operation.number], operation.value
    if kind not in (*row.nodes, *row.edges):
        return f"{row.label} cannot be changed on {label}"
    if not row.least <= value <= row.most:
        return f"{row.label}: from {row.least:g} to {row.most:g} {row.unit}".rstrip()
    if row.whole and value != int(value):
        return f"{row.label}: a whole number"
    return None


def scenario_problems(document: Document) -> Iterator[Problem]:
    """What the scenarios name that cannot be struck or done."""
    for name, scenario in document.scenarios.items():
        for index, fault in enumerate(scenario.faults):
            if reason := fault_problem(document, fault):
                yield Problem(f"scenarios.{name}.faults.{index}.target", reason, ALLOWED)
        for index, operation in enumerate(scenario.operations):
            if reason := operation_problem(document, operation):
                yield Problem(f"scenarios.{name}.operations.{index}.target", reason, ALLOWED_OPERATION)
