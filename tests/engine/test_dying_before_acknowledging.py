"""Who dies after the work and before its acknowledgement: what its broker gives out again, and when."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema.faults import CrashBeforeAck, Duplicate
from tests.engine.small import constant, document, service

ALWAYS = CrashBeforeAck(target="consumer", percent=100, duration_seconds=0.05, at_seconds=3.98)


def reading(
    broker: str, channel: dict[str, Any], steps: list[tuple[float, float]], settings: Any = None, **consumer: Any
) -> Simulation:
    sent = [{"atSeconds": when, "perSecond": rate} for when, rate in steps]
    nodes = {
        "source": {"kind": "clients", "workload": {"kind": "steps", "steps": sent}, "sends": [{"eventType": "event"}]},
        "channel": channel | ({"parent": "broker"} if broker else {}),
        "consumer": service(constant(1), **consumer),
    }
    nodes |= {"broker": {"kind": broker} | (settings or {})} if broker else {}
    edges = {
        "publish": {"kind": "publish" if broker else "write", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    if broker == "kafka":
        edges["subscribe"]["start"] = "earliest"
    return Simulation(compile_document(document(nodes, edges)), 1)


def one_death(simulation: Simulation) -> tuple[int, int]:
    """Duplicate deliveries and effects when each of some messages' consumer has died once, and all is handled again."""
    simulation.inject("dies", ALWAYS)
    simulation.advance(100.0)
    found = ledger(simulation.arena)
    assert (found.completed, found.in_flight, found.lost) == (found.published, 0, 0)
    return found.duplicate_deliveries, found.duplicate_effects


def set_back(simulation: Simulation) -> list[int]:
    """By how many records each partition is set back by a death at 4 s."""
    simulation.inject("dies", CrashBeforeAck(target="consumer", percent=100, at_seconds=3.98, duration_seconds=0.03))
    simulation.advance(3.98)
    before = simulation.arena.view("readers")["position"].copy()
    lowest = before.copy()
    while simulation.time < 4.1:
        simulation.advance(simulation.time + 0.0005)
        lowest = lowest.clip(max=simulation.arena.view("readers")["position"])
    return [int(one) for one in before - lowest]


@pytest.mark.parametrize(("every_ms", "records"), [(0, 0), (1_000, 49), (5_000, 199)])
def test_of_a_kafka_partition_all_comes_again_since_the_last_commit(every_ms: float, records: int) -> None:
    """Fifty a second; a record's own commit, the last one at 3 s, or none yet: then the group is at its beginning."""
    topic = {"kind": "kafka_topic", "partitions": 1}
    simulation = reading("kafka", topic, [(0, 50), (10, 0)], {"autoCommitIntervalMs": every_ms})
    simulation.advance(3.97)
    handled = ledger(simulation.arena).completed
    (back,) = set_back(simulation)
    assert back == pytest.approx(records, abs=0.4 * records)
    assert back <= handled + 2
    simulation.advance(100.0)
    found = ledger(simulation.arena)
    assert (found.completed, found.in_flight, found.lost) == (found.published, 0, 0)
    assert found.duplicate_deliveries == found.duplicate_effects >= max(1, back)


def test_of_several_kafka_partitions_only_that_one_is_set_back() -> None:
    topic = {"kind": "kafka_topic", "partitions": 10}
    back = set_back(reading("kafka", topic, [(0, 50), (10, 0)], concurrency=10))
    assert 1 <= sum(one > 0 for one in back) <= 4


def test_a_kafka_member_that_dies_and_has_not_committed_anything_begins_where_its_group_does() -> None:
    """The first commit is at 5 s; a group that begins at the end of the log knows of nothing before."""
    topic = {"kind": "kafka_topic", "partitions": 1}
    simulation = reading("kafka", topic, [(0, 50), (10, 0)])
    simulation.inject("dies", ALWAYS)
    simulation.advance(100.0)
    assert ledger(simulation.arena).duplicate_deliveries > 150


def test_a_lost_acknowledgement_of_kafka_repeats_its_record_alone() -> None:
    topic = {"kind": "kafka_topic", "partitions": 1}
    simulation = reading("kafka", topic, [(0, 50), (10, 0)])
    simulation.inject("lost", Duplicate(target="subscribe", percent=100, at_seconds=3.98, duration_seconds=0.05))
    simulation.advance(100.0)
    assert 0 < ledger(simulation.arena).duplicate_deliveries < 60


@pytest.mark.parametrize(
    ("broker", "channel", "waits"),
    [
        ("rabbitmq", {"kind": "rabbitmq_queue"}, 0.0),
        ("rabbitmq", {"kind": "rabbitmq_queue", "queueType": "classic"}, 0.0),
        ("sqs", {"kind": "sqs_queue", "visibilityTimeoutMs": 7_000, "duplicatePercent": 0}, 7.0),
        ("sqs", {"kind": "sqs_queue", "visibilityTimeoutMs": 7_000, "fifo": True}, 7.0),
        ("redis", {"kind": "redis_stream", "claimMinIdleMs": 7_000, "claimIntervalMs": 100}, 7.0),
        ("nats", {"kind": "nats_stream", "ackWaitMs": 7_000}, 7.0),
        ("", {"kind": "event_store"}, 0.0),
    ],
)
def test_elsewhere_the_message_comes_again_when_its_broker_misses_it(
    broker: str, channel: dict[str, Any], waits: float
) -> None:
    """One message, which a death meets once."""
    simulation = reading(broker, channel, [(0, 0), (3.0, 2), (4.0, 0)], concurrency=4)
    simulation.inject("dies", CrashBeforeAck(target="consumer", percent=100, duration_seconds=4.5))
    simulation.advance(4.4 if waits else 0.1)
    sent = ledger(simulation.arena).published
    if waits:
        assert sent > 0
        assert ledger(simulation.arena).duplicate_deliveries == 0
        simulation.advance(9.9)
        assert ledger(simulation.arena).duplicate_deliveries == 0
    simulation.advance(30.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published
    assert found.in_flight == 0
    assert found.duplicate_effects == found.duplicate_deliveries >= max(1, found.published)


@pytest.mark.parametrize(("version", "times"), [("4.0", 4), ("4.3", 4)])
def test_a_death_counts_as_a_failed_delivery_to_rabbitmq(version: str, times: int) -> None:
    """A connection that is lost counts towards the delivery limit in every version; what is returned does not, from 4.3
    on (release notes of 4.3)."""
    channel = {"kind": "rabbitmq_queue", "deliveryLimit": 3}
    simulation = reading("rabbitmq", channel, [(0, 5), (2, 0)], {"version": version})
    simulation.inject("dies", CrashBeforeAck(target="consumer", percent=100))
    simulation.advance(30.0)
    found = ledger(simulation.arena)
    assert found.published > 5
    assert found.duplicate_deliveries == (times - 1) * found.published
    assert found.in_flight == 0


def test_the_same_seed_meets_the_same_deaths() -> None:
    def digest() -> str:
        topic = {"kind": "kafka_topic", "partitions": 3}
        simulation = reading("kafka", topic, [(0, 50)], {"autoCommitIntervalMs": 500}, concurrency=3)
        simulation.inject("dies", CrashBeforeAck(target="consumer", percent=2))
        simulation.advance(20.0)
        return simulation.digest()

    assert digest() == digest()


def test_an_idempotent_consumer_takes_the_effects_of_the_replay_away() -> None:
    topic = {"kind": "kafka_topic", "partitions": 1}
    simulation = reading("kafka", topic, [(0, 50), (10, 0)], idempotent=True, idempotencyStore="inbox")
    deliveries, effects = one_death(simulation)
    assert deliveries > 150
    assert effects == 0
