"""What a simulation has counted at one moment: two of them make a window."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arena import Arena
from ..consumption import behind
from ..histograms import bucket_counts
from ..layout import BUCKETS
from ..layout.state import TOTALS
from ..simulation import Simulation

Counts = NDArray[Any]
Summaries = tuple[int, ...]
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
    """Indexed like the arena's sections; histograms only of what somebody asked for."""

    time: float
    accounts: dict[str, Counts]
    stations: dict[str, Counts]
    busy_seconds: Counts
    slots_seconds: NDArray[np.float64]
    edges: dict[str, Counts]
    channel_arrived: Counts
    kept: Counts
    waiting: Counts
    in_process: Counts
    order_violations: Counts
    late_replies: Counts
    """By edge."""
    saga_nodes: Counts
    totals: dict[str, int]
    sums: dict[Summaries, float]
    buckets: dict[Summaries, NDArray[np.uint32]]
    seconds_behind: Counts | None
    """By group; None if nobody asked."""

    def histogram(self, of: Summaries) -> NDArray[np.int64]:
        parts = [of] if of in self.buckets else [(index,) for index in of]
        return np.asarray(sum((self.buckets[part].astype(np.int64) for part in parts), np.zeros(BUCKETS, np.int64)))

    def total_seconds(self, of: Summaries) -> float:
        parts = [of] if of in self.sums else [(index,) for index in of]
        return sum(self.sums[part] for part in parts)


def look(simulation: Simulation, asked: Iterable[Summaries], late: bool) -> Moment:
    """`late`: also how old what waits is, which costs a look at everything that waits."""
    arena, now = simulation.arena, simulation.time
    stations, channels, groups = arena.view("stations"), arena.view("channels"), arena.view("groups")
    accounts, edges, buckets = (
        arena.view("channel_accounts"),
        arena.view("edges"),
        bucket_counts(arena),
    )
    return Moment(
        time=now,
        accounts={name: accounts[name].copy() for name in ACCOUNTS},
        stations={name: stations[name].copy() for name in STATIONS},
        busy_seconds=stations["busy_seconds"] + stations["busy"] * (now - stations["busy_since"]),
        slots_seconds=stations["slots_seconds"] + stations["slots"] * (now - stations["slots_since"]),
        edges={name: edges[name].copy() for name in EDGES},
        channel_arrived=channels["arrived"].copy(),
        kept=channels["kept"].copy(),
        waiting=groups["waiting"].copy(),
        in_process=arena.view("subscriptions")["in_process"].copy(),
        order_violations=groups["order_violations"].copy(),
        late_replies=_late_replies(arena),
        saga_nodes=arena.view("saga_nodes").copy(),
        totals={name: int(arena.state[name][0]) for name in TOTALS},
        sums={of: float(arena.view("summaries")["total"][list(of)].sum()) for of in asked},
        buckets={of: buckets[list(of)].sum(axis=0, dtype=np.uint32) for of in asked},
        seconds_behind=behind(arena).seconds if late else None,
    )


def _late_replies(arena: Arena) -> Counts:
    """Of each edge; through a queue they are counted there."""
    rows, late = arena.view("edges")["replies"], arena.view("rabbitmq_replies")["late"]
    found: Counts = arena.view("edges")["late"].astype(np.int64)
    through = rows >= 0
    found[through] += late[rows[through]]
    return found
