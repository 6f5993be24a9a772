"""What a run leaves: totals and percentiles by node, edge and path."""

from typing import Any, Literal

from apps.schema.results import EdgeResult, Latency, NodeResult, PathResult, Results

from . import accounts
from .arena import Arena
from .histograms import latency
from .program import Program
from .simulation import Simulation
from .statistics import metrics
from .statistics.batches import Batches

Status = Literal["reached", "budget reached", "stopped"]


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
        requests=accounts.requests(arena),
        sagas=accounts.sagas(arena),
        nodes=_nodes(simulation, batches),
        edges=_edges(simulation, batches),
        paths=_paths(simulation, batches),
    )


def mean_over_time(row: Any, name: str, now: float) -> float:
    """The time average of a level (`busy`, `waiting`) whose integral the kernel keeps."""
    integral = float(row[f"{name}_seconds"]) + float(row[name]) * (now - float(row[f"{name}_since"]))
    return integral / now if now > 0 else 0.0


def _nodes(simulation: Simulation, batches: Batches) -> dict[str, NodeResult]:
    program = simulation.program
    found = {}
    for node_id, node in program.document.nodes.items():
        if node_id in program.station_index:
            values = _station(simulation, program.station_index[node_id], batches)
        else:
            values = _channels(simulation, _channels_of(program, node_id))
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


def _station(simulation: Simulation, index: int, batches: Batches) -> dict[str, Any]:
    arena, program, now = simulation.arena, simulation.program, simulation.time
    row = arena.view("stations")[index]
    subscriptions = arena.view("subscriptions")
    own = subscriptions[subscriptions["station"] == index]
    groups = arena.view("groups")[own["group"]]
    is_source = program.stations[index] in program.sources
    return {
        "arrived": int(row["arrived"]),
        "completed": int(row["completed"]),
        "failed": int(row["failed"]),
        "retries": int(row["retries"]),
        "dead_lettered": int(row["dead_lettered"]),
        "dropped": int(row["dropped"]),
        "refused": int(row["refused"]),
        "lost": 0,
        "utilisation": None if is_source else mean_over_time(row, "busy", now) / max(1, int(row["slots"])),
        "mean_waiting": mean_over_time(row, "waiting", now) + sum(mean_over_time(g, "waiting", now) for g in groups),
        "waiting": int(row["waiting"]) + int(groups["waiting"].sum()),
        "latency": _latency(arena, int(row["summary"]), batches),
    }


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
            latency=_latency(arena, summary, batches),
        )
    return found


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
