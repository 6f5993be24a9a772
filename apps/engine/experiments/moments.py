"""What a simulation has counted at one moment: two of them make a window."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..consumption import behind
from ..layout import BUCKETS
from ..layout.state import TOTALS
from ..simulation import Simulation

Counts = NDArray[Any]
ACCOUNTS = (
    "published",
    "completed",
    "dead_lettered",
    "expired",
    "dropped",
    "lost",
    "redelivered",
    "duplicate_deliveries",
    "duplicate_effects",
)
STATIONS = (
    "arrived",
    "completed",
    "failed",
    "retries",
    "dead_lettered",
    "duplicate_effects",
    "up_instances",
    "waiting",
)
EDGES = ("count", "failed", "timed_out", "refused")


@dataclass(frozen=True)
class Moment:
    """Indexed like the arena's sections; histograms only of the summaries that somebody asked for."""

    time: float
    accounts: dict[str, Counts]
    stations: dict[str, Counts]
    busy_seconds: Counts
    slots: Counts
    edges: dict[str, Counts]
    channel_arrived: Counts
    kept: Counts
    waiting: Counts
    in_process: Counts
    order_violations: Counts
    saga_nodes: Counts
    totals: dict[str, int]
    sums: dict[int, float]
    buckets: dict[int, NDArray[np.int64]]
    seconds_behind: Counts | None
    """By group; None if nobody asked."""


def look(simulation: Simulation, summaries: frozenset[int], late: bool) -> Moment:
    """`late`: also how old what waits is, which costs a look at everything that waits."""
    arena, now = simulation.arena, simulation.time
    stations, channels, groups = arena.view("stations"), arena.view("channels"), arena.view("groups")
    accounts, edges, buckets = arena.view("channel_accounts"), arena.view("edges"), arena.view("buckets")["count"]
    return Moment(
        time=now,
        accounts={name: accounts[name].copy() for name in ACCOUNTS},
        stations={name: stations[name].copy() for name in STATIONS},
        busy_seconds=stations["busy_seconds"] + stations["busy"] * (now - stations["busy_since"]),
        slots=stations["slots"].copy(),
        edges={name: edges[name].copy() for name in EDGES},
        channel_arrived=channels["arrived"].copy(),
        kept=channels["kept"].copy(),
        waiting=groups["waiting"].copy(),
        in_process=arena.view("subscriptions")["in_process"].copy(),
        order_violations=groups["order_violations"].copy(),
        saga_nodes=arena.view("saga_nodes").copy(),
        totals={name: int(arena.state[name][0]) for name in TOTALS},
        sums={index: float(arena.view("summaries")["total"][index]) for index in summaries},
        buckets={index: buckets[index * BUCKETS : (index + 1) * BUCKETS].astype(np.int64) for index in summaries},
        seconds_behind=behind(arena).seconds if late else None,
    )
