"""A clock that is wrong: what its node stamps and what it remembers by it, while everybody else's is right."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.engine.replay import play
from apps.schema import fault_problem
from apps.schema.faults import ClockSkew, Crash, Fault
from apps.schema.operations import Seek
from tests.engine.small import constant, document, service, source, topic


def kept(*faults: Fault) -> int:
    """Records that a topic with a retention of 10 s still has after 20 s of 50 a second."""
    design = topic(50.0, 1, service(constant(1)))
    raw = design.model_dump(mode="json", by_alias=True)
    raw["nodes"]["topic"] |= {"retentionMs": 10_000}
    simulation = Simulation(compile_document(type(design).model_validate(raw)), 1)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    simulation.advance(20.0)
    (log,) = simulation.arena.view("logs")
    return int(log["end"] - log["start"])


def test_kafka_keeps_records_by_the_time_that_their_producer_stamped() -> None:
    usual = kept()
    assert usual == pytest.approx(500, rel=0.15)
    ahead = kept(ClockSkew(target="source", ms=6_000))
    behind = kept(ClockSkew(target="source", ms=-6_000))
    assert ahead == pytest.approx(800, rel=0.15)
    assert behind == pytest.approx(200, rel=0.2)


def repeated(*faults: Fault) -> int:
    """Duplicate effects of a consumer that remembers for 30 s and, after 10 s, reads the last 5 s again."""
    design = topic(20.0, 1, service(constant(1), idempotent=True, idempotencyWindowSeconds=30))
    simulation = Simulation(compile_document(design), 1)
    simulation.advance(10.0)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    simulation.operate(Seek(target="subscribe", to="seconds_ago", seconds=5.0))
    simulation.advance(14.0)
    return ledger(simulation.arena).duplicate_effects


def test_a_consumer_whose_clock_jumps_ahead_forgets_too_early_what_it_has_handled() -> None:
    assert repeated() == 0
    assert repeated(ClockSkew(target="consumer", ms=60_000)) == pytest.approx(100, rel=0.3)
    assert repeated(ClockSkew(target="consumer", ms=-60_000)) == 0


def test_the_ledger_balances_and_latencies_stay_positive_under_a_wrong_clock() -> None:
    for ms in (-5_000.0, 5_000.0):
        results, _ = play(
            topic(50.0, 2, service(constant(1))), until=10.0, faults=[ClockSkew(target="source", ms=ms, at_seconds=3)]
        )
        assert results.ledger.balanced
        assert results.ledger.lost == 0


CHANNELS = {
    "kafka": {"kind": "kafka_topic"},
    "rabbitmq": {"kind": "rabbitmq_queue"},
    "sqs": {"kind": "sqs_queue", "retentionSeconds": 60},
    "redis": {"kind": "redis_stream"},
    "nats": {"kind": "nats_stream", "maxAgeMs": 60_000},
}


@pytest.mark.parametrize("ms", [-120_000.0, 120_000.0])
@pytest.mark.parametrize("broker", CHANNELS)
def test_a_senders_wrong_clock_changes_nothing_that_is_measured_or_a_broker_stamps(broker: str, ms: float) -> None:
    nodes = {
        "source": source(20.0, kind="constant"),
        "broker": {"kind": broker, "deliveryTimeoutMs": 60_000},
        "channel": {"parent": "broker", **CHANNELS[broker]},
        "consumer": service(constant(1), concurrency=4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    design = document(nodes, edges, {"event": {"name": "Event", "keyCount": 3}})
    down = Crash(target="broker", at_seconds=20, duration_seconds=2)
    skew = ClockSkew(target="source", ms=ms, at_seconds=10, duration_seconds=20)
    if broker != "kafka":
        # Their clocks are their own, so there is nothing to break: the fault is refused.
        assert "changes nothing at source" in str(fault_problem(design, skew))
        return
    calm, skewed = (play(design, until=60.0, faults=faults)[0] for faults in ([down], [down, skew]))
    assert skewed.ledger == calm.ledger
    assert skewed.edges == calm.edges
    assert skewed.groups == calm.groups


def test_more_clocks_than_a_log_can_tell_apart_are_the_nearest() -> None:
    simulation = Simulation(compile_document(topic(50.0, 1, service(constant(1)))), 1)
    for number in range(1, 40):
        simulation.inject(f"f{number}", ClockSkew(target="source", ms=1_000.0 * number, duration_seconds=0.5))
        simulation.advance(float(number))
    known = simulation.arena.view("skews")["seconds"]
    assert known[0] == 0.0
    assert sorted(known) == list(range(32))
