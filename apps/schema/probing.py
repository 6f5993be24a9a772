"""Whether an experiment fits a document: what it measures, breaks and does is there."""

from collections.abc import Iterator, Sequence

from .document import Document
from .experiments import Compared, Experiment, Probe, Tolerance
from .faults import FaultBase
from .metrics import METRICS, READERS
from .nodes import KINDS
from .operations import OperationBase
from .problems import Problem
from .striking import ALLOWED, ALLOWED_OPERATION, fault_problem, operation_problem

ALLOWED_PROBE = "a node or edge that the metric is measured of, or none for the whole diagram"
_SAID = {"<": "less than", "<=": "at most", "==": "exactly", "!=": "anything but", ">=": "at least", ">": "more than"}


def probe_problem(document: Document, probe: Probe) -> str | None:
    """Why a probe measures nothing in this document; None if it does."""
    metric = METRICS[probe.metric]
    if probe.target is None:
        return None if metric.whole else f"{metric.label} is measured of a node or an edge, not of the whole diagram"
    if probe.target in document.nodes:
        kind = document.nodes[probe.target].kind
        return None if kind in metric.nodes else f"{metric.label} is not measured of {KINDS[kind].label}"
    if probe.target in document.edges:
        edge = document.edges[probe.target]
        if edge.kind not in metric.edges:
            return f"{metric.label} is not measured of an edge of kind {edge.kind}"
        # A binding hands on and keeps nothing: there is no group behind it.
        target = document.nodes.get(edge.target)
        if edge.kind == "subscribe" and probe.metric != "goodput" and target and target.kind not in READERS:
            return f"{metric.label} is not measured of a binding"
        return None
    return f"names '{probe.target}', which is neither a node nor an edge"


def experiment_problems(document: Document, experiment: Experiment, path: str = "") -> Iterator[Problem]:
    """What an experiment names that cannot be measured, struck or done; paths lead into it, below `path`."""
    at = f"{path}." if path else ""
    for where, probes in (
        ("hypothesis.probes", experiment.hypothesis.probes),
        ("abortConditions", experiment.abort_conditions),
    ):
        for index, probe in enumerate(probes):
            if reason := probe_problem(document, probe):
                yield Problem(f"{at}{where}.{index}.target", reason, ALLOWED_PROBE)
    yield from _faults(document, experiment.method.faults, f"{at}method.faults")
    yield from _operations(document, experiment.method.operations, f"{at}method.operations")
    yield from _operations(document, experiment.rollback.operations, f"{at}rollback.operations")


def _faults(document: Document, faults: Sequence[FaultBase], path: str) -> Iterator[Problem]:
    for index, fault in enumerate(faults):
        if reason := fault_problem(document, fault):
            yield Problem(f"{path}.{index}.target", reason, ALLOWED)


def _operations(document: Document, operations: Sequence[OperationBase], path: str) -> Iterator[Problem]:
    for index, operation in enumerate(operations):
        if reason := operation_problem(document, operation):
            yield Problem(f"{path}.{index}.target", reason, ALLOWED_OPERATION)


def running_problems(document: Document, experiment: Experiment) -> list[Problem]:
    """The same, and what only matters when it is run."""
    found = list(experiment_problems(document, experiment))
    if not experiment.hypothesis.probes:
        found.append(Problem("hypothesis.probes", "has none: nothing could deviate", "at least one probe"))
    return found


def probe_words(document: Document, probe: Probe) -> str:
    """p99 of Payment over 10 s."""
    if probe.name:
        return probe.name
    metric = METRICS[probe.metric]
    of = f" of {_name(document, probe.target)}" if probe.target else ""
    over = f" over {probe.window_seconds:g} s" if probe.window_seconds and not metric.level else ""
    return f"{metric.label}{of}{over}"


def tolerance_words(tolerance: Tolerance, unit: str) -> str:
    """At most 2,000 ms."""
    said = {"%": " %"}.get(unit, unit if unit.startswith("/") else f" {unit}")
    if isinstance(tolerance, Compared):
        return f"{_SAID[tolerance.operator]} {_number(tolerance.value)}{said}"
    return f"{_number(tolerance.low)} to {_number(tolerance.high)}{said}"


def _name(document: Document, target: str) -> str:
    if target in document.nodes:
        return document.nodes[target].name
    edge = document.edges.get(target)
    if edge is None:
        return target
    return f"{document.nodes[edge.source].name} → {document.nodes[edge.target].name}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
