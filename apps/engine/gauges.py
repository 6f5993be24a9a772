"""What a simulation's counters say about the last few seconds: rates, percentiles, utilisation.

Place in the flow: between the arena, which only counts up, and `frames`. A reading is everything countable at one
moment; a window is the difference of two.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgpack
import numpy as np
from numpy.typing import NDArray

from .arena import Arena
from .histograms import MIDDLES, bucket_counts, ranks_of
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
    slots_seconds: NDArray[np.float64]
    completed: int
    buckets: NDArray[np.uint32]

    @cached_property
    def packed(self) -> bytes:
        """For msgpack; buckets only where they are not zero. Made once: a reading stays for seconds."""
        filled = np.flatnonzero(self.buckets).astype(np.int32)
        packed: bytes = msgpack.packb(
            {
                "time": self.time,
                "stations": _packed(self.stations),
                "channels": _packed(self.channels),
                "edges": _packed(self.edges),
                "groups": self.groups.tobytes(),
                "busySeconds": self.busy_seconds.tobytes(),
                "slotsSeconds": self.slots_seconds.tobytes(),
                "completed": self.completed,
                "bucketCount": len(self.buckets),
                "filled": filled.tobytes(),
                "counts": self.buckets[filled].tobytes(),
            }
        )
        return packed


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
        slots_seconds=stations["slots_seconds"] + stations["slots"] * (now - stations["slots_since"]),
        completed=int(arena.view("channel_accounts")["completed"].sum()),
        buckets=bucket_counts(arena).reshape(-1),
    )


def columns(section: Any, fields: tuple[str, ...]) -> dict[str, list[Any]]:
    """Some fields of a section as lists of Python numbers: a record's field read alone takes twenty times as long."""
    return {name: section[name].tolist() for name in fields}


class Window:
    """What happened between two readings."""

    def __init__(self, before: Reading, now: Reading) -> None:
        self.before, self.now = before, now
        self.seconds = now.time - before.time
        self._stations = _gained(before.stations, now.stations)
        self._channels = _gained(before.channels, now.channels)
        self._edges = _gained(before.edges, now.edges)
        self._busy: list[float] = (now.busy_seconds - before.busy_seconds).tolist()
        self._slots: list[float] = (now.slots_seconds - before.slots_seconds).tolist()

    def rate(self, counts: NDArray[np.int64], earlier: NDArray[np.int64], index: int) -> float:
        return float(counts[index] - earlier[index]) / self.seconds if self.seconds > 0 else 0.0

    def station(self, name: str, index: int) -> int:
        return self._stations[name][index]

    def channel(self, name: str, index: int) -> int:
        return self._channels[name][index]

    def edge(self, name: str, index: int) -> int:
        return self._edges[name][index]

    def per_second(self, count: int) -> float:
        return count / self.seconds if self.seconds > 0 else 0.0

    def utilisation(self, index: int) -> float:
        """Of the slots that there were, also where there are others by now. What is stopped in order and finishes its
        work has none any more."""
        return min(1.0, self._busy[index] / self._slots[index]) if self._slots[index] > 0 else 0.0

    @cached_property
    def latencies(self) -> "Latencies":
        return Latencies(self.before.buckets, self.now.buckets)


def _gained(before: dict[str, NDArray[np.int64]], now: dict[str, NDArray[np.int64]]) -> dict[str, list[int]]:
    return {name: (values - before[name]).tolist() for name, values in now.items()}


class Latencies:
    """The percentiles of every histogram between two readings, worked out for all of them together: of tens of
    thousands of buckets a few hundred have changed."""

    def __init__(self, before: NDArray[np.uint32], now: NDArray[np.uint32]) -> None:
        filled = np.flatnonzero(now != before)
        self._counts = now[filled].astype(np.int64) - before[filled]
        self._places = filled % BUCKETS
        # Of each histogram, where its buckets begin among the filled ones; at last, where those of the last one end.
        self._starts = np.searchsorted(filled, np.arange(0, len(now) + 1, BUCKETS))
        below = np.concatenate(([0], np.cumsum(self._counts)))
        self._below = below[1:]
        self._before, self._totals = below[self._starts[:-1]], np.diff(below[self._starts])
        self.p50_ms, self.p99_ms = self._ms(0.5), self._ms(0.99)

    def _ms(self, share: float) -> list[float | None]:
        """By histogram, in milliseconds; None where nothing was observed."""
        seen = np.flatnonzero(self._totals)
        found: list[float | None] = [None] * len(self._totals)
        ranks = self._before[seen] + ranks_of(self._totals[seen], share)
        values = 1000.0 * MIDDLES[self._places[np.searchsorted(self._below, ranks, side="left")]]
        for summary, value in zip(seen.tolist(), values.tolist(), strict=True):
            found[summary] = value
        return found

    def merged_ms(self, summaries: list[int], share: float) -> float | None:
        """Of several histograms put together, in milliseconds."""
        rows = [index for index in summaries if index >= 0]
        parts = [slice(self._starts[index], self._starts[index + 1]) for index in rows]
        if not any(part.stop > part.start for part in parts):
            return None
        places = np.concatenate([self._places[part] for part in parts])
        counts = np.concatenate([self._counts[part] for part in parts])
        order = np.argsort(places, kind="stable")
        below = np.cumsum(counts[order])
        rank = ranks_of(below[-1:], share)[0]
        return 1000.0 * float(MIDDLES[places[order[np.searchsorted(below, rank, side="left")]]])


def _packed(arrays: dict[str, NDArray[np.int64]]) -> dict[str, bytes]:
    return {name: values.astype(np.int64).tobytes() for name, values in arrays.items()}


def unpacked(packed: bytes) -> Reading:
    values = msgpack.unpackb(packed)

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
        slots_seconds=np.frombuffer(values["slotsSeconds"], np.float64),
        completed=values["completed"],
        buckets=buckets,
    )
