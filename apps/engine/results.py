"""What a run leaves: totals and percentiles by node, edge and path."""

from typing import Any, Literal

import numpy as np

from apps.schema.results import Consistency, EdgeResult, Instances, Latency, NodeResult, PathResult, Results

from . import accounts
from .arena import Arena
from .consumption import behind, group_results
from .endings import endings
from .histograms import Histogram, in_ms, latency
from .program import Program
from .simulation import Simulation
from .statistics import metrics
from .statistics.batches import Batches

Status = Literal["reached", "budget reached", "stopped"]
ENDINGS_SHOWN = 200
COUNTED = (
    "arrived",
    "completed",
    "failed",
    "retries",
    "dead_lettered",
    "dropped",
    "refused",
    "duplicate_effects",
    "deduplicated",
    "conflicts",
)
"""What a station counts, as its record and its result name it."""


def results(simulation: Simulation, status: Status = "reached", batches: Batches | None = None) -> Results:
    """Means carry an interval where the run was cut in `batches`. Counts are what they are, and percentiles and
    maxima of one run have none: they are no sums over batches."""
    batches = batches or Batches()
    arena, program = simulation.arena, simulation.program
    return Results(
        title=program.document.title,
        seed=simulation.seed,
        simulated_seconds=simulation.time,
        status=status,
        events=simulation.events,
        digest=simulation.digest(),
        ledger=accounts.ledger(arena),
        ledger_by_type=dict(zip(program.event_types, accounts.ledgers_by_type(arena), strict=False)),
        causes=accounts.causes(arena),
        requests=accounts.requests(arena),
        sagas=accounts.sagas(arena),
        nodes=_nodes(simulation, batches),
        edges=_edges(simulation, batches),
        groups=group_results(arena, program, _mean_waiting_of_groups(simulation)),
        paths=_paths(simulation, batches),
        endings=endings(simulation, ENDINGS_SHOWN),
    )


def mean_over_time(row: Any, name: str, now: float) -> float:
    """The time average of a level (`busy`, `slots`, `waiting`) whose integral the kernel keeps."""
    integral = float(row[f"{name}_seconds"]) + float(row[name]) * (now - float(row[f"{name}_since"]))
    return integral / now if now > 0 else 0.0


def _mean_waiting_of_groups(simulation: Simulation) -> Any:
    return np.array([mean_over_time(group, "waiting", simulation.time) for group in simulation.arena.view("groups")])


def _nodes(simulation: Simulation, batches: Batches) -> dict[str, NodeResult]:
    program = simulation.program
    ledgers = accounts.ledgers_by_channel(simulation.arena)
    found = {}
    for node_id, node in program.document.nodes.items():
        values: dict[str, Any] = {}
        if node_id in program.channels:
            index = program.channels.index(node_id)
            values = {"ledger": ledgers[index], "causes": accounts.causes(simulation.arena, index)}
        if node_id in program.station_index:
            values |= _station(simulation, node_id, batches)
        else:
            values |= _channels(simulation, _channels_of(program, node_id))
        found[node_id] = NodeResult(
            kind=node.kind,
            name=node.name,
            utilisation_interval=batches.estimate(metrics.utilisation(program, node_id)),
            mean_waiting_interval=batches.estimate(metrics.mean_waiting(program, node_id)),
            **values,
        )
    return found


def _channels_of(program: Program, node_id: str) -> list[int]:
    """The channel itself, or those that live in a broker."""
    if node_id in program.channels:
        return [program.channels.index(node_id)]
    nodes = program.document.nodes
    return [i for i, channel in enumerate(program.channels) if getattr(nodes[channel], "parent", None) == node_id]


def _station(simulation: Simulation, node_id: str, batches: Batches) -> dict[str, Any]:
    arena, program, now = simulation.arena, simulation.program, simulation.time
    index = program.station_index[node_id]
    row = arena.view("stations")[index]
    subscriptions = arena.view("subscriptions")
    own = subscriptions[subscriptions["station"] == index]
    groups = arena.view("groups")[np.unique(own["group"])]
    is_source, saga_node = node_id in program.sources, int(row["saga_node"])
    return {
        **{name: int(row[name]) for name in COUNTED},
        "lost": 0,
        "utilisation": None if is_source else _utilisation(row, now),
        "mean_waiting": mean_over_time(row, "waiting", now) + sum(mean_over_time(g, "waiting", now) for g in groups),
        "waiting": int(row["waiting"]) + int(groups["waiting"].sum()),
        "latency": _latency(arena, int(row["summary"]), batches),
        "instances": None if is_source else _instances(arena, index, now),
        "sagas": accounts.sagas_of_node(arena.view("saga_nodes")[saga_node]) if saga_node >= 0 else None,
        "consistency": _consistency(arena, own) if program.document.nodes[node_id].kind == "projection" else None,
    }


def _utilisation(row: Any, now: float) -> float:
    """Of the slots that there were. What an instance still finishes when it is no longer wanted has none."""
    slots = mean_over_time(row, "slots", now)
    return min(1.0, mean_over_time(row, "busy", now) / slots) if slots > 0 else 0.0


def _instances(arena: Arena, station: int, now: float) -> Instances:
    row = arena.view("stations")[station]
    scaling = arena.view("scalings")[row["scaling"]] if row["scaling"] >= 0 else None
    return Instances(
        up=int(row["up_instances"]),
        wanted=int(row["wanted"]),
        mean_up=mean_over_time(row, "up_instances", now),
        autoscaled_between=None if scaling is None else (int(scaling["fewest"]), int(scaling["most"])),
    )


def _consistency(arena: Arena, subscriptions: Any) -> Consistency:
    late, groups = behind(arena), np.unique(subscriptions["group"])
    applied = Histogram.empty().merge(*(Histogram.in_arena(arena, int(s)) for s in subscriptions["summary"]))
    return Consistency(
        events_behind=int(late.messages[groups].sum()),
        seconds_behind=float(late.seconds[groups].max(initial=0.0)),
        applied=in_ms(applied) if applied.count else None,
    )


def _channels(simulation: Simulation, indexes: list[int]) -> dict[str, Any]:
    arena, now = simulation.arena, simulation.time
    rows, ended = arena.view("channels")[indexes], arena.view("channel_accounts")[indexes]
    groups = arena.view("groups")
    own = groups[[g for g in range(len(groups)) if int(groups[g]["channel"]) in indexes]]
    return {
        "arrived": int(rows["arrived"].sum()),
        "completed": int(own["arrived"].sum()) - int(own["waiting"].sum()),
        "failed": 0,
        "retries": 0,
        "dead_lettered": int(rows["kept"].sum()),
        "dropped": int(ended["dropped"].sum()),
        "refused": 0,
        "lost": int(ended["lost"].sum()),
        "utilisation": None,
        "mean_waiting": sum(mean_over_time(group, "waiting", now) for group in own),
        "waiting": int(own["waiting"].sum()),
        "latency": None,
        "duplicate_effects": int(ended["duplicate_effects"].sum()),
    }


def _edges(simulation: Simulation, batches: Batches) -> dict[str, EdgeResult]:
    arena, program = simulation.arena, simulation.program
    of_subscription = {int(row["edge"]): int(row["summary"]) for row in arena.view("subscriptions")}
    found = {}
    for index, edge_id in enumerate(program.edges):
        edge, row = program.document.edges[edge_id], arena.view("edges")[index]
        summary = of_subscription.get(index, int(row["summary"]))
        found[edge_id] = EdgeResult(
            kind=edge.kind,
            source=edge.source,
            target=edge.target,
            count=int(row["count"]),
            failed=int(row["failed"]),
            timed_out=int(row["timed_out"]),
            refused=int(row["refused"]),
            late_replies=int(row["late"]) + _of_replies(arena, row, "late"),
            lost_replies=_of_replies(arena, row, "lost"),
            latency=_latency(arena, summary, batches),
        )
    return found


def _of_replies(arena: Arena, edge: Any, name: str) -> int:
    row = int(edge["replies"])
    return int(arena.view("rabbitmq_replies")[name][row]) if row >= 0 else 0


def _paths(simulation: Simulation, batches: Batches) -> list[PathResult]:
    arena, program = simulation.arena, simulation.program
    paths = arena.view("paths")
    found = []
    for start, end in program.paths:
        measured = _latency(arena, int(paths[start * len(program.stations) + end]["summary"]), batches)
        if measured:
            found.append(PathResult(source=program.stations[start], target=program.stations[end], latency=measured))
    return found


def _latency(arena: Arena, summary: int, batches: Batches) -> Latency | None:
    measured = latency(arena, summary)
    if measured is None:
        return None
    interval = batches.estimate(metrics.latency("latency.mean_ms", summary))
    return measured.model_copy(update={"mean_interval": interval})
