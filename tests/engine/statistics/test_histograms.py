"""Histograms can be put together and taken apart, and their percentiles are within a bucket."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.histograms import RELATIVE_ERROR, Histogram, latency
from tests.engine.small import constant, exponential, queue, service

LONGEST = 2.0**18
durations = st.floats(0.0, LONGEST, exclude_max=True)
several = st.lists(durations, max_size=60)
some = st.lists(durations, min_size=1, max_size=60)


def assert_same(one: Histogram, other: Histogram) -> None:
    assert np.array_equal(one.counts, other.counts)
    assert one.total == pytest.approx(other.total, rel=1e-12)
    assert one.largest == other.largest


@given(several, several, several)
def test_merging_is_associative_and_the_same_as_observing_everything(
    a: list[float], b: list[float], c: list[float]
) -> None:
    one, two, three = Histogram.of(a), Histogram.of(b), Histogram.of(c)
    everything = Histogram.of(a + b + c)
    assert_same(one.merge(two).merge(three), everything)
    assert_same(one.merge(two.merge(three)), everything)
    assert_same(three.merge(one, two), everything)


@given(several)
def test_an_empty_histogram_changes_nothing(a: list[float]) -> None:
    assert_same(Histogram.empty().merge(Histogram.of(a)), Histogram.of(a))
    assert_same(Histogram.of(a).subtract(Histogram.empty()), Histogram.of(a))


@given(several, some)
def test_a_window_is_what_came_after_the_earlier_reading(before: list[float], after: list[float]) -> None:
    earlier = Histogram.of(before)
    window, alone = earlier.merge(Histogram.of(after)).subtract(earlier), Histogram.of(after)
    assert np.array_equal(window.counts, alone.counts)
    assert window.total == pytest.approx(alone.total, rel=1e-9, abs=1e-9 * sum(before))
    assert alone.largest <= window.largest <= max(alone.largest * (1 + 1 / 64), 2.0**-18 * (1 + 1 / 64))


def test_what_was_no_earlier_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="earlier"):
        Histogram.of([1.0]).subtract(Histogram.of([2.0]))


@given(st.lists(st.floats(2.0**-18, LONGEST, exclude_max=True), min_size=1, max_size=200), st.floats(0.0, 1.0))
def test_a_percentile_is_within_half_a_bucket_of_the_observation_it_stands_for(
    values: list[float], share: float
) -> None:
    exact = sorted(values)[max(1, math.ceil(share * len(values) - 1e-9)) - 1]
    found = Histogram.of(values).percentile(share)
    assert found is not None
    # The first bucket reads as 0: it holds all that is shorter, too.
    assert abs(found - exact) <= max(
        exact * RELATIVE_ERROR * (1 + 1e-12), 2.0**-18 * (1 + 1 / 64) if found == 0.0 else 0.0
    )


@given(some)
def test_mean_and_longest_are_exact(values: list[float]) -> None:
    seen = Histogram.of(values)
    assert seen.count == len(values)
    assert seen.mean == pytest.approx(sum(values) / len(values))
    assert seen.max == max(values)
    assert (seen.percentile(1.0) or 0.0) <= max(values)


def test_nothing_observed_has_neither_mean_nor_percentile() -> None:
    nothing = Histogram.empty()
    assert (nothing.count, nothing.mean, nothing.max, nothing.percentile(0.5)) == (0, None, None, None)


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf])
def test_what_is_no_duration_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="durations"):
        Histogram.of([1.0, value])


@given(several)
def test_json_and_back_is_the_same(values: list[float]) -> None:
    seen = Histogram.of(values)
    assert_same(Histogram.from_json(json.loads(json.dumps(seen.to_json()))), seen)


@pytest.mark.parametrize(
    "broken",
    [
        {"buckets": None},
        {"buckets": [-1]},
        {"buckets": [10**6]},
        {"buckets": [1, 2]},
        {"counts": [0]},
        {"counts": ["many"]},
        {"layout": [32, -18, 1152]},
        {"totalSeconds": math.nan},
        {"largestSeconds": None},
    ],
)
def test_json_of_another_layout_or_make_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Histogram.from_json({**Histogram.of([1.0]).to_json(), **broken})


def test_the_kernel_and_the_host_take_the_same_buckets() -> None:
    """Event by event, so that each observation is the difference of two readings of the sum."""
    simulation = Simulation(compile_document(queue(20.0, service(exponential(30.0)))), 3)
    summary = int(simulation.arena.view("stations")[simulation.program.station_index["consumer"]]["summary"])
    seen, before = [], Histogram.in_arena(simulation.arena, summary)
    while len(seen) < 300:
        simulation.advance(1000.0, max_events=1)
        now = Histogram.in_arena(simulation.arena, summary)
        if now.count > before.count:
            seen.append(now.total - before.total)
            before = now
    told, again = latency(simulation.arena, summary), Histogram.of(seen)
    assert told is not None
    # A difference of sums may fall on the other side of an edge; a bucket of the wrong size would move all of them.
    assert int(np.abs(again.counts - before.counts).sum()) <= 2
    assert told.mean_ms == pytest.approx(1000.0 * (again.mean or 0.0))
    assert told.max_ms == pytest.approx(1000.0 * (again.max or 0.0))


def test_a_bucket_counts_on_beyond_16_bits() -> None:
    document = queue(4_000, service(constant(0.125)), "constant")
    simulation = Simulation(compile_document(document), seed=1)
    simulation.advance(20.0)
    worked = simulation.arena.view("stations")[simulation.program.station_index["consumer"]]
    seen = Histogram.in_arena(simulation.arena, int(worked["summary"]))
    assert seen.count == int(worked["completed"]) > 1 << 16
    assert np.count_nonzero(seen.counts) == 1
    again = Simulation.restore(simulation.program, simulation.snapshot())
    assert np.array_equal(Histogram.in_arena(again.arena, int(worked["summary"])).counts, seen.counts)
