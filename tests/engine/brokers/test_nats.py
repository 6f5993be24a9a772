"""NATS JetStream, message by message: acknowledgement, redelivery, delivery limits, what a consumer may hold."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.schema.faults import Duplicate, NetworkPartition, Poison
from tests.engine.small import constant, document, service, source

from .streams import Balanced, streamed

WAIT = {"ackWaitMs": 500, "replicas": 1}


def lab(workers: dict[str, int] | None = None, **settings: Any) -> Balanced:
    dead_letters = settings.pop("dead_letters", False)
    return Balanced(
        streamed("nats_stream", {**WAIT, **settings}, workers=workers or {"worker": 2}, dead_letters=dead_letters)
    )


def test_instances_share_a_consumer_and_each_consumer_is_given_everything() -> None:
    nats = lab({"auditor": 1, "worker": 2})
    nats.send(4)
    assert [nats.take("worker", number).message for number in (0, 1, 1, 0)] == [1, 2, 3, 4]
    assert nats.drain("auditor") == [1, 2, 3, 4]


def test_what_is_not_acknowledged_in_time_is_delivered_again_and_counted() -> None:
    nats = lab()
    nats.send(1)
    slow = nats.take(instance=0)
    assert nats.poll("worker", 1) is None
    nats.advance(0.49)
    assert nats.poll("worker", 1) is None
    nats.advance(0.02)
    again = nats.take(instance=1)
    assert (again.message, again.deliveries, again.redelivered) == (1, 2, True)
    nats.ack(again)
    nats.ack(slow)
    assert (nats.account("completed"), nats.account("duplicate_effects")) == (1, 1)
    nats.advance(1.0)
    assert nats.drain() == []


def test_a_late_acknowledgement_counts() -> None:
    nats = lab()
    nats.send(1)
    slow = nats.take(instance=0)
    nats.advance(0.6)
    nats.ack(slow)
    assert nats.drain(instance=1) == []
    assert (nats.account("completed"), nats.account("duplicate_effects")) == (1, 0)


def test_what_has_reached_its_delivery_limit_makes_room_for_the_next() -> None:
    nats = lab({"worker": 1}, maxDeliver=1, maxAckPending=2)
    nats.send(6)
    assert [nats.take().message for _ in range(2)] == [1, 2]
    assert nats.poll("worker", 0) is None
    nats.advance(0.6)
    assert [nats.take().message for _ in range(2)] == [3, 4]


def test_instances_that_wait_for_room_go_on_when_a_delivery_limit_is_reached() -> None:
    nodes = {
        "source": {
            **source(1.0),
            "workload": {
                "kind": "steps",
                "steps": [{"atSeconds": 0, "perSecond": 20}, {"atSeconds": 10, "perSecond": 0}],
            },
        },
        "broker": {"kind": "nats"},
        "stream": {"kind": "nats_stream", "parent": "broker", "ackWaitMs": 500, "maxDeliver": 1, "maxAckPending": 2},
        "worker": service(constant(100), retry={"mode": "requeue", "maxRetries": 3, "baseMs": 1_000}),
    }
    edges = {
        "send": {"kind": "publish", "source": "source", "target": "stream"},
        "read": {"kind": "subscribe", "source": "stream", "target": "worker"},
    }
    # They are handled when nothing new comes any more that would wake anybody.
    poison = Poison(target="stream", at_seconds=8, duration_seconds=1, percent=100)
    results, _ = play(document(nodes, edges), until=60.0, faults=[poison])
    assert results.ledger.in_flight == 0
    # 20 of about 200 were poisoned.
    assert results.ledger.completed == pytest.approx(results.ledger.published - 20, abs=15)


def test_what_a_lost_client_held_comes_after_the_wait() -> None:
    nats = lab()
    nats.send(3)
    nats.take(instance=0)
    nats.take(instance=0)
    nats.crash("worker", 0)
    assert nats.drain(instance=1) == [3]
    nats.advance(0.6)
    assert nats.drain(instance=1) == [1, 2]


def test_a_message_handed_back_comes_at_once_and_before_new_ones() -> None:
    nats = lab({"worker": 1})
    nats.send(3)
    nats.nack(nats.take())
    again = nats.take()
    assert (again.message, again.deliveries) == (1, 2)
    nats.ack(again)
    assert nats.drain() == [2, 3]


def test_a_terminated_message_is_not_delivered_again() -> None:
    nats = lab({"worker": 1})
    nats.send(2)
    nats.nack(nats.take(), requeue=False)
    nats.advance(1.0)
    assert nats.drain() == [2]
    assert nats.causes == {"retries used up, no dead letter queue": 1}


def test_after_its_last_delivery_a_message_is_left_alone() -> None:
    nats = lab({"worker": 1}, maxDeliver=2)
    nats.send(2)
    nats.nack(nats.take())
    nats.nack(nats.take())
    assert nats.drain() == [2]
    nats.advance(1.0)
    assert nats.drain() == []
    assert nats.causes == {"delivery limit, no dead letter queue": 1}


def test_the_last_delivery_counts_when_nobody_answers_it() -> None:
    nats = lab(maxDeliver=2)
    nats.send(1)
    nats.take(instance=0)
    nats.crash("worker", 0)
    nats.advance(0.6)
    nats.take(instance=1)
    nats.crash("worker", 1)
    nats.advance(0.6)
    assert nats.causes == {"delivery limit, no dead letter queue": 1}


def test_who_works_on_it_at_its_last_wait_may_finish() -> None:
    nats = lab(maxDeliver=1)
    nats.send(1)
    slow = nats.take(instance=0)
    nats.advance(0.6)
    assert nats.poll("worker", 1) is None
    nats.ack(slow)
    assert (nats.account("completed"), nats.causes) == (1, {})


def test_past_its_deliveries_a_message_goes_to_the_dead_letter_queue() -> None:
    nats = lab({"worker": 1}, maxDeliver=1, dead_letters=True)
    nats.send(1)
    nats.nack(nats.take())
    assert nats.drain("undertaker") == [1]
    assert nats.causes == {"delivery limit": 1}


def test_no_more_than_so_many_wait_for_an_acknowledgement() -> None:
    nats = lab(maxAckPending=2)
    nats.send(3)
    first = nats.take(instance=0)
    nats.take(instance=1)
    assert nats.poll("worker", 1) is None
    nats.ack(first)
    assert nats.take(instance=1).message == 3


def test_what_comes_again_is_not_held_up_by_the_limit() -> None:
    nats = lab(maxAckPending=1)
    nats.send(2)
    nats.nack(nats.take(instance=0))
    assert nats.take(instance=1).message == 1
    assert nats.poll("worker", 0) is None


def test_a_message_that_comes_twice_over_an_edge_is_stored_once() -> None:
    nats = lab({"worker": 1}, duplicateWindowMs=1000)
    nats.inject("twice", Duplicate(target="send", percent=100))
    nats.send(3)
    assert nats.drain() == [1, 2, 3]
    assert nats.causes == {"duplicate refused by the broker": 3}


def test_many_waits_that_end_at_once_all_come_again() -> None:
    nats = lab()
    nats.send(50)
    for _ in range(50):
        nats.take(instance=0)
    nats.advance(0.6)
    assert nats.drain(instance=1) == list(range(1, 51))


def test_a_consumer_made_again_from_the_beginning_is_given_everything_and_what_was_held_once() -> None:
    nats = lab({"worker": 1})
    nats.send(3)
    nats.ack(nats.take())
    held = nats.take()
    nats.seek(0, 0)
    assert nats.drain() == [1, 2, 3]
    nats.ack(held)
    nats.advance(1.0)
    assert nats.drain() == []
    assert (nats.account("completed"), nats.account("duplicate_effects")) == (3, 2)


def test_a_consumer_made_again_at_the_end_is_given_nothing_of_before() -> None:
    nats = lab({"worker": 1})
    nats.send(3)
    nats.nack(nats.take())
    nats.seek(0, 3)
    nats.send(1)
    nats.advance(1.0)
    assert nats.drain() == [4]
    assert nats.causes == {"skipped by a seek": 3}


def test_a_work_queue_made_again_gives_what_was_not_acknowledged() -> None:
    nats = lab({"worker": 1}, retention="work_queue")
    nats.send(3)
    held, acknowledged = nats.take(), nats.take()
    nats.ack(acknowledged)
    nats.seek(0, 0)
    again = nats.take()
    assert (again.message, again.deliveries) == (held.message, 1)
    nats.ack(again)
    assert nats.drain() == [3]


def test_by_interest_a_message_can_be_read_again_until_everybody_has_read_it() -> None:
    nats = lab({"auditor": 1, "worker": 1}, retention="interest")
    nats.send(3)
    assert nats.drain("worker") == [1, 2, 3]
    nats.ack(nats.take("auditor"))
    worker = nats.program.groups.index(("stream", "worker"))
    nats.seek(worker, 0)
    assert nats.drain("worker") == [2, 3]
    assert nats.drain("auditor") == [2, 3]
    nats.seek(worker, 0)
    assert nats.drain("worker") == []


def test_clients_that_are_cut_off_finish_what_they_have_and_others_do_it_again() -> None:
    nats = Balanced(streamed("nats_stream", WAIT, workers={"near": 1, "far": 1}, group="both"))
    nats.send(2)
    held = nats.take("far")
    nats.inject("cut", NetworkPartition(target="read-far"))
    assert nats.drain("near") == [2]
    nats.advance(0.6)
    assert nats.drain("near") == [1]
    nats.ack(held)
    assert (nats.account("completed"), nats.account("duplicate_effects")) == (2, 1)
