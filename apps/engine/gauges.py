"""What a simulation's counters say about the last few seconds: rates, percentiles, utilisation.

Place in the flow: between the arena, which only counts up, and `frames`. A reading is everything countable at one
moment; a window is the difference of two.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arena import Arena
from .histograms import percentile
from .layout import BUCKETS

_STATION = ("arrived", "completed", "failed", "retries", "dead_lettered", "dropped", "refused")
_CHANNEL = ("arrived", "kept")
_CHANNEL_ACCOUNT = ("dropped", "lost")
_EDGE = ("count", "failed", "timed_out", "refused")


@dataclass(frozen=True)
class Reading:
    """Counters at one moment. Arrays are indexed like the program's stations, channels, edges and groups."""

    time: float
    stations: dict[str, NDArray[np.int64]]
    channels: dict[str, NDArray[np.int64]]
    edges: dict[str, NDArray[np.int64]]
    groups: NDArray[np.int64]
    busy_seconds: NDArray[np.float64]
    completed: int
    buckets: NDArray[np.uint32]


def read(arena: Arena) -> Reading:
    stations, now = arena.view("stations"), float(arena.state["now"][0])
    busy = stations["busy_seconds"] + stations["busy"] * (now - stations["busy_since"])
    return Reading(
        time=now,
        stations={name: stations[name].copy() for name in _STATION},
        channels={name: arena.view("channels")[name].copy() for name in _CHANNEL}
        | {name: arena.view("channel_accounts")[name].copy() for name in _CHANNEL_ACCOUNT},
        edges={name: arena.view("edges")[name].copy() for name in _EDGE},
        groups=arena.view("groups")["arrived"].copy(),
        busy_seconds=busy,
        completed=int(arena.view("channel_accounts")["completed"].sum()),
        buckets=arena.view("buckets")["count"].copy(),
    )


class Window:
    """What happened between two readings."""

    def __init__(self, before: Reading, now: Reading) -> None:
        self.before, self.now = before, now
        self.seconds = now.time - before.time

    def rate(self, counts: NDArray[np.int64], earlier: NDArray[np.int64], index: int) -> float:
        return float(counts[index] - earlier[index]) / self.seconds if self.seconds > 0 else 0.0

    def station(self, name: str, index: int) -> int:
        return int(self.now.stations[name][index] - self.before.stations[name][index])

    def channel(self, name: str, index: int) -> int:
        return int(self.now.channels[name][index] - self.before.channels[name][index])

    def edge(self, name: str, index: int) -> int:
        return int(self.now.edges[name][index] - self.before.edges[name][index])

    def per_second(self, count: int) -> float:
        return count / self.seconds if self.seconds > 0 else 0.0

    def utilisation(self, index: int, slots: int) -> float:
        if self.seconds <= 0 or slots <= 0:
            return 0.0
        busy = float(self.now.busy_seconds[index] - self.before.busy_seconds[index])
        return min(1.0, busy / (self.seconds * slots))

    def percentile_ms(self, summaries: list[int], share: float) -> float | None:
        """Over several histograms put together, in milliseconds."""
        rows = [index for index in summaries if index >= 0]
        if not rows:
            return None
        counts = sum((self._recent(index) for index in rows), start=np.zeros(1, np.int64))
        value = percentile(counts, share)
        return None if value is None else 1000.0 * value

    def _recent(self, summary: int) -> NDArray[np.int64]:
        part = slice(summary * BUCKETS, (summary + 1) * BUCKETS)
        return self.now.buckets[part].astype(np.int64) - self.before.buckets[part]


def encode(reading: Reading) -> dict[str, Any]:
    """A reading as values that msgpack takes; buckets only where they are not zero."""
    filled = np.flatnonzero(reading.buckets).astype(np.int32)
    return {
        "time": reading.time,
        "stations": _packed(reading.stations),
        "channels": _packed(reading.channels),
        "edges": _packed(reading.edges),
        "groups": reading.groups.tobytes(),
        "busySeconds": reading.busy_seconds.tobytes(),
        "completed": reading.completed,
        "bucketCount": len(reading.buckets),
        "filled": filled.tobytes(),
        "counts": reading.buckets[filled].tobytes(),
    }


def _packed(arrays: dict[str, NDArray[np.int64]]) -> dict[str, bytes]:
    return {name: values.astype(np.int64).tobytes() for name, values in arrays.items()}


def decode(values: dict[str, Any]) -> Reading:
    def arrays(name: str) -> dict[str, NDArray[np.int64]]:
        return {key: np.frombuffer(packed, np.int64) for key, packed in values[name].items()}

    buckets = np.zeros(values["bucketCount"], np.uint32)
    buckets[np.frombuffer(values["filled"], np.int32)] = np.frombuffer(values["counts"], np.uint32)
    return Reading(
        time=values["time"],
        stations=arrays("stations"),
        channels=arrays("channels"),
        edges=arrays("edges"),
        groups=np.frombuffer(values["groups"], np.int64),
        busy_seconds=np.frombuffer(values["busySeconds"], np.float64),
        completed=values["completed"],
        buckets=buckets,
    )
