"""Where the start of a run stops to matter: how much of a series of batch means to leave out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

GROUP = 5
_LEAST_LEFT = 5


def mser5(series: Sequence[float] | NDArray[np.float64]) -> int | None:
    """How many points to drop from the start, a multiple of 5; None if the series has not settled by its half.

    The series is averaged in groups of five; of all places to cut, the one is taken where the rest has the smallest
    squared standard error, sum((z - mean)**2) / count**2. White, An effective truncation heuristic for bias reduction
    in simulation output, Simulation 69(6), 1997. A cut in the second half says that the run is too short; the last
    five groups are never cut at, for a few alike values there would win by chance. Fewer than 50 points: ValueError.
    """
    groups = len(series) // GROUP
    if groups < 2 * _LEAST_LEFT:
        raise ValueError(f"MSER-5 needs at least {2 * _LEAST_LEFT * GROUP} points")
    means = np.asarray(series[: groups * GROUP], np.float64).reshape(groups, GROUP).mean(axis=1)
    errors = [float(np.var(means[cut:])) / (groups - cut) for cut in range(groups - _LEAST_LEFT + 1)]
    best = int(np.argmin(errors))
    return GROUP * best if best <= groups // 2 else None


def welch(runs: Sequence[Sequence[float]], half_window: int) -> NDArray[np.float64]:
    """Welch's moving average over the mean of several runs' series, to plot and to read the warm-up off.

    Point i is the mean over 2 * `half_window` + 1 points around it, and over the 2 * i + 1 that there are near the
    start; the last `half_window` points have no window and are left out. Welch, The statistical analysis of simulation
    results, 1983. Raises ValueError for series of different lengths or shorter than a window.
    """
    if len({len(run) for run in runs}) != 1:
        raise ValueError("series of one length")
    mean = np.mean(np.asarray(runs, np.float64), axis=0)
    if half_window < 0 or len(mean) < 2 * half_window + 1:
        raise ValueError("a half window from 0 to less than half the series")
    widths = [min(i, half_window) for i in range(len(mean) - half_window)]
    return np.array([mean[i - width : i + width + 1].mean() for i, width in enumerate(widths)])
