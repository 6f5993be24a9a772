"""Faults on the way from a channel to its consumer."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Duplicate, Reorder
from apps.schema.results import Results
from tests.engine.small import constant, document, service, source

CHANNELS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "kafka": ({"kind": "kafka"}, {"kind": "kafka_topic", "partitions": 2}),
    "rabbitmq": ({"kind": "rabbitmq"}, {"kind": "rabbitmq_queue", "deliveryLimit": 20}),
    "sqs": ({"kind": "sqs"}, {"kind": "sqs_queue", "visibilityTimeoutMs": 1_000, "duplicatePercent": 0}),
    "redis": ({"kind": "redis"}, {"kind": "redis_stream", "claimMinIdleMs": 500, "claimIntervalMs": 500}),
    "nats": ({"kind": "nats"}, {"kind": "nats_stream", "ackWaitMs": 1_000}),
}


def delivering(broker: str, **consumer: Any) -> Document:
    """Twenty messages a second for ten seconds, each with a key of its own or one key for all."""
    container, channel = CHANNELS[broker]
    sender = source(20.0, kind="constant")
    sender["workload"] = {
        "kind": "steps",
        "steps": [{"atSeconds": 0, "perSecond": 20}, {"atSeconds": 10, "perSecond": 0}],
    }
    nodes = {
        "source": sender,
        "broker": container,
        "channel": {**channel, "parent": "broker"},
        "consumer": service(constant(2), **consumer),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": 2}})


def played(design: Document, *faults: Any) -> Results:
    return play(design, until=25.0, faults=list(faults))[0]


@pytest.mark.parametrize("broker", CHANNELS)
def test_a_lost_acknowledgement_has_every_broker_deliver_again(broker: str) -> None:
    results = played(delivering(broker, concurrency=4), Duplicate(target="subscribe", percent=100))
    ledger = results.ledger
    assert (ledger.published, ledger.in_flight) == (results.nodes["source"].arrived, 0)
    assert ledger.duplicate_deliveries >= ledger.published
    assert ledger.duplicate_effects >= ledger.published
    assert ledger.completed == ledger.published


def test_a_share_of_lost_acknowledgements_repeats_that_share() -> None:
    results = played(delivering("rabbitmq", concurrency=4), Duplicate(target="subscribe", percent=25))
    assert results.ledger.duplicate_deliveries == pytest.approx(results.ledger.published / 4, rel=0.35)


def test_an_idempotent_consumer_takes_the_effect_of_the_second_delivery_away() -> None:
    design = delivering("rabbitmq", concurrency=4, idempotent=True)
    results = played(design, Duplicate(target="subscribe", percent=100))
    assert results.ledger.duplicate_deliveries == results.ledger.published
    assert results.ledger.duplicate_effects == 0
    assert results.nodes["consumer"].deduplicated == results.ledger.published


def test_messages_overtake_each_other_on_the_way_to_a_consumer_that_works_on_several() -> None:
    held = Reorder(target="subscribe", percent=30, by_ms=200)
    several = played(delivering("rabbitmq", concurrency=8), held)
    assert sum(group.order_violations for group in several.groups) > 10
    one = played(delivering("rabbitmq", concurrency=1), held)
    assert sum(group.order_violations for group in one.groups) == 0
