"""SNS: fan-out to queues, filters, pushes to subscribers over HTTP."""

from typing import Any

import pytest

from apps.engine.accounts import causes, ledger
from apps.schema import Document
from apps.schema.faults import NetworkPartition
from tests.engine.brokers.sqs_books import Play, worker
from tests.engine.small import document

EVENT_TYPES = {
    "placed": {"name": "Placed", "headers": {"region": "eu", "speed": "slow"}},
    "paid": {"name": "Paid", "headers": {"region": "eu", "speed": "fast"}},
    "failed": {"name": "Failed", "headers": {"region": "us", "speed": "fast"}},
}
TOPIC = {"kind": "sns_topic", "parent": "aws", "deliveryRetries": 2, "deliveryRetrySeconds": 5}


def topic(left: dict[str, Any] | None = None, right: dict[str, Any] | None = None, **publish: Any) -> Document:
    """source -> topic -> queues `left` and `right`, each with a reader."""
    nodes: dict[str, Any] = {
        "source": {"kind": "trace", "points": []},
        "aws": {"kind": "sqs", "latencyMs": 0},
        "topic": TOPIC,
    }
    edges: dict[str, Any] = {"publish": {"kind": "publish", "source": "source", "target": "topic", **publish}}
    for side, subscription in (("left", left), ("right", right)):
        nodes[side] = {"kind": "sqs_queue", "parent": "aws", "visibilityTimeoutMs": 1000}
        nodes[f"{side}-reader"] = worker(1)
        edges[f"{side}-read"] = {"kind": "subscribe", "source": side, "target": f"{side}-reader"}
        if subscription is not None:
            edges[f"to-{side}"] = {"kind": "subscribe", "source": "topic", "target": side, **subscription}
    return document(nodes, edges, EVENT_TYPES)


def received(lab: Play) -> tuple[list[int], list[int]]:
    for event_type in ("placed", "paid", "failed"):
        lab.publish("source", event_type, 1)
    lab.advance(0.1)
    return lab.drain("left-reader"), lab.drain("right-reader")


def test_a_topic_copies_to_every_queue_that_is_subscribed() -> None:
    assert received(Play(topic({}, {}))) == ([1, 2, 3], [1, 2, 3])


def test_a_topic_keeps_nothing_for_others() -> None:
    lab = Play(topic(None, {}))
    assert received(lab) == ([], [1, 2, 3])
    assert ledger(lab.simulation.arena).published == 3


@pytest.mark.parametrize(
    ("subscription", "passes"),
    [
        ({"matchHeaders": {"region": "eu"}}, [1, 2]),
        ({"matchHeaders": {"region": "eu", "speed": "fast"}}, [2]),
        ({"matchHeaders": {"region": "us", "speed": "slow"}, "match": "any"}, [1, 3]),
        ({"matchHeaders": {"colour": "red"}}, []),
        ({"eventTypes": ["paid", "failed"]}, [2, 3]),
        ({"eventTypes": ["paid", "failed"], "matchHeaders": {"region": "us"}}, [3]),
    ],
)
def test_a_filter_policy_lets_through_what_matches(subscription: dict[str, Any], passes: list[int]) -> None:
    assert received(Play(topic(subscription))) == (passes, [])


def test_what_a_publish_edge_adds_to_the_headers_counts() -> None:
    document_with = topic({"matchHeaders": {"region": "us"}}, headers={"region": "us"})
    assert received(Play(document_with))[0] == [1, 2, 3]


def test_what_no_subscription_takes_is_dropped() -> None:
    lab = Play(topic({"matchHeaders": {"colour": "red"}}))
    received(lab)
    assert causes(lab.simulation.arena) == {"nobody reads it": 3}


def test_each_copy_lives_for_itself() -> None:
    lab = Play(topic({}, {}))
    lab.publish("source", "placed", 1)
    lab.advance(0.1)
    lab.nack(lab.take("left-reader"))
    assert lab.take("left-reader").deliveries == 2
    assert lab.take("right-reader").deliveries == 1


def pushed(dead: bool = False, **subscription: Any) -> Play:
    """source -> topic -> service, over HTTP, and to another service that takes only failures."""
    nodes = {
        "source": {"kind": "trace", "points": []},
        "aws": {"kind": "sqs", "latencyMs": 0},
        "topic": TOPIC,
        "worker": worker(1),
        "pager": worker(1),
        "dead": {"kind": "dead_letter_queue"},
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "push": {"kind": "subscribe", "source": "topic", "target": "worker", "latencyMs": 0, **subscription},
        "page": {"kind": "subscribe", "source": "topic", "target": "pager", "matchHeaders": {"region": "us"}},
    }
    if dead:
        edges["dead-letter"] = {"kind": "dead_letter", "source": "topic", "target": "dead"}
    return Play(document(nodes, edges, EVENT_TYPES))


def test_a_topic_pushes_to_its_subscribers() -> None:
    lab = pushed()
    for event_type in ("placed", "failed"):
        lab.publish("source", event_type, 1)
    assert lab.drain("worker") == [1, 2]
    assert lab.drain("pager") == [2]
    books = ledger(lab.simulation.arena)
    assert (books.published, books.completed) == (3, 3)


def test_a_push_that_fails_is_repeated_until_its_retries_are_used_up() -> None:
    lab = pushed()
    lab.publish("source", "placed", 1)
    for count in (1, 2, 3):
        delivery = lab.take("worker")
        assert delivery.deliveries == count
        lab.nack(delivery)
        assert lab.poll("worker") is None
        lab.advance(5.1)
    assert lab.poll("worker") is None
    assert causes(lab.simulation.arena) == {"retries used up, no dead letter queue": 1}


def test_a_subscription_has_retries_of_its_own_and_the_topic_s_dead_letter_queue() -> None:
    lab = pushed(dead=True, deliveryRetries=0)
    lab.publish("source", "placed", 1)
    lab.nack(lab.take("worker"))
    assert causes(lab.simulation.arena) == {"retries used up": 1}


def test_pushes_to_a_service_that_is_down_fail() -> None:
    lab = pushed()
    lab.crash("worker")
    lab.publish("source", "placed", 1)
    lab.advance(4.0)
    lab.restart("worker")
    assert lab.poll("worker") is None
    lab.advance(1.1)
    assert lab.take("worker").deliveries == 2


def test_a_push_in_the_works_when_its_service_crashes_is_repeated() -> None:
    lab = pushed()
    lab.publish("source", "placed", 1)
    lab.publish("source", "paid", 1)
    lab.take("worker")
    lab.crash("worker")
    lab.restart("worker")
    lab.advance(5.1)
    assert sorted(lab.drain("worker")) == [1, 2]


def test_a_subscriber_that_cannot_be_reached_is_pushed_to_again_while_it_works_on() -> None:
    lab = pushed()
    lab.publish("source", "placed", 1)
    first = lab.take("worker")
    lab.inject("cut", NetworkPartition(target="push"))
    lab.advance(0.1)
    lab.heal("cut")
    lab.advance(5.1)
    assert lab.depth("topic") == 1
    lab.ack(first)
    assert lab.drain("worker") == [1]
    books = ledger(lab.simulation.arena)
    assert (books.completed, books.duplicate_effects) == (1, 1)
