"""The intervals of one run: its readings at equal steps of time, metric by metric."""

from collections.abc import Sequence

import numpy as np

from apps.schema.results import Estimate

from .intervals import CONFIDENCE, over_batches
from .metrics import Metric
from .sums import Sums

BATCHES = 40


class Batches:
    """`readings` are those of the run's start and of the end of every whole batch. With `unsteady`, which says why
    the batches do not come from one steady state, estimates have no interval but that note."""

    def __init__(self, readings: Sequence[Sums] = (), unsteady: str = "") -> None:
        self._readings = readings
        self._unsteady = unsteady

    def estimate(self, metric: Metric | None, confidence: float = CONFIDENCE) -> Estimate | None:
        """None without batches, for a metric that is none, and for one of which nothing was observed."""
        if metric is None or len(self._readings) < 2:
            return None
        sums, weights = np.diff([metric.sum_and_weight(one) for one in self._readings], axis=0).T
        if weights.sum() <= 0:
            return None
        found = over_batches(sums, weights, confidence, unit=metric.unit)
        if not self._unsteady:
            return found
        return found.model_copy(update={"half_width": None, "lag_1": None, "note": self._unsteady})
