"""Bucket counts of all histograms of an arena."""

import numpy as np
from numpy.typing import NDArray

from apps.engine.arena import Arena
from apps.engine.layout import BUCKETS


def counts_of(arena: Arena) -> NDArray[np.int64]:
    """One row a histogram."""
    return np.asarray(arena.view("buckets")["count"], dtype=np.int64).reshape(-1, BUCKETS)
