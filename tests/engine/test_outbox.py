"""The outbox: what was written is published in its relay's rhythm, and kept until its broker has taken it."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Crash, DiskFull, Fault, NetworkPartition, PacketLoss
from tests.engine.small import constant, document, service, source

CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}


def outbox(broker: str, relay_ms: float = 100.0, channel: dict[str, Any] | None = None) -> Document:
    """100 writes a second into a database whose outbox publishes them; its broker's senders give up after 2 s."""
    nodes = {
        "source": source(100.0),
        "database": {"kind": "database", "work": constant(1), "outbox": {"relayIntervalMs": relay_ms}},
        "broker": {"kind": broker, "deliveryTimeoutMs": 2_000, "latencyMs": 1},
        "channel": {"kind": CHANNELS[broker], "parent": "broker", **(channel or {})},
        "consumer": service(constant(1), concurrency=8),
    }
    edges = {
        "write": {"kind": "write", "source": "source", "target": "database"},
        "publish": {"kind": "publish", "source": "database", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "latencyMs": 0},
    }
    return document(nodes, edges)


def test_what_was_written_waits_for_the_relays_next_round() -> None:
    latency = play(outbox("rabbitmq", 500.0), until=60.0)[0].edges["subscribe"].latency
    assert latency is not None
    # Half a round on average, a millisecond to the broker and one of work.
    assert latency.mean_ms == pytest.approx(252, rel=0.03)
    assert latency.max_ms < 510


STRIKES: dict[str, Fault] = {
    "crash": Crash(target="broker", at_seconds=10, duration_seconds=20),
    "disk full": DiskFull(target="broker", at_seconds=10, duration_seconds=20),
    "cut": NetworkPartition(target="publish", at_seconds=10, duration_seconds=20),
    "all lost": PacketLoss(target="publish", at_seconds=10, duration_seconds=20, percent=100),
}


@pytest.mark.parametrize(
    ("broker", "strike"),
    # A disk of Amazon's cannot be full.
    [(broker, strike) for broker in CHANNELS for strike in STRIKES if (broker, strike) != ("sqs", "disk full")],
)
def test_nothing_is_lost_while_the_broker_takes_nothing_however_long(broker: str, strike: str) -> None:
    results, _ = play(outbox(broker), until=90.0, faults=[STRIKES[strike]])
    assert results.ledger.balanced
    assert results.ledger.lost == results.ledger.dropped == 0
    assert results.ledger.completed == pytest.approx(results.ledger.published, abs=30)


REFUSING = {
    "rabbitmq": {"queueType": "quorum", "maxLength": 20, "overflow": "reject-publish"},
    "nats": {"maxMessages": 20, "discard": "new", "retention": "work_queue"},
}


@pytest.mark.parametrize("broker", REFUSING)
def test_what_a_full_channel_refuses_is_published_again(broker: str) -> None:
    down = [Crash(target="consumer", at_seconds=10, duration_seconds=10)]
    results, _ = play(outbox(broker, channel=REFUSING[broker]), until=90.0, faults=down)
    assert results.ledger.dropped == results.ledger.lost == 0
    assert results.ledger.completed == pytest.approx(results.ledger.published, abs=30)


@pytest.mark.parametrize("broker", CHANNELS)
def test_the_relay_of_a_database_that_is_down_publishes_nothing(broker: str) -> None:
    """Written before 9 s and due at 10 s: it is published when the database is back at 25 s, all of it."""
    down = [Crash(target="database", at_seconds=9, duration_seconds=16)]
    before, _ = play(outbox(broker, 10_000.0), until=24.0, faults=down)
    assert before.nodes["database"].completed > 800
    assert before.nodes["consumer"].arrived == 0
    after, _ = play(outbox(broker, 10_000.0), until=60.0, faults=down)
    assert after.ledger.lost == after.ledger.dropped == 0
    assert after.nodes["consumer"].completed > 800 + 2_000
    assert after.ledger.balanced
