"""Histograms of durations: 64 buckets to an octave, as the kernel fills them. A percentile is the middle of its
bucket, and so off by at most RELATIVE_ERROR (0.8 %) of the observation it stands for.

Place in the flow: between the arena's buckets and everything that reads percentiles. Merging adds buckets, so the
histogram of several nodes, windows or runs is what observing everything in one would have given.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from apps.schema.results import Latency

from .arena import Arena
from .layout import BUCKETS, BUCKETS_PER_OCTAVE, FIRST_OCTAVE

_LAYOUT = [BUCKETS_PER_OCTAVE, FIRST_OCTAVE, BUCKETS]
_SHIFT = np.uint64(52 - (BUCKETS_PER_OCTAVE.bit_length() - 1))
_FIRST = (1023 + FIRST_OCTAVE) * BUCKETS_PER_OCTAVE


def _edges() -> NDArray[np.float64]:
    place = np.arange(BUCKETS + 1)
    octave = place // BUCKETS_PER_OCTAVE + FIRST_OCTAVE
    return np.asarray(np.exp2(octave) * (1.0 + place % BUCKETS_PER_OCTAVE / BUCKETS_PER_OCTAVE))


EDGES = _edges()
RELATIVE_ERROR = 1.0 / (2 * BUCKETS_PER_OCTAVE)
"""Half a bucket is at most this share of its lower edge. The middle is the best that can be said of it: a value
interpolated by rank could be a whole bucket off, as for observations that are all the same."""
MIDDLES = (EDGES[:-1] + EDGES[1:]) / 2
MIDDLES[0] = 0.0
"""The first bucket also holds whatever is shorter, nothing above all."""


def bucket_counts(arena: Arena, summaries: slice = slice(None)) -> NDArray[np.uint32]:
    """What is in the buckets of all histograms of an arena, or of some: a copy, one row for each."""
    low, full = (arena.view(name)["count"].reshape(-1, BUCKETS)[summaries] for name in ("buckets", "carries"))
    counts: NDArray[np.uint32] = low.astype(np.uint32)
    if full.any():
        counts += full.astype(np.uint32) << 16
    return counts


def percentile(counts: NDArray[Any], share: float) -> float | None:
    """The value, in seconds, that `share` of the observations do not exceed; None without observations."""
    below = np.cumsum(counts)
    if below[-1] == 0:
        return None
    return float(MIDDLES[int(np.searchsorted(below, ranks_of(below[-1:], share)[0], side="left"))])


def ranks_of(totals: NDArray[np.int64], share: float) -> NDArray[np.float64]:
    """The rank, from 1, of the observation that `share` of so many do not exceed."""
    # 0.07 * 100 is 7.000000000000001: no reason to take the eighth.
    ranks: NDArray[np.float64] = np.maximum(1.0, np.ceil(share * totals - 1e-9))
    return ranks


@dataclass(frozen=True, eq=False)
class Histogram:
    """Durations in seconds. `total` is their sum and `largest` the longest; between 2**-18 s (4 µs) and 2**18 s
    (3 days) a percentile is within RELATIVE_ERROR of the observation it stands for."""

    counts: NDArray[np.int64]
    total: float = 0.0
    largest: float = 0.0

    @classmethod
    def empty(cls) -> Self:
        return cls(np.zeros(BUCKETS, np.int64))

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Self:
        """Observes durations, in the very buckets that the kernel would take. Raises ValueError below 0 s."""
        values = np.fromiter(seconds, np.float64)
        if not np.all(np.isfinite(values) & (values >= 0.0)):
            raise ValueError("durations are finite and not negative")
        places = ((values + 0.0).view(np.uint64) >> _SHIFT).astype(np.int64) - _FIRST
        counts = np.bincount(np.clip(places, 0, BUCKETS - 1), minlength=BUCKETS).astype(np.int64)
        return cls(counts, math.fsum(values), float(values.max(initial=0.0)))

    @classmethod
    def in_arena(cls, arena: Arena, summary: int) -> Self:
        """A copy of what the kernel has observed so far in one of its histograms."""
        row = arena.view("summaries")[summary]
        counts = bucket_counts(arena, slice(summary, summary + 1))[0]
        return cls(counts.astype(np.int64), float(row["total"]), float(row["largest"]))

    @property
    def count(self) -> int:
        return int(self.counts.sum())

    @property
    def mean(self) -> float | None:
        return self.total / self.count if self.count else None

    @property
    def max(self) -> float | None:
        return self.largest if self.count else None

    def percentile(self, share: float) -> float | None:
        """What `share` (0 to 1) of the observations do not exceed, in seconds; None without observations."""
        value = percentile(self.counts, share)
        return None if value is None else min(value, self.largest)

    def merge(self, *others: "Histogram") -> "Histogram":
        parts = (self, *others)
        counts = np.sum([part.counts for part in parts], axis=0)
        return Histogram(counts, math.fsum(p.total for p in parts), max(p.largest for p in parts))

    def subtract(self, earlier: "Histogram") -> "Histogram":
        """What came after `earlier`, a former reading of this histogram. Raises ValueError if it was none.

        The longest of a window is known exactly only if it is the longest of all; otherwise it is given as the upper
        edge of the highest bucket, at most 1/64 too long.
        """
        counts = self.counts - earlier.counts
        if counts.min() < 0:
            raise ValueError("not an earlier reading of the same histogram")
        if not counts.any():
            return Histogram.empty()
        largest = self.largest
        if earlier.largest >= self.largest:
            largest = min(largest, float(EDGES[int(np.flatnonzero(counts)[-1]) + 1]))
        return Histogram(counts, max(0.0, self.total - earlier.total), largest)

    def to_json(self) -> dict[str, Any]:
        """Filled buckets only, with the layout they belong to."""
        filled = np.flatnonzero(self.counts)
        return {
            "layout": _LAYOUT,
            "buckets": filled.tolist(),
            "counts": self.counts[filled].tolist(),
            "totalSeconds": self.total,
            "largestSeconds": self.largest,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Raises ValueError for anything that `to_json` of the same bucket layout did not make."""
        try:
            places, numbers = np.array(values["buckets"], np.int64), np.array(values["counts"], np.int64)
            total, largest, layout = float(values["totalSeconds"]), float(values["largestSeconds"]), values["layout"]
        except (KeyError, TypeError, OverflowError) as error:
            raise ValueError("not a histogram") from error
        known = layout == _LAYOUT and places.shape == numbers.shape and places.ndim == 1
        if not known or not np.all((places >= 0) & (places < BUCKETS) & (numbers > 0)):
            raise ValueError("not a histogram of this bucket layout")
        if not (math.isfinite(total) and math.isfinite(largest)):
            raise ValueError("not a histogram: its sums are not finite")
        counts = np.zeros(BUCKETS, np.int64)
        counts[places] = numbers
        return cls(counts, total, largest)


def latency(arena: Arena, summary: int) -> Latency | None:
    """Everything that was observed in one histogram, in milliseconds."""
    seen = Histogram.in_arena(arena, summary) if summary >= 0 else Histogram.empty()
    return in_ms(seen) if seen.count else None


def in_ms(seen: Histogram) -> Latency:
    """The usual percentiles of a histogram that is not empty."""

    def ms(share: float) -> float:
        return 1000.0 * (seen.percentile(share) or 0.0)

    return Latency(
        count=seen.count,
        mean_ms=1000.0 * (seen.mean or 0.0),
        p50_ms=ms(0.5),
        p90_ms=ms(0.9),
        p95_ms=ms(0.95),
        p99_ms=ms(0.99),
        p999_ms=ms(0.999),
        max_ms=1000.0 * seen.largest,
    )
