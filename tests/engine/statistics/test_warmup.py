"""Where a series has settled."""

import numpy as np
import pytest

from apps.engine.statistics.warmup import mser5, welch


def noise(points: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 1.0, points)


def test_mser5_cuts_a_start_that_is_unlike_the_rest() -> None:
    series = 10.0 + noise(400)
    series[:60] += np.linspace(30.0, 3.0, 60)
    cut = mser5(series)
    assert cut is not None
    assert cut % 5 == 0
    assert 50 <= cut <= 80


def test_mser5_takes_the_smallest_squared_standard_error_of_the_rest() -> None:
    """By hand: groups 9, 5, 1, 1, 1, … ; what is left after two has no variance at all."""
    series = [9.0] * 5 + [5.0] * 5 + [1.0] * 50
    assert mser5(series) == 10


def test_mser5_leaves_a_steady_series_almost_whole() -> None:
    cuts = [mser5(noise(1000, seed)) for seed in range(20)]
    whole = [cut for cut in cuts if cut is not None and cut <= 250]
    assert len(whole) >= 15


def test_mser5_says_when_a_series_has_not_settled_by_its_half() -> None:
    assert mser5(np.linspace(0.0, 100.0, 400) + noise(400)) is None


def test_mser5_needs_fifty_points() -> None:
    with pytest.raises(ValueError, match="at least 50"):
        mser5([1.0] * 49)


def test_welch_averages_over_runs_and_then_over_a_window_that_narrows_at_the_start() -> None:
    runs = [[0.0, 2.0, 4.0, 6.0, 8.0, 10.0], [2.0, 4.0, 6.0, 8.0, 10.0, 30.0]]
    # The mean of both is 1, 3, 5, 7, 9, 20.
    assert welch(runs, 2).tolist() == pytest.approx([1.0, 3.0, 5.0, 44.0 / 5])
    assert welch(runs, 0).tolist() == [1.0, 3.0, 5.0, 7.0, 9.0, 20.0]


def test_welch_refuses_what_has_no_window() -> None:
    for runs, half in [([[1.0, 2.0], [1.0]], 0), ([[1.0, 2.0]], 1), ([[1.0]], -1)]:
        with pytest.raises(ValueError):
            welch(runs, half)
