"""What can be measured of a stretch of a run, by name.

    nodes.ID.utilisation               share of the slots at work
    nodes.ID.mean_waiting              messages
    nodes.ID.throughput                completed, 1/s
    nodes.ID.latency.MEASURE           sojourn, ms
    edges.ID.throughput                1/s
    edges.ID.latency.MEASURE           ms
    paths.SOURCE->END.MEASURE          ms
    ledger.COUNT                       published, completed, dead_lettered, …, 1/s

MEASURE is mean_ms, p50_ms, p90_ms, p95_ms, p99_ms or p999_ms. All but percentiles are a sum over a weight, each read
at both ends of the stretch; percentiles are those of the histogram's difference.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..program import Program
from .sums import COUNTED, Sums

PERCENTILES = {"p50_ms": 0.5, "p90_ms": 0.9, "p95_ms": 0.95, "p99_ms": 0.99, "p999_ms": 0.999}


class MetricUnknown(ValueError):
    """No such metric, or not of this node."""


@dataclass(frozen=True)
class Metric:
    """`sum_and_weight` of a moment; for percentiles it is the mean's, which the warm-up is judged by."""

    name: str
    unit: str
    sum_and_weight: Callable[[Sums], tuple[float, float]]
    summary: int = -1
    share: float | None = None


def metric(program: Program, name: str) -> Metric:
    """Raises MetricUnknown."""
    family, _, rest = name.partition(".")
    found: Metric | None = None
    if family == "nodes":
        found = _of_node(program, rest)
    elif family == "edges":
        found = _of_edge(program, rest)
    elif family == "paths":
        ends, _, measure = rest.rpartition(".")
        found = latency(name, path_summary(program, *ends.split("->", 1)), measure) if "->" in ends else None
    elif family == "ledger" and rest in COUNTED:
        found = Metric(name, "1/s", lambda sums: (sums.ledger[rest], sums.time))
    if found is None:
        raise MetricUnknown(f"no metric '{name}'")
    return found


def usual_metrics(program: Program) -> list[str]:
    """What a report shows when nobody asked for anything else."""
    names = []
    for node in program.stations:
        if node not in program.sources:
            names += [f"nodes.{node}.{what}" for what in ("utilisation", "throughput", "mean_waiting")]
            names += [f"nodes.{node}.latency.{measure}" for measure in ("mean_ms", "p99_ms")]
    names += [f"nodes.{channel}.mean_waiting" for channel in program.channels]
    for start, end in program.paths:
        path = f"paths.{program.stations[start]}->{program.stations[end]}"
        names += [f"{path}.{measure}" for measure in ("mean_ms", "p99_ms")]
    return [name for name in names if _exists(program, name)]


def utilisation(program: Program, node: str) -> Metric | None:
    if node not in program.station_index or node in program.sources:
        return None
    index = program.station_index[node]
    return Metric(f"nodes.{node}.utilisation", "", lambda sums: (float(sums.busy[index]), float(sums.slots[index])))


def mean_waiting(program: Program, node: str) -> Metric | None:
    """Of a station with what waits for it in its groups, of a channel, or of all channels of a broker."""
    tables = program.tables
    if node in program.station_index:
        index = program.station_index[node]
        subscriptions = tables["subscriptions"]
        stations, groups = [index], np.unique(subscriptions["group"][subscriptions["station"] == index])
    elif node in program.document.nodes:
        nodes = program.document.nodes
        own = [i for i, name in enumerate(program.channels) if node in (name, getattr(nodes[name], "parent", None))]
        stations, groups = [], np.flatnonzero(np.isin(tables["groups"]["channel"], own))
    else:
        return None

    def read(sums: Sums) -> tuple[float, float]:
        return float(sums.waiting[stations].sum() + sums.group_waiting[groups].sum()), sums.time

    return Metric(f"nodes.{node}.mean_waiting", "messages", read)


def latency(name: str, summary: int, measure: str = "mean_ms") -> Metric | None:
    """Of one of the arena's histograms; None if there is none (-1) or no such measure."""
    if summary < 0 or measure not in ("mean_ms", *PERCENTILES):
        return None
    return Metric(
        name,
        "ms",
        lambda sums: (1000.0 * float(sums.totals[summary]), float(sums.counts[summary])),
        summary,
        PERCENTILES.get(measure),
    )


def node_summary(program: Program, node: str) -> int:
    index = program.station_index.get(node)
    return -1 if index is None else int(program.tables["stations"]["summary"][index])


def edge_summary(program: Program, edge: str) -> int:
    """A subscription's own histogram, from publish to handled; otherwise that of the calls along the edge."""
    index = program.edge_index.get(edge)
    if index is None:
        return -1
    for row in program.tables["subscriptions"]:
        if int(row["edge"]) == index:
            return int(row["summary"])
    return int(program.tables["edges"]["summary"][index])


def path_summary(program: Program, source: str, end: str) -> int:
    start, stop = program.station_index.get(source), program.station_index.get(end)
    if start is None or stop is None or (start, stop) not in program.paths:
        return -1
    return int(program.tables["paths"]["summary"][start * len(program.stations) + stop])


def _of_node(program: Program, rest: str) -> Metric | None:
    node, _, what = rest.rpartition(".")
    if node.endswith(".latency"):
        node = node.removesuffix(".latency")
        return latency(f"nodes.{rest}", node_summary(program, node), what)
    if what == "throughput" and node in program.station_index:
        index = program.station_index[node]
        return Metric(f"nodes.{rest}", "1/s", lambda sums: (float(sums.completed[index]), sums.time))
    kinds = {"utilisation": utilisation, "mean_waiting": mean_waiting}
    return kinds[what](program, node) if what in kinds else None


def _of_edge(program: Program, rest: str) -> Metric | None:
    edge, _, what = rest.rpartition(".")
    if edge.endswith(".latency"):
        return latency(f"edges.{rest}", edge_summary(program, edge.removesuffix(".latency")), what)
    if what == "throughput" and edge in program.edge_index:
        index = program.edge_index[edge]
        return Metric(f"edges.{rest}", "1/s", lambda sums: (float(sums.carried[index]), sums.time))
    return None


def _exists(program: Program, name: str) -> bool:
    try:
        metric(program, name)
    except MetricUnknown:
        return False
    return True
