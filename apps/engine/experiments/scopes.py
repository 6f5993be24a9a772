"""What a probe's target is in a program: the rows of the arena that it covers."""

from dataclasses import dataclass

from apps.schema.experiments import Probe

from ..program import Program
from ..statistics.metrics import edge_summary, node_summary
from ..topology import Topology


@dataclass(frozen=True)
class Scope:
    """Indexes into the arena's sections. `kind`: what the target is, for metrics that mean another thing of each."""

    kind: str
    """whole, station, channels, edge, or subscription"""
    stations: list[int]
    channels: list[int]
    groups: list[int]
    edges: list[int]
    subscriptions: list[int]
    summaries: list[int]
    saga_node: int = -1
    keeps_dead_letters: bool = False


def scope(program: Program, topology: Topology, probe: Probe) -> Scope:
    """Of a probe that fits the program's document."""
    target = probe.target
    if target is None:
        return _whole(program, topology)
    if target in program.edge_index:
        return _edge(program, topology, target)
    if target in program.station_index:
        return _station(program, topology, target)
    nodes = program.document.nodes
    channels = [i for i, name in enumerate(program.channels) if target in (name, getattr(nodes[name], "parent", None))]
    groups = [g for i in channels for g in topology.groups.get(program.channels[i], [])]
    dead = nodes[target].kind == "dead_letter_queue"
    return Scope("channels", [], channels, groups, [], [], [], keeps_dead_letters=dead)


def _whole(program: Program, topology: Topology) -> Scope:
    summaries = [int(row["summary"]) for row in program.tables["paths"] if int(row["summary"]) >= 0]
    summaries += [node_summary(program, name) for name in program.sources if topology.calls.get(name)]
    return Scope(
        "whole",
        [i for name, i in program.station_index.items() if name not in program.sources],
        list(range(len(program.channels))),
        list(range(len(program.groups))),
        list(range(len(program.edges))),
        list(range(len(program.tables["subscriptions"]))),
        sorted({index for index in summaries if index >= 0}),
    )


def _station(program: Program, topology: Topology, target: str) -> Scope:
    index = program.station_index[target]
    subscriptions = topology.subscriptions.get(target, [])
    groups = sorted({int(program.tables["subscriptions"]["group"][i]) for i in subscriptions})
    summary, saga = node_summary(program, target), int(program.tables["stations"]["saga_node"][index])
    measured = [summary] if summary >= 0 else []
    return Scope("station", [index], [], groups, [], subscriptions, measured, saga_node=saga)


def _edge(program: Program, topology: Topology, target: str) -> Scope:
    index, subscription = program.edge_index[target], topology.subscription_of_edge.get(target)
    summary = edge_summary(program, target)
    summaries = [summary] if summary >= 0 else []
    if subscription is None:
        return Scope("edge", [], [], [], [index], [], summaries)
    group = int(program.tables["subscriptions"]["group"][subscription])
    return Scope("subscription", [], [], [group], [index], [subscription], summaries)
