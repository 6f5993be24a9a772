"""What a NATS stream keeps, and when it is there."""

from typing import Any

from .streams import Balanced, streamed

WAIT = {"ackWaitMs": 500, "replicas": 1}


def lab(workers: dict[str, int] | None = None, servers: int = 3, **settings: Any) -> Balanced:
    return Balanced(streamed("nats_stream", {**WAIT, **settings}, {"nodes": servers}, workers=workers or {"worker": 2}))


def test_a_full_stream_discards_its_oldest() -> None:
    nats = lab(maxMessages=2)
    nats.send(6)
    assert nats.drain() == [5, 6]
    assert nats.causes == {"queue full, oldest dropped": 4}


def test_what_was_acknowledged_counts_toward_the_limit_of_a_stream_with_limits() -> None:
    nats = lab(maxMessages=2, discard="new")
    nats.send(2)
    assert nats.drain() == [1, 2]
    nats.send(1)
    assert nats.drain() == []
    assert nats.causes == {"queue full, newest refused": 1}


def test_a_message_discarded_while_it_is_worked_on_does_not_come_again() -> None:
    nats = lab(maxMessages=2)
    nats.send(1)
    slow = nats.take(instance=0)
    nats.send(3)
    nats.advance(0.6)
    assert nats.drain(instance=1) == [3, 4]
    nats.ack(slow)
    assert nats.account("completed") == 3
    assert nats.causes == {"queue full, oldest dropped": 1}


def test_messages_past_their_age_are_gone() -> None:
    nats = lab(maxAgeMs=1000)
    nats.send(3)
    nats.take(instance=0)
    nats.crash("worker", 0)
    nats.advance(0.9)
    nats.send(1)
    nats.advance(0.2)
    assert nats.depth("stream") == 1
    assert nats.drain(instance=1) == [4]
    assert nats.causes == {"retention over": 3}


def test_a_stream_with_an_age_goes_on_ageing() -> None:
    nats = lab(maxAgeMs=1000)
    for _ in range(5):
        nats.send(1)
        nats.advance(0.4)
    assert nats.depth("stream") == 2
    assert nats.drain() == [4, 5]
    nats.send(1)
    nats.advance(1.5)
    assert nats.drain() == []


def test_a_work_queue_that_refuses_makes_room_by_acknowledgement() -> None:
    nats = lab(maxMessages=2, discard="new", retention="work_queue")
    nats.send(3)
    first = nats.take()
    nats.send(1)
    nats.ack(first)
    nats.send(1)
    assert nats.drain() == [2, 5]
    assert nats.causes == {"queue full, newest refused": 2}


def test_a_full_work_queue_discards_what_was_delivered_first() -> None:
    nats = lab(maxMessages=2, retention="work_queue")
    nats.send(2)
    held = nats.take(instance=0)
    nats.take(instance=1)
    nats.send(1)
    nats.ack(held)
    nats.crash("worker", 1)
    nats.advance(0.6)
    assert nats.drain(instance=0) == [2, 3]
    nats.send(4)
    assert nats.drain(instance=0) == [6, 7]
    assert nats.causes == {"queue full, oldest dropped": 2}


def test_what_reached_its_delivery_limit_stays_in_a_work_queue() -> None:
    nats = lab(maxMessages=2, discard="new", retention="work_queue", maxDeliver=1)
    nats.send(1)
    nats.nack(nats.take())
    nats.send(2)
    assert nats.drain() == [2]
    assert nats.causes == {"delivery limit, no dead letter queue": 1, "queue full, newest refused": 1}


def test_by_interest_who_is_furthest_behind_fills_the_stream() -> None:
    nats = lab({"auditor": 1, "worker": 1}, maxMessages=2, retention="interest")
    nats.send(2)
    assert nats.drain("worker") == [1, 2]
    nats.send(1)
    assert nats.drain("worker") == [3]
    assert nats.drain("auditor") == [2, 3]
    assert nats.causes == {"queue full, oldest dropped": 1}


def test_a_purged_stream_is_empty_and_who_works_on_a_message_finishes_it() -> None:
    nats = lab()
    nats.send(3)
    held = nats.take(instance=0)
    nats.nack(nats.take(instance=1))
    nats.purge()
    nats.ack(held)
    nats.advance(1.0)
    assert nats.drain() == []
    assert nats.causes == {"purged": 2}
    nats.send(1)
    assert nats.drain() == [4]


def test_a_stream_is_there_while_a_majority_of_its_replicas_is() -> None:
    nats = lab(replicas=3)
    nats.send(1)
    nats.lose_server(1)
    assert nats.drain() == [1]
    nats.lose_server(2)
    nats.send(1)
    assert nats.drain() == []
    nats.advance(10.0)
    assert nats.causes == {"broker down until the sender gave up": 1}
    nats.regain_server(1)
    nats.advance(10.0)
    nats.send(1)
    assert nats.drain() == [3]


def test_without_its_leader_a_stream_waits_for_an_election() -> None:
    nats = lab(replicas=3)
    nats.send(2)
    nats.lose_server(0)
    assert nats.drain() == []
    nats.advance(3.9)
    assert nats.drain() == []
    nats.advance(5.2)
    assert nats.drain() == [1, 2]


def test_a_stream_with_one_replica_is_there_again_with_its_server() -> None:
    nats = lab()
    nats.send(2)
    nats.lose_server(0)
    nats.advance(20.0)
    assert nats.drain() == []
    nats.regain_server(0)
    assert nats.drain() == [1, 2]


def test_a_server_without_a_replica_of_it_does_not_matter() -> None:
    nats = lab()
    nats.lose_server(1)
    nats.send(1)
    assert nats.drain() == [1]


def test_what_was_given_before_a_seek_and_is_discarded_before_it_is_read_again_ends() -> None:
    nats = lab({"auditor": 1, "worker": 1}, maxMessages=2, retention="interest")
    nats.send(2)
    nats.take("worker")
    nats.take("worker")
    nats.crash("worker")
    nats.seek(nats.program.groups.index(("stream", "worker")), 0)
    nats.send(1)
    nats.restart("worker")
    assert nats.drain("worker") == nats.drain("auditor") == [2, 3]
    assert nats.account("in_flight") == 0
    assert nats.causes == {"queue full, oldest dropped": 2}
