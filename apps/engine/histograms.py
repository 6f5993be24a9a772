"""Reading histograms: percentiles in seconds from bucket counts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema.results import Latency

from .arena import Arena
from .layout import BUCKETS, BUCKETS_PER_OCTAVE, FIRST_OCTAVE


def _middles() -> NDArray[np.float64]:
    place = np.arange(BUCKETS)
    octave = place // BUCKETS_PER_OCTAVE + FIRST_OCTAVE
    fraction = (place % BUCKETS_PER_OCTAVE + 0.5) / BUCKETS_PER_OCTAVE
    return np.asarray(np.exp2(octave) * (1.0 + fraction))


MIDDLES = _middles()
MIDDLES[0] = 0.0


def counts_of(arena: Arena) -> NDArray[np.int64]:
    """All bucket counts, one row a histogram."""
    return np.asarray(arena.view("buckets")["count"], dtype=np.int64).reshape(-1, BUCKETS)


def percentile(counts: NDArray[Any], share: float) -> float | None:
    """The value, in seconds, that `share` of the observations do not exceed; None without observations."""
    below = np.cumsum(counts)
    total = int(below[-1])
    if total == 0:
        return None
    return float(MIDDLES[int(np.searchsorted(below, share * total, side="left"))])


def latency(arena: Arena, summary: int) -> Latency | None:
    """Everything that was observed in one histogram, in milliseconds."""
    if summary < 0:
        return None
    row = arena.view("summaries")[summary]
    count = int(row["count"])
    if count == 0:
        return None
    counts = arena.view("buckets")["count"][summary * BUCKETS : (summary + 1) * BUCKETS]
    shares = {"p50_ms": 0.5, "p90_ms": 0.9, "p95_ms": 0.95, "p99_ms": 0.99, "p999_ms": 0.999}
    largest = float(row["largest"])
    values = {name: 1000.0 * min(percentile(counts, share) or 0.0, largest) for name, share in shares.items()}
    return Latency(count=count, mean_ms=1000.0 * float(row["total"]) / count, max_ms=1000.0 * largest, **values)
