"""One run's means carry an interval from its batches, and cutting it in batches changes nothing else."""

import pytest

from apps.engine.replay import play
from apps.schema.faults import Slow
from apps.schema.results import Estimate, Results
from tests.engine.small import constant, exponential, queue, service, topic

MM1 = queue(80.0, service(exponential(10.0)))


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def without_intervals(results: Results) -> object:
    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if not name.endswith("_interval")}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return bare(results.model_dump(by_alias=False))


def test_cutting_a_run_in_batches_changes_nothing_of_it() -> None:
    whole, _ = play(MM1, until=200.0, batches=0)
    cut, _ = play(MM1, until=200.0, batches=40)
    assert cut.digest == whole.digest
    assert without_intervals(cut) == without_intervals(whole)
    assert whole.nodes["consumer"].mean_waiting_interval is None


def test_means_of_nodes_edges_and_paths_carry_an_interval_around_themselves() -> None:
    results, _ = play(MM1, until=2000.0)
    consumer, subscription = results.nodes["consumer"], results.edges["subscribe"]
    assert consumer.latency
    assert subscription.latency
    for estimate, value, unit in [
        (consumer.latency.mean_interval, consumer.latency.mean_ms, "ms"),
        (consumer.mean_waiting_interval, consumer.mean_waiting, "messages"),
        (consumer.utilisation_interval, consumer.utilisation, ""),
        (results.nodes["queue"].mean_waiting_interval, results.nodes["queue"].mean_waiting, "messages"),
        (results.nodes["rabbit"].mean_waiting_interval, results.nodes["rabbit"].mean_waiting, "messages"),
        (subscription.latency.mean_interval, subscription.latency.mean_ms, "ms"),
        (results.paths[0].latency.mean_interval, results.paths[0].latency.mean_ms, "ms"),
    ]:
        found = known(estimate)
        assert (found.mean, found.unit, found.method) == (pytest.approx(value), unit, "batches")
        assert found.half_width
        assert 0 < found.half_width < 0.2 * found.mean


def test_the_interval_of_one_run_holds_theory_about_as_often_as_it_says() -> None:
    """M/M/1 at 0.5: 20 ms in all, on 60 seeds; the 95 % interval of so few batches may miss a little more often."""
    document, held = queue(50.0, service(exponential(10.0))), 0
    for seed in range(1, 61):
        latency = play(document, seed=seed, until=500.0)[0].nodes["consumer"].latency
        assert latency
        found = known(latency.mean_interval)
        assert found.half_width
        held += abs(found.mean - 20.0) <= found.half_width
    assert held >= 52


def test_what_never_varies_has_an_interval_of_no_width() -> None:
    """Ten messages a second, each 1 ms on an idle consumer."""
    results, _ = play(queue(10.0, service(constant(1.0)), kind="constant"), until=100.0)
    latency = results.nodes["consumer"].latency
    assert latency
    assert known(latency.mean_interval).half_width == pytest.approx(0.0, abs=1e-9)


def test_a_run_with_faults_has_no_interval_and_says_why() -> None:
    fault = Slow(target="consumer", at_seconds=50.0, duration_seconds=20.0, factor=3.0)
    found = known(play(MM1, until=200.0, faults=[fault])[0].nodes["consumer"].mean_waiting_interval)
    assert found.half_width is None
    assert "replicate" in found.note


def test_an_overloaded_consumer_has_no_interval_and_says_why() -> None:
    found = known(play(queue(120.0, service(exponential(10.0))), until=300.0)[0].nodes["queue"].mean_waiting_interval)
    assert found.half_width is None
    assert "correlated" in found.note


def test_a_run_that_ends_at_its_budget_has_the_batches_it_got() -> None:
    results, _ = play(MM1, until=2000.0, max_events=30_000)
    found = known(results.nodes["consumer"].utilisation_interval)
    assert results.status == "budget reached"
    assert found.half_width is None
    assert found.n < 10


def test_partitions_and_groups_have_their_waiting_counted_once() -> None:
    results, _ = play(topic(300.0, 4, service(exponential(6.0), instances=4)), until=100.0)
    for node in ("topic", "consumer"):
        assert known(results.nodes[node].mean_waiting_interval).mean == pytest.approx(results.nodes[node].mean_waiting)
