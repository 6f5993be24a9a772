"""Replications: the same numbers on any number of threads, and intervals that say what they left out."""

import os
import threading

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.replay import play
from apps.engine.simulation import FaultRefused
from apps.engine.statistics.metrics import MetricUnknown
from apps.engine.statistics.replications import BadSetting, replicate
from apps.schema.faults import Crash, Slow
from apps.schema.results import Replications
from tests.engine.small import exponential, queue, service, topic

MM1 = queue(80.0, service(exponential(10.0)))
CORES = os.cpu_count() or 1
MEAN = "nodes.consumer.latency.mean_ms"


def test_without_a_warm_up_each_value_is_that_of_the_run_of_its_seed() -> None:
    names = [MEAN, "nodes.consumer.latency.p99_ms", "nodes.consumer.utilisation", "nodes.queue.mean_waiting"]
    names += ["paths.source->consumer.p50_ms", "edges.subscribe.latency.p90_ms", "ledger.completed"]
    for seed in (1, 2):
        one = play(MM1, seed=seed, until=50.0)[0]
        consumer, edge = one.nodes["consumer"], one.edges["subscribe"]
        assert consumer.latency
        assert edge.latency
        expected = [consumer.latency.mean_ms, consumer.latency.p99_ms, consumer.utilisation]
        expected += [one.nodes["queue"].mean_waiting, one.paths[0].latency.p50_ms, edge.latency.p90_ms]
        expected += [one.ledger.completed / 50.0]
        found = replicate(MM1, [seed], 50.0, metrics=names).estimates
        assert [found[name].mean for name in names] == pytest.approx(expected, rel=1e-9)
        assert all(found[name].half_width is None and found[name].note for name in names)


def test_threads_change_nothing_but_the_time() -> None:
    def on(workers: int) -> Replications:
        return replicate(MM1, [5, 3, 9, 4], 100.0, warm_up="mser5", workers=workers)

    alone = on(1)
    assert on(2) == alone
    assert on(4) == alone
    assert alone.seeds == [5, 3, 9, 4]


def test_the_kernel_lets_other_threads_run() -> None:
    simulation = Simulation(compile_document(MM1))
    running = threading.Thread(target=simulation.advance, args=(10_000.0,))
    running.start()
    turns = 0
    while running.is_alive():
        turns += 1
    # The kernel comes back to Python once in a million events, three times here, and a turn takes less than 1 µs.
    assert turns > 1000


def test_the_interval_over_twenty_seeds_holds_theory_and_is_narrow() -> None:
    found = replicate(MM1, range(1, 21), 2000.0, metrics=[MEAN], warm_up=100.0, confidence=0.999).estimates[MEAN]
    assert found.half_width
    assert abs(found.mean - 50.0) <= found.half_width < 2.5
    assert (found.n, found.warm_up_seconds, found.unit) == (20, 100.0, "ms")
    assert found.spread
    assert found.spread.low < found.mean < found.spread.high


def test_the_warm_up_is_left_out_of_means_percentiles_and_averages_over_time() -> None:
    """Ten times slower for the first 20 s, which a cut at 60 s must not see."""
    slow = Slow(target="consumer", at_seconds=0.0, duration_seconds=20.0, factor=10.0)
    names = [MEAN, "nodes.consumer.latency.p99_ms", "nodes.queue.mean_waiting"]
    document = queue(20.0, service(exponential(10.0)))
    healthy = replicate(document, range(8), 400.0, metrics=names, warm_up=60.0).estimates
    with_start = replicate(document, range(8), 400.0, metrics=names, faults=[slow]).estimates
    without = replicate(document, range(8), 400.0, metrics=names, faults=[slow], warm_up=60.0).estimates
    for name in names:
        assert with_start[name].mean > 3 * healthy[name].mean
        assert without[name].mean == pytest.approx(healthy[name].mean, rel=0.02)


def test_mser5_leaves_out_the_time_until_a_slow_service_has_filled() -> None:
    """Work of 20 s on 200 slots at 5 a second: half of them are busy, but it starts empty, so over 400 s the mean is
    0.5 (1 - 20 / 400), a twentieth too low."""
    document = queue(5.0, service(exponential(20_000.0), instances=2, concurrency=100))
    name = "nodes.consumer.utilisation"
    whole = replicate(document, range(20), 400.0, metrics=[name], confidence=0.99).estimates[name]
    kept = replicate(document, range(20), 400.0, metrics=[name], confidence=0.99, warm_up="mser5").estimates[name]
    assert whole.half_width
    assert kept.half_width
    assert abs(whole.mean - 0.475) <= whole.half_width < 0.025
    assert abs(kept.mean - 0.5) <= kept.half_width < 0.025
    assert abs(kept.mean - 0.5) < abs(whole.mean - 0.5) / 2
    assert 20.0 < kept.warm_up_seconds < 200.0


def test_runs_that_end_at_a_budget_are_named_and_left_out() -> None:
    all_cut = replicate(MM1, [1, 2], 100.0, metrics=[MEAN], max_events=1000)
    assert all_cut.cut_short == [1, 2]
    assert all_cut.unobserved == [MEAN]
    longest = max(play(MM1, seed=seed, until=100.0)[0].events for seed in range(6))
    some_cut = replicate(MM1, range(6), 100.0, metrics=[MEAN], max_events=longest - 1)
    assert some_cut.cut_short
    assert some_cut.estimates[MEAN].n == 6 - len(some_cut.cut_short)
    assert "ended at a budget" in some_cut.estimates[MEAN].note


def test_what_nobody_saw_is_said() -> None:
    crash = Crash(target="consumer", at_seconds=0.0)
    found = replicate(MM1, [1, 2], 20.0, metrics=[MEAN, "ledger.published"], faults=[crash])
    assert found.unobserved == [MEAN]
    assert found.estimates["ledger.published"].mean == pytest.approx(80.0, rel=0.2)


def test_the_usual_metrics_are_those_of_stations_channels_and_paths() -> None:
    document = topic(100.0, 4, service(exponential(6.0), instances=4))
    names = set(replicate(document, [1, 2], 20.0).estimates)
    assert {MEAN, "nodes.topic.mean_waiting", "nodes.consumer.utilisation", "paths.source->consumer.p99_ms"} <= names


@pytest.mark.parametrize(
    "name",
    [
        "latency",
        "nodes.nobody.utilisation",
        "nodes.source.utilisation",
        "nodes.consumer.colour",
        "nodes.consumer.latency.p42_ms",
        "edges.nowhere.throughput",
        "paths.consumer->source.mean_ms",
        "paths.source.mean_ms",
        "ledger.in_flight",
    ],
)
def test_a_metric_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(MetricUnknown, match="no metric"):
        replicate(MM1, [1], 1.0, metrics=[name])


def test_bad_settings_are_refused() -> None:
    with pytest.raises(BadSetting, match="none twice"):
        replicate(MM1, [1, 1], 1.0)
    with pytest.raises(BadSetting, match="at least one"):
        replicate(MM1, [], 1.0)
    for warm_up in (1.0, -1.0, float("nan")):
        with pytest.raises(BadSetting, match="before the run"):
            replicate(MM1, [1], 1.0, warm_up=warm_up)
    with pytest.raises(BadSetting, match="steady state"):
        replicate(MM1, [1], 1.0, warm_up="mser5", faults=[Crash(target="consumer", at_seconds=0.5)])
    with pytest.raises(FaultRefused):
        replicate(MM1, [1], 1.0, faults=[Crash(target="nobody", at_seconds=0.5)])
