"""Lifetimes, lengths, priorities and delivery limits. What RabbitMQ's pages on them say."""

from typing import Any

import pytest

from tests.engine.brokers.rabbitmq_lab import (
    RabbitLab,
    bound,
    buried,
    dies,
    exchange,
    queue,
    reads,
    sends,
    service,
    worked,
)

UNREAD = "undertaker"


def test_a_message_expires_at_the_head_only() -> None:
    lab = RabbitLab(queue(), *buried(), sends(source="brief", ttlMs=200), sends(source="lasting", ttlMs=900))
    lab.publish("lasting", "placed")
    lab.publish("brief", "placed")
    lab.advance(0.5)
    assert lab.drain(UNREAD) == []
    lab.advance(0.41)
    assert lab.drain(UNREAD) == [1, 2]


def test_the_shorter_time_to_live_counts_and_what_is_handed_out_does_not_expire() -> None:
    lab = RabbitLab(*worked(messageTtlMs=300), *buried(), sends(source="brief", ttlMs=100))
    lab.publish_many(1)
    held = lab.take()
    lab.publish("brief", "placed")
    lab.publish_many(1)
    lab.advance(0.1)
    assert lab.drain(UNREAD) == [2]
    lab.advance(0.2)
    assert lab.drain(UNREAD) == [3]
    lab.nack(held)
    assert lab.poll("worker") is None
    assert lab.take(UNREAD).deaths[0].reason == "expired"


def test_a_time_to_live_of_nothing_is_for_a_consumer_that_is_ready() -> None:
    lab = RabbitLab(*worked(messageTtlMs=0))
    lab.publish_many(2)
    assert lab.take().message == 1
    assert lab.causes() == {"time to live over, no dead letter queue": 1}


@pytest.mark.parametrize("queue_type", ["classic", "quorum"])
def test_past_the_length_the_oldest_is_pushed_out(queue_type: str) -> None:
    lab = RabbitLab(queue(queueType=queue_type, maxLength=2), *buried(), sends())
    lab.publish_many(5)
    first = lab.take(UNREAD)
    assert (first.message, lab.deaths(first)) == (1, [("work", "maxlen", 1)])
    lab.ack(first)
    assert lab.drain(UNREAD) == [2, 3]
    assert lab.depth("work") == 2


def test_a_length_in_bytes_counts_what_waits() -> None:
    lab = RabbitLab(queue(maxLengthBytes=250), sends(), event_types={"placed": {"sizeBytes": 100}})
    lab.publish_many(4)
    assert lab.depth("work") == 2
    assert lab.causes() == {"queue full, oldest dropped": 2}


def test_a_classic_queue_refuses_the_message_that_would_be_too_much() -> None:
    lab = RabbitLab(queue(maxLength=2, overflow="reject-publish"), sends(), *buried())
    lab.publish_many(4)
    assert lab.depth("work") == 2
    assert lab.causes() == {"queue full, newest refused": 2}
    assert int(lab.edge("sender-work")["failed"]) == 2


def test_a_classic_queue_can_dead_letter_what_it_refuses() -> None:
    lab = RabbitLab(queue(maxLength=2, overflow="reject-publish-dlx"), sends(), *buried())
    lab.publish_many(3)
    letter = lab.take(UNREAD)
    assert (letter.message, lab.deaths(letter)) == (3, [("work", "maxlen", 1)])


def test_a_quorum_queue_refuses_once_it_is_over_and_until_it_is_well_below() -> None:
    lab = RabbitLab(*worked(queueType="quorum", maxLength=10, overflow="reject-publish"))
    lab.publish_many(1)
    lab.take()
    lab.publish_many(13)
    assert lab.depth("work") == 11
    assert lab.causes() == {"queue full, newest refused": 2}
    purge_to(lab, 9)
    lab.publish_many(1)
    assert lab.depth("work") == 9
    purge_to(lab, 8)
    lab.publish_many(1)
    assert lab.depth("work") == 9


def purge_to(lab: RabbitLab, depth: int) -> None:
    """Restarts the consumer, which has room for one, and acknowledges until so many wait."""
    lab.crash("worker")
    lab.restart("worker")
    while lab.depth("work") > depth:
        lab.ack(lab.take())


def test_higher_priorities_go_first_and_expire_last_behind_them() -> None:
    lab = RabbitLab(
        *worked(maxPriority=5, messageTtlMs=1000),
        *(sends(source=name, priority=priority) for name, priority in (("low", 1), ("high", 4), ("beyond", 9))),
    )
    lab.publish_many(1)
    held = lab.take()
    for source in ("low", "high", "sender", "beyond", "low", "high"):
        lab.publish(source, "placed")
    lab.ack(held)
    assert lab.drain() == [5, 3, 7, 2, 6, 4]


@pytest.mark.parametrize(
    ("version", "order"),
    [
        ("3.13", [2, 3, 4, 5, 6, 7, 8, 9]),
        ("4.0", [2, 3, 4, 6, 5, 8, 7, 9]),  # message 1 had the first of the high one's two turns
        ("4.3", [2, 4, 6, 8, 3, 5, 7, 9]),
    ],
)
def test_a_quorum_queue_gives_every_third_turn_to_the_normal_priority_and_since_4_3_none(
    version: str, order: list[int]
) -> None:
    lab = RabbitLab(*worked(queueType="quorum"), sends(source="high", priority=5), version=version)
    lab.publish_many(1)
    held = lab.take()
    for number in range(8):
        lab.publish("high" if number % 2 == 0 else "sender", "placed")
    lab.ack(held)
    assert lab.drain() == order


@pytest.mark.parametrize("version", ["3.13", "4.0"])
def test_a_quorum_queue_gives_up_past_its_delivery_limit(version: str) -> None:
    lab = RabbitLab(*worked(queueType="quorum", deliveryLimit=2), *buried(), version=version)
    lab.publish_many(1)
    for attempt in (1, 2):
        held = lab.take()
        assert held.deliveries == attempt
        lab.nack(held)
    lab.crash("worker")
    letter = lab.take(UNREAD)
    assert lab.deaths(letter) == [("work", "delivery_limit", 1)]


def test_from_version_4_3_on_a_nack_does_not_count_to_the_limit_but_a_crash_does() -> None:
    lab = RabbitLab(*worked(queueType="quorum", deliveryLimit=1), version="4.3")
    lab.publish_many(1)
    for _ in range(5):
        held = lab.take()
        assert held.deliveries == 1
        lab.nack(held)
    for _ in range(2):
        lab.take()
        lab.crash("worker")
        lab.restart("worker")
    assert lab.poll("worker") is None
    assert lab.causes() == {"delivery limit, no dead letter queue": 1}


@pytest.mark.parametrize("version", ["3.13", "4.0", "4.3"])
def test_what_is_handed_back_by_reject_counts_in_every_version(version: str) -> None:
    work = queue(queueType="quorum", deliveryLimit=2)
    lab = RabbitLab(
        *(work, sends(), service("worker"), reads(prefetch=1, handBack="reject"), *buried()), version=version
    )
    lab.publish_many(1)
    for _ in range(3):
        lab.nack(lab.take())
    assert lab.deaths(lab.take(UNREAD)) == [("work", "delivery_limit", 1)]


@pytest.mark.parametrize(("by", "failed"), [("nack", 0), ("reject", 1)])
def test_since_4_3_what_is_refused_by_reject_has_failed_where_it_goes(by: str, failed: int) -> None:
    lab = RabbitLab(
        *(queue(queueType="quorum"), sends(), service("worker"), reads(prefetch=1, handBack=by)),
        *(exchange("limbo", "fanout"), dies("work", "limbo"), bound("limbo", "next")),
        *(queue("next", queueType="quorum"), service("heir"), reads("heir", "next")),
        version="4.3",
    )
    lab.publish_many(1)
    lab.nack(lab.take(), requeue=False)
    assert lab.take("heir").deliveries == failed + 1


def lost_consumers_outlived(version: str, **settings: Any) -> int | None:
    """By a message of a quorum queue; None for more than anybody would wait for."""
    lab = RabbitLab(*worked(queueType="quorum", **settings), *buried(), version=version)
    lab.publish_many(1)
    for lost in range(100):
        if lab.poll("worker") is None:
            letter = lab.take(UNREAD)
            assert lab.deaths(letter) == [("work", "delivery_limit", 1)]
            return lost - 1
        lab.crash("worker")
        lab.restart("worker")
    return None


@pytest.mark.parametrize(("version", "usual"), [("3.13", None), ("4.0", 20), ("4.3", 20)])
def test_a_quorum_queue_that_leaves_its_limit_out_has_that_of_its_version(version: str, usual: int | None) -> None:
    assert lost_consumers_outlived(version) == usual
    assert lost_consumers_outlived(version, deliveryLimit=None) == usual


@pytest.mark.parametrize("version", ["3.13", "4.0", "4.3"])
@pytest.mark.parametrize("limit", [0, 1, 30])
def test_a_limit_that_is_named_holds_in_every_version(version: str, limit: int) -> None:
    assert lost_consumers_outlived(version, deliveryLimit=limit) == limit


@pytest.mark.parametrize("version", ["4.0", "4.3"])
def test_minus_one_is_no_limit(version: str) -> None:
    assert lost_consumers_outlived(version, deliveryLimit=-1) is None


@pytest.mark.parametrize(("version", "limit"), [("3.13", None), ("4.0", -1)])
def test_without_a_delivery_limit_a_quorum_queue_puts_a_returned_message_last(version: str, limit: int | None) -> None:
    lab = RabbitLab(*worked(queueType="quorum", deliveryLimit=limit), version=version)
    lab.publish_many(3)
    lab.nack(lab.take())
    assert lab.drain() == [2, 3, 1]


def test_with_a_delivery_limit_it_goes_out_again_first() -> None:
    lab = RabbitLab(*worked(queueType="quorum", deliveryLimit=5))
    lab.publish_many(3)
    lab.nack(lab.take())
    assert lab.drain() == [1, 2, 3]


def test_a_backlog_that_expires_at_once_is_dead_lettered_in_slices() -> None:
    lab = RabbitLab(
        queue(messageTtlMs=100),
        *(exchange("graves", "fanout"), *(queue(f"grave-{n}") for n in range(9)), dies("work", "graves")),
        *(bound("graves", f"grave-{n}") for n in range(9)),
        sends(),
        service("keeper"),
        reads("keeper", "grave-3"),
    )
    lab.publish_many(300)
    lab.advance(0.2)
    assert lab.drain("keeper") == list(range(1, 301))
    assert lab.causes() == {"time to live over": 300}
