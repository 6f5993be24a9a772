"""Confidence intervals: over replications, over the batches of one run, and of a difference in pairs."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from apps.schema.results import Estimate, Spread

from .quantiles import t_quantile

CONFIDENCE = 0.95
FEWEST_BATCHES = 10
_MAY_SEEM_CORRELATED = 0.05
"""The share of independent batches that the test below may take for correlated."""
_ROUNDING = 1e-9

Numbers = Sequence[float] | NDArray[np.float64]


def over_replications(values: Numbers, confidence: float = CONFIDENCE, *, unit: str = "") -> Estimate:
    """Mean of independent runs with Student's t-interval, and where the middle share of the runs lies.

    Raises ValueError without any value.
    """
    return _t_interval(values, confidence, "replications", unit)


def over_pairs(first: Numbers, second: Numbers, confidence: float = CONFIDENCE, *, unit: str = "") -> Estimate:
    """The difference `second` - `first` of runs in pairs, each pair on the same random numbers."""
    differences = np.asarray(second, np.float64) - np.asarray(first, np.float64)
    return _t_interval(differences, confidence, "pairs", unit)


def spread(values: Numbers, share: float) -> Spread:
    """Where the middle `share` of the replications lies: what one run may show, not how well the mean is known.

    By interpolation between order statistics, so never outside what was seen: with few replications the outermost
    percents are those of the extremes.
    """
    low, high = np.quantile(np.asarray(values, np.float64), [(1 - share) / 2, (1 + share) / 2])
    return Spread(low=float(low), high=float(high))


def over_batches(sums: Numbers, weights: Numbers, confidence: float = CONFIDENCE, *, unit: str = "") -> Estimate:
    """Mean of one run, sum(sums) / sum(weights), with an interval by batch means.

    A batch is a stretch of the run: what was added up in it (ms of latency, message-seconds of waiting) and by what it
    is divided (observations, seconds). Batches of one length in time hold different numbers of observations, so the
    interval is that of a ratio: Law, Simulation Modeling and Analysis, on ratio estimators. If neighbouring batches
    are correlated they are put together in pairs, down to ten; if they still are, or if there are fewer than ten from
    the start, there is no interval and `note` says so.
    """
    top, bottom = np.asarray(sums, np.float64), np.asarray(weights, np.float64)
    if bottom.sum() <= 0:
        raise ValueError("nothing was observed")
    mean = float(top.sum() / bottom.sum())

    def told(half_width: float | None, correlation: float | None = None, note: str = "") -> Estimate:
        return Estimate(
            mean=mean,
            half_width=half_width,
            confidence=confidence,
            n=len(top),
            method="batches",
            unit=unit,
            lag_1=correlation,
            note=note,
        )

    if len(top) < FEWEST_BATCHES:
        return told(None, note=f"fewer than {FEWEST_BATCHES} batches")
    while True:
        residuals = top - mean * bottom
        # Sums that only differ by rounding do not differ: rounding drifts, which would look like correlation.
        residuals[np.abs(residuals) <= _ROUNDING * np.abs(top).max()] = 0.0
        correlation = lag_1(residuals)
        if correlation <= _most_by_chance(len(top)):
            break
        if len(top) // 2 < FEWEST_BATCHES:
            return told(None, correlation, "batches are correlated: run longer, or replicate")
        even = len(top) // 2 * 2
        # An odd one out is added to the last: no observation is lost.
        top, bottom = (_in_pairs(values, even) for values in (top, bottom))
    n = len(top)
    error = math.sqrt(float(residuals @ residuals) / (n - 1) / n) / float(bottom.mean())
    return told(t_quantile(confidence, n - 1) * error, correlation)


def lag_1(values: Numbers) -> float:
    """Correlation of each value with its successor; 0 for constant values."""
    around = np.asarray(values, np.float64) - np.mean(values)
    total = float(around @ around)
    return float(around[:-1] @ around[1:]) / total if total > 0 else 0.0


def _most_by_chance(n: int) -> float:
    """Of n independent values, lag 1 is about normal with mean -1/n and variance 1/n."""
    return -1 / n + NormalDist().inv_cdf(1 - _MAY_SEEM_CORRELATED) / math.sqrt(n)


def _in_pairs(values: NDArray[np.float64], even: int) -> NDArray[np.float64]:
    pairs: NDArray[np.float64] = values[:even].reshape(-1, 2).sum(axis=1)
    pairs[-1] += values[even:].sum()
    return pairs


def _t_interval(values: Numbers, confidence: float, method: Literal["replications", "pairs"], unit: str) -> Estimate:
    numbers = np.asarray(values, np.float64)
    n = len(numbers)
    if n == 0:
        raise ValueError("no replication")
    half = t_quantile(confidence, n - 1) * float(numbers.std(ddof=1)) / math.sqrt(n) if n > 1 else None
    return Estimate(
        mean=float(numbers.mean()),
        half_width=half,
        confidence=confidence,
        n=n,
        method=method,
        unit=unit,
        spread=spread(numbers, confidence) if n > 1 else None,
        note="" if n > 1 else "one value alone has no interval",
    )
