"""An experiment checks, breaks, undoes and checks again, and says truly what it saw."""

from typing import Any

import pytest

from apps.engine.experiments import run_experiment
from apps.engine.experiments.stepping import steps
from apps.engine.replay import play
from apps.schema import Document, read_experiment
from apps.schema.experiment_results import ExperimentResult
from tests.engine.small import constant, queue, service
from tests.engine.test_rpc import asking

CRASH = {"kind": "crash", "target": "consumer", "durationSeconds": 5}
LITTLE_LAG = {"metric": "lag", "target": "consumer", "tolerance": {"kind": "comparison", "operator": "<=", "value": 20}}
PHASES = {"warmUpSeconds": 2, "beforeSeconds": 4, "duringSeconds": 10, "afterSeconds": 10}


@pytest.fixture(scope="module")
def shop() -> Document:
    """20 messages a second, of 10 ms each: a tenth of what two could do."""
    return queue(20, service(constant(10), concurrency=2))


def run(document: Document, *probes: dict[str, Any], faults: Any = (CRASH,), **more: Any) -> ExperimentResult:
    raw = {
        "name": "Test",
        "hypothesis": {"probes": list(probes)},
        "method": {"faults": list(faults), **more.pop("method", {})},
        **PHASES,
        **more,
    }
    return run_experiment(document, read_experiment(raw, document))


def test_it_holds_where_the_queue_keeps_what_nobody_handles(shop: Document) -> None:
    found = run(shop, {"metric": "lost", "during": True}, LITTLE_LAG)
    assert (found.verdict, found.reason, found.held) == ("held", "", 1)
    lost, lag = found.runs[0].probes
    assert (lost.deviated_at, lost.recovered_after_seconds) == (None, 0.0)
    assert lag.during is not None
    assert not lag.during.held
    assert 60 < (lag.during.value or 0) < 140, "5 s of 20 messages a second"
    assert lag.deviated_at == pytest.approx(8, abs=1.01)
    assert (lag.before, lag.after) != (None, None)


def test_it_deviates_when_a_probe_must_hold_during_the_method_too(shop: Document) -> None:
    found = run(shop, {**LITTLE_LAG, "during": True})
    assert found.verdict == "deviated"
    assert "during the method, first at" in found.reason
    assert "wanted: at most 20 messages" in found.reason


def test_it_deviates_when_the_system_does_not_recover(shop: Document) -> None:
    found = run(shop, LITTLE_LAG, faults=[{"kind": "crash", "target": "consumer"}], rollback={"heal": False})
    assert (found.verdict, found.runs[0].probes[0].recovered_after_seconds) == ("deviated", None)
    assert found.reason.startswith("after: Lag of consumer is ")


def test_the_rollback_heals_what_has_no_end_of_its_own(shop: Document) -> None:
    found = run(shop, LITTLE_LAG, faults=[{"kind": "crash", "target": "consumer"}])
    assert found.verdict == "held"
    assert [(one.time, one.words) for one in found.runs[0].happened] == [
        (6.0, "consumer is down"),
        (16.0, "all faults healed"),
    ]


def test_nothing_is_broken_where_the_steady_state_does_not_hold_before(shop: Document) -> None:
    found = run(
        shop, {"metric": "goodput", "target": "consumer", "tolerance": {"kind": "range", "low": 50, "high": 99}}
    )
    (only,) = found.runs
    assert (found.verdict, only.happened, only.ended) == ("not_steady", [], 6.0)
    assert only.probes[0].during is None
    assert "Goodput of consumer is " in found.reason


def test_it_is_aborted_at_the_first_check_outside_and_undone_at_once(shop: Document) -> None:
    condition = {**LITTLE_LAG, "tolerance": {"kind": "comparison", "operator": "<", "value": 50}}
    late = {**CRASH, "kind": "error_rate", "percent": 50, "atSeconds": 9}
    found = run(
        shop, {"metric": "lost"}, faults=[{**CRASH, "durationSeconds": None}, late], abortConditions=[condition]
    )
    (only,) = found.runs
    assert found.verdict == "aborted"
    assert (
        only.reason
        == f"Lag of consumer is {only.abort_conditions[0].during.value:g} messages, wanted: less than 50 messages"
    )  # type: ignore[union-attr]
    assert 7 < only.method_ends < 12, "50 messages are there after two and a half seconds"
    assert only.ended == only.method_ends + 10
    assert [one.words.partition(":")[0] for one in only.happened] == [
        "consumer is down",
        "aborted",
        "all faults healed",
    ]


def test_operations_of_the_method_and_of_the_rollback_are_done(shop: Document) -> None:
    scale = {"kind": "scale", "target": "consumer"}
    instances = {
        "metric": "instances",
        "target": "consumer",
        "tolerance": {"kind": "comparison", "operator": "==", "value": 1},
    }
    found = run(
        shop,
        instances,
        faults=[],
        method={"operations": [{**scale, "atSeconds": 1, "instances": 3}]},
        rollback={"operations": [{**scale, "atSeconds": 2, "instances": 1}]},
    )
    probe = found.runs[0].probes[0]
    assert (found.verdict, probe.recovered_after_seconds) == ("held", 2.0)
    assert set(probe.values) == {1.0, 3.0}


def test_counts_are_those_of_a_plain_run_with_the_same_faults(shop: Document) -> None:
    probes = [
        {"metric": metric, "tolerance": {"kind": "comparison", "operator": ">=", "value": 0}}
        for metric in ("redelivered", "dead_letters", "failed", "in_flight")
    ]
    found = run(shop, *probes, warmUpSeconds=0)
    crash = [{**CRASH, "atSeconds": 4}]
    method = read_experiment({"name": "x", "method": {"faults": crash}}, shop).method
    results, _ = play(shop, until=24.0, faults=method.faults, batches=0)
    after = [probe.after.value for probe in found.runs[0].probes if probe.after]
    ledger = results.ledger
    assert after == [ledger.redelivered, ledger.dead_lettered, results.nodes["consumer"].failed, ledger.in_flight]
    assert found.runs[0].digest == results.digest


def test_the_same_seed_gives_the_same_result_and_seeds_differ(shop: Document) -> None:
    twice = [run(shop, LITTLE_LAG, replications=3, seed=5) for _ in range(2)]
    assert twice[0] == twice[1]
    assert [one.seed for one in twice[0].runs] == [5, 6, 7]
    assert len({one.digest for one in twice[0].runs}) == 3
    assert twice[0].held == 3


def test_a_window_looks_back_over_its_seconds_and_no_further(shop: Document) -> None:
    rate = {"metric": "goodput", "target": "consumer", "windowSeconds": 2.5}
    anything = {"tolerance": {"kind": "comparison", "operator": ">=", "value": 0}}
    found = run(shop, {**rate, **anything})
    probe = found.runs[0].probes[0]
    down = [value for time, value in zip(probe.times, probe.values, strict=True) if 8.5 + 1e-6 < time <= 11]
    assert down == [0.0, 0.0, 0.0], "at 9, 10 and 11 s"


def test_nothing_observed_does_not_hold(shop: Document) -> None:
    p99 = {"metric": "p99", "target": "consumer", "windowSeconds": 2, "during": True}
    found = run(shop, {**p99, "tolerance": {"kind": "comparison", "operator": "<", "value": 1e6}})
    assert found.verdict == "deviated"
    assert "nothing was observed" in found.reason


def test_a_budget_cuts_it_short(shop: Document) -> None:
    raw = {"name": "Short", "hypothesis": {"probes": [LITTLE_LAG]}, **PHASES}
    found = run_experiment(shop, read_experiment(raw, shop), max_events=500)
    assert (found.verdict, found.reason) == ("cut_short", "500 events were not enough")


def test_moments_are_looked_at_once_and_in_order() -> None:
    found = list(steps(2.0, 4.0, 0.5, [0.7]))
    assert found == sorted(found)
    assert [time for time, checked in found if checked] == [2.5, 3.0, 3.5, 4.0]
    assert [round(time, 6) for time, checked in found if not checked] == [2.3, 2.8, 3.3]


def test_late_replies_are_counted_of_the_call_and_of_all() -> None:
    asked = asking(per_second=10.0, work_ms=150.0, timeoutMs=100.0)
    none = {"metric": "late_replies", "tolerance": {"kind": "comparison", "operator": "==", "value": 0}}
    found = run(asked, none, {**none, "target": "ask"}, {**none, "target": "begin"}, faults=[], warmUpSeconds=0)
    whole, call, straight = (probe.values for probe in found.runs[0].probes)
    assert found.verdict == "not_steady"
    assert whole == call
    assert max(whole) >= 5
    assert set(straight) == {0.0}
