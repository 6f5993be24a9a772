"""Intervals against values worked out by hand, and against how often they hold the true mean."""

import math

import numpy as np
import pytest

from apps.engine.statistics.intervals import lag_1, over_batches, over_pairs, over_replications, spread


def autoregressive(points: int, seed: int, memory: float) -> np.ndarray:
    """Mean 5; neighbours correlated by `memory`."""
    random = np.random.default_rng(seed)
    shocks = random.normal(0.0, 1.0, points)
    values = np.empty(points)
    values[0] = shocks[0] / math.sqrt(1 - memory**2)
    for i in range(1, points):
        values[i] = memory * values[i - 1] + shocks[i]
    return 5.0 + values


def test_the_t_interval_of_four_values() -> None:
    found = over_replications([1.0, 2.0, 3.0, 4.0], 0.95, unit="ms")
    assert (found.mean, found.n, found.unit, found.method) == (2.5, 4, "ms", "replications")
    # s = 1.290994, t(0.975, 3) = 3.182446
    assert found.half_width == pytest.approx(3.182446305284 * 1.2909944487358056 / 2)


def test_one_replication_has_a_mean_and_says_that_it_has_no_interval() -> None:
    found = over_replications([7.0])
    assert (found.mean, found.half_width, found.spread) == (7.0, None, None)
    assert "no interval" in found.note
    with pytest.raises(ValueError, match="no replication"):
        over_replications([])


def test_the_t_interval_holds_the_true_mean_as_often_as_it_says() -> None:
    random = np.random.default_rng(7)
    held = 0
    for _ in range(2000):
        found = over_replications(random.normal(3.0, 2.0, 5), 0.9)
        assert found.half_width is not None
        held += abs(found.mean - 3.0) <= found.half_width
    assert held / 2000 == pytest.approx(0.9, abs=0.025)


def test_pairs_lose_what_both_have_in_common() -> None:
    common = np.random.default_rng(3).normal(0.0, 100.0, 10)
    found = over_pairs(common, common + [1.0, 2.0] * 5)
    assert found.mean == pytest.approx(1.5)
    # s = sqrt(10 * 0.25 / 9), t(0.975, 9) = 2.262157
    assert found.half_width == pytest.approx(2.262157162798 * math.sqrt(2.5 / 9) / math.sqrt(10))


def test_the_spread_is_the_middle_share_of_the_runs() -> None:
    found = spread([float(i) for i in range(101)], 0.9)
    assert (found.low, found.high) == (pytest.approx(5.0), pytest.approx(95.0))


def test_batches_of_one_weight_have_the_t_interval_of_their_means() -> None:
    means = np.random.default_rng(5).normal(20.0, 3.0, 30)
    by_batches, by_t = over_batches(means * 4, np.full(30, 4.0)), over_replications(means)
    assert by_batches.n == 30
    assert by_batches.mean == pytest.approx(by_t.mean)
    assert by_batches.half_width == pytest.approx(by_t.half_width)


def test_a_batch_counts_by_what_it_observed() -> None:
    found = over_batches([10.0] * 10 + [0.0] * 10, [1.0, 1.0] * 5 + [0.0] * 10)
    assert found.mean == 10.0


def test_correlated_batches_are_put_together_until_they_are_not() -> None:
    series = autoregressive(160, 2, 0.6)
    found = over_batches(series, np.ones(160))
    assert lag_1(series) > 0.4
    assert found.n < 160
    assert found.lag_1 is not None
    assert found.lag_1 < 0.4
    assert found.mean == pytest.approx(series.mean())


def test_no_observation_is_lost_when_an_odd_number_is_put_together() -> None:
    series = np.repeat([1.0, 9.0], [20, 21])
    found = over_batches(series, np.ones(41))
    assert found.mean == pytest.approx(series.mean())


def test_batches_that_stay_correlated_give_no_interval_and_say_so() -> None:
    found = over_batches(np.linspace(0.0, 1.0, 40), np.ones(40))
    assert found.half_width is None
    assert "correlated" in found.note


def test_too_few_batches_give_no_interval_and_say_so() -> None:
    found = over_batches([1.0] * 9, [1.0] * 9)
    assert found.half_width is None
    assert "fewer than 10" in found.note


def test_the_batch_interval_of_a_correlated_series_holds_the_true_mean_about_as_often_as_it_says() -> None:
    """A t-interval over the points themselves would hold it in about 60 of 100."""
    held = given = naive = 0
    for seed in range(400):
        series = autoregressive(2000, seed, 0.8)
        found = over_batches(series.reshape(40, 50).sum(axis=1), np.full(40, 50.0), 0.95)
        points = over_replications(series, 0.95)
        assert points.half_width is not None
        naive += abs(points.mean - 5.0) <= points.half_width
        if found.half_width is not None:
            given += 1
            held += abs(found.mean - 5.0) <= found.half_width
    assert given > 380
    assert held / given > 0.90
    assert naive / 400 < 0.70


def test_lag_1_of_known_series() -> None:
    assert lag_1([1.0] * 10) == 0.0
    # Around 0: sum of neighbours' products is -3, sum of squares 4.
    assert lag_1([1.0, -1.0, 1.0, -1.0]) == pytest.approx(-0.75)
