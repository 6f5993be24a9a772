"""Faults do what they say, on each thing that they may strike."""

from typing import Any

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import (
    AddedLatency,
    Crash,
    CrashBeforeAck,
    DiskFull,
    ErrorRate,
    Fault,
    KeySkew,
    PacketLoss,
    Poison,
    Slow,
    Stuck,
    Throttle,
    ZoneLoss,
)
from tests.engine.small import constant, document, queue, service, source, topic

CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}


def design(broker: str, **settings: Any) -> Document:
    """100 messages a second over a broker whose senders give up after 3 s."""
    nodes = {
        "source": source(100.0, kind="constant"),
        "broker": {"kind": broker, "deliveryTimeoutMs": 3_000, **settings},
        "channel": {"kind": CHANNELS[broker], "parent": "broker"},
        "consumer": service(constant(1), concurrency=8),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    return document(nodes, edges)


@pytest.mark.parametrize("broker", CHANNELS)
def test_a_full_disk_keeps_nothing_more_and_senders_give_up(broker: str) -> None:
    full = [DiskFull(target="broker", at_seconds=10, duration_seconds=10)]
    results, _ = play(design(broker), until=40.0, faults=full)
    # Who began to try in the last 3 s gets through.
    assert results.ledger.lost == pytest.approx(700, abs=25)
    assert results.ledger.completed == pytest.approx(4_000 - 700, abs=30)


@pytest.mark.parametrize("target", ["queue", "rabbit", "publish", "subscribe"])
def test_throttling_lets_so_many_through_wherever_it_is_and_loses_nothing(target: str) -> None:
    slow = [Throttle(target=target, at_seconds=10, duration_seconds=20, per_second=20)]
    steady = queue(100.0, service(constant(1), concurrency=50), kind="constant")
    simulation = Simulation(compile_document(steady), 1)
    simulation.inject("slow", slow[0])
    done = []
    for moment in (10.0, 20.0, 30.0, 120.0):
        simulation.advance(moment)
        done.append(ledger(simulation.arena).completed)
    # What had a slot when the throttling of its delivery began goes on.
    assert done[1] - done[0] == pytest.approx(200, abs=5)
    assert done[2] - done[1] == pytest.approx(200, abs=5)
    assert ledger(simulation.arena).lost == 0


def test_throttling_a_call_lets_so_many_calls_through_and_their_answers_with_them() -> None:
    nodes = {"people": source(50.0, kind="constant"), "callee": service(constant(1), concurrency=50)}
    edges = {"ask": {"kind": "call", "source": "people", "target": "callee", "timeoutMs": 60_000}}
    slow = [Throttle(target="ask", at_seconds=10, duration_seconds=10, per_second=10)]
    done = [play(document(nodes, edges), until=until, faults=slow)[0].requests.answered for until in (10.0, 20.0)]
    assert done[1] - done[0] == pytest.approx(100, abs=3)


def test_what_is_lost_on_the_way_to_a_broker_is_sent_again_and_comes_later() -> None:
    def latency(per_second: float, until: float) -> float:
        calm = queue(per_second, service(constant(1), concurrency=50), kind="constant")
        edge = play(calm, until=until, faults=[PacketLoss(target="publish", percent=30)])[0].edges["subscribe"]
        assert edge.latency is not None
        return edge.latency.mean_ms

    # Alone on its connection a message has 0.3 + 0.09 + ... retransmissions, each after a timeout of 200 ms.
    assert latency(0.5, 4_000.0) == pytest.approx(1 + 200 * 0.3 / 0.7, rel=0.1)
    # Where others follow, the first loss is noticed by them; and they wait for what was lost.
    assert latency(1_000.0, 60.0) > 1 + 200 * 0.09 / 0.7


def test_a_call_that_is_lost_times_out() -> None:
    nodes = {"source": source(100.0), "service": service(constant(1), concurrency=50)}
    edges = {"call": {"kind": "call", "source": "source", "target": "service", "timeoutMs": 500}}
    requests = play(document(nodes, edges), until=60.0, faults=[PacketLoss(target="call", percent=20)])[0].requests
    # Neither the question nor the answer is lost: 0.8 * 0.8.
    assert requests.answered / requests.sent == pytest.approx(0.64, abs=0.03)
    assert requests.timed_out == pytest.approx(requests.sent - requests.answered, abs=60)


def test_a_hot_key_fills_one_partition() -> None:
    skew = [KeySkew(target="source", percent=80)]
    slow = topic(100.0, 4, service(constant(1_000), concurrency=4))
    lags = np.array(play(slow, until=60.0, faults=skew)[0].groups[0].lag_by_partition)
    assert lags.max() / lags.sum() == pytest.approx(0.85, abs=0.05)


def test_an_error_rate_comes_on_top_of_what_fails_anyway() -> None:
    flaky = queue(100.0, service(constant(1), concurrency=5, failurePercent=50, retry={"maxRetries": 0}))
    results, _ = play(flaky, until=60.0, faults=[ErrorRate(target="consumer", percent=50)])
    node = results.nodes["consumer"]
    # Half of what would have been handled well fails too.
    assert node.failed / (node.failed + node.completed) == pytest.approx(0.75, abs=0.02)


@pytest.mark.parametrize("target", ["queue", "consumer"])
def test_poison_fails_however_often_it_is_tried(target: str) -> None:
    design = queue(100.0, service(constant(1), concurrency=5, retry={"maxRetries": 3, "baseMs": 10}))
    results, _ = play(design, until=60.0, faults=[Poison(target=target, percent=10)])
    poisoned = results.ledger.dead_lettered
    assert poisoned == pytest.approx(0.1 * results.ledger.published, rel=0.15)
    assert results.nodes["consumer"].failed == pytest.approx(4 * poisoned, abs=4)


def test_work_that_is_done_and_not_acknowledged_is_done_again() -> None:
    design = queue(100.0, service(constant(1), concurrency=5))
    results, _ = play(design, until=60.0, faults=[CrashBeforeAck(target="consumer", percent=20)])
    # Each repetition may end the same way: 0.2 + 0.04 + ...
    assert results.ledger.duplicate_effects == pytest.approx(0.25 * results.ledger.published, rel=0.1)
    assert results.ledger.lost == 0


def test_who_is_stuck_makes_no_progress_and_keeps_its_partitions() -> None:
    fault: Fault = Stuck(target="consumer", at_seconds=10, duration_seconds=100)
    design = topic(100.0, 4, service(constant(1), instances=2, concurrency=2), sessionTimeoutMs=6_000)
    simulation = Simulation(compile_document(design), 1)
    simulation.inject("stuck", fault)
    simulation.advance(10.1)
    before = ledger(simulation.arena).completed
    simulation.advance(100.0)
    assert ledger(simulation.arena).completed == before
    simulation.advance(150.0)
    after = ledger(simulation.arena)
    assert after.completed == pytest.approx(after.published, abs=10)
    assert after.redelivered == 0


def test_one_slow_instance_leaves_the_others_as_they_are() -> None:
    design = queue(10.0, service(constant(10), instances=2), kind="constant")
    slow = [Slow(target="consumer", instance=0, factor=5)]
    latency = play(design, until=100.0, faults=slow)[0].nodes["consumer"].latency
    assert latency is not None
    # They take turns.
    assert latency.mean_ms == pytest.approx((10 + 50) / 2, rel=0.01)
    assert latency.max_ms == pytest.approx(50, rel=0.01)


@pytest.mark.parametrize("target", ["publish", "subscribe", "rabbit", "consumer"])
def test_jitter_comes_on_top_of_added_latency_on_edges_and_at_nodes(target: str) -> None:
    late = [AddedLatency(target=target, added_ms=100, jitter_ms=200)]
    steady = queue(3.0, service(constant(1), concurrency=90), kind="constant")
    edge = play(steady, until=900.0, faults=late)[0].edges["subscribe"]
    assert edge.latency is not None
    assert edge.latency.mean_ms == pytest.approx(1 + 100 + 100, rel=0.03)
    assert edge.latency.max_ms == pytest.approx(301, abs=5)


def test_who_follows_close_behind_a_late_message_is_late_as_well() -> None:
    late = [AddedLatency(target="publish", added_ms=100, jitter_ms=200)]
    edge = play(queue(1_000.0, service(constant(1), concurrency=90)), until=60.0, faults=late)[0].edges["subscribe"]
    assert edge.latency is not None
    assert 250 < edge.latency.mean_ms < 301
    assert edge.latency.max_ms == pytest.approx(301, abs=5)


def test_a_node_with_jitter_is_called_later() -> None:
    nodes = {"source": source(100.0), "service": service(constant(1), concurrency=50)}
    call = {"kind": "call", "source": "source", "target": "service", "latencyMs": 1, "timeoutMs": 10_000}
    late = [AddedLatency(target="service", added_ms=100, jitter_ms=200)]
    edge = play(document(nodes, {"call": call}), until=60.0, faults=late)[0].edges["call"]
    assert edge.latency is not None
    # A millisecond each way, one of work; late is the question, not the answer.
    assert edge.latency.mean_ms == pytest.approx(3 + 100 + 100, rel=0.03)


def test_a_fault_strikes_in_about_as_many_runs_as_it_is_probable() -> None:
    calm = compile_document(queue(1.0, service(constant(1))))
    struck = 0
    for seed in range(200):
        simulation = Simulation(calm, seed)
        simulation.inject("maybe", Crash(target="consumer", probability=0.3))
        struck += "maybe" in simulation.active
    assert struck == pytest.approx(60, abs=26)


def test_a_lost_zone_takes_its_share_of_a_brokers_servers() -> None:
    """Three servers in three zones: any one zone may go, and two of them are too many for a majority."""

    def lost(*zones: str) -> dict[str, int]:
        nodes = {
            "source": source(100.0, kind="constant"),
            "rabbit": {"kind": "rabbitmq", "nodes": 3, "zones": ["a", "b", "c"], "deliveryTimeoutMs": 1_000},
            "queue": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "quorum"},
            "consumer": service(constant(1), concurrency=8),
        }
        edges = {
            "publish": {"kind": "publish", "source": "source", "target": "queue"},
            "subscribe": {"kind": "subscribe", "source": "queue", "target": "consumer"},
        }
        simulation = Simulation(compile_document(document(nodes, edges)), 1)
        for zone in zones:
            simulation.inject(zone, ZoneLoss(target=zone, at_seconds=10, duration_seconds=10))
        simulation.advance(40.0)
        return causes(simulation.arena)

    assert lost("b") == {}
    assert sum(lost("a", "c").values()) == pytest.approx(900, abs=25)
