"""What a simulation has added up at one moment: the only place where statistics read the arena.

A mean over any stretch of a run is the difference of two readings' sums over the difference of their weights, so a run
is cut in batches from outside, by advancing it in steps, and the kernel knows nothing of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..histograms import bucket_counts
from ..simulation import Simulation

Floats = NDArray[np.float64]
COUNTED = ("published", "completed", "dead_lettered", "expired", "dropped", "lost", "redelivered")
"""What of the ledger only counts up."""


@dataclass(frozen=True)
class Sums:
    """Indexed like the arena's sections. Seconds, and message-seconds for what is integrated over time."""

    time: float
    counts: NDArray[np.int64]
    totals: Floats
    busy: Floats
    slots: Floats
    waiting: Floats
    group_waiting: Floats
    completed: NDArray[np.int64]
    carried: NDArray[np.int64]
    ledger: dict[str, int]


def read_sums(simulation: Simulation) -> Sums:
    arena, now = simulation.arena, simulation.time
    summaries, stations, groups = arena.view("summaries"), arena.view("stations"), arena.view("groups")

    def integral(rows: NDArray[np.void], name: str) -> Floats:
        return np.asarray(rows[f"{name}_seconds"] + rows[name] * (now - rows[f"{name}_since"]), np.float64)

    return Sums(
        time=now,
        counts=bucket_counts(arena).sum(axis=1, dtype=np.int64),
        totals=summaries["total"].astype(np.float64),
        busy=integral(stations, "busy"),
        slots=integral(stations, "slots"),
        waiting=integral(stations, "waiting"),
        group_waiting=integral(groups, "waiting"),
        completed=stations["completed"].astype(np.int64),
        carried=arena.view("edges")["count"].astype(np.int64),
        ledger={name: int(arena.view("channel_accounts")[name].sum()) for name in COUNTED},
    )
