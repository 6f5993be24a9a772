"""How messages come to consumers, and back. What RabbitMQ's pages on consumers, prefetch and acknowledgements say."""

import pytest

from apps.engine.replay import play
from apps.schema.operations import Purge
from tests.engine.brokers.rabbitmq_lab import RabbitLab, buried, document, node, queue, reads, sends, service, worked

TWO = (queue(), sends(), service("worker", 2))


def test_messages_are_pushed_in_turn_as_far_as_the_prefetch_goes() -> None:
    lab = RabbitLab(queue(), sends(), service("worker", 3), reads(prefetch=2))
    lab.publish_many(8)
    assert lab.depth("work") == 2
    assert [lab.take(instance=i).message for i in (0, 1, 2, 0, 1, 2)] == [1, 2, 3, 4, 5, 6]
    assert lab.poll("worker", 0) is None


def test_without_a_prefetch_everything_lies_at_the_consumers_and_a_new_one_gets_nothing() -> None:
    lab = RabbitLab(*TWO, reads())
    lab.crash("worker", 1)
    lab.publish_many(5)
    lab.restart("worker", 1)
    assert lab.depth("work") == 0
    assert lab.poll("worker", 1) is None
    lab.publish_many(2)
    assert lab.drain(instance=1) == [7]


def test_a_consumer_without_room_is_passed_over() -> None:
    lab = RabbitLab(*TWO, reads(prefetch=1))
    lab.publish_many(3)
    lab.take(instance=0)
    lab.ack(lab.take(instance=1))
    assert lab.take(instance=1).message == 3


def test_a_crash_gives_everything_back_in_its_old_place_marked_as_redelivered() -> None:
    lab = RabbitLab(*TWO, reads(prefetch=3))
    lab.publish_many(8)
    lab.take(instance=0)
    lab.crash("worker", 0)
    other = [lab.take(instance=1) for _ in range(3)]
    assert [one.message for one in other] == [2, 4, 6]
    for one in other:
        lab.ack(one)
    rest = [lab.take(instance=1) for _ in range(3)]
    assert [(one.message, one.redelivered) for one in rest] == [(1, True), (3, True), (5, True)]


def test_many_messages_come_back_in_order() -> None:
    lab = RabbitLab(*TWO, reads(prefetch=300))
    lab.publish_many(1000)
    for instance in (0, 1):
        lab.crash("worker", instance)
    assert lab.depth("work") == 1000
    lab.restart("worker", 0)
    assert lab.drain() == list(range(1, 1001))


def test_acknowledged_on_receipt_is_lost_in_a_crash() -> None:
    lab = RabbitLab(*TWO, reads(acknowledge="automatic", prefetch=1))
    lab.publish_many(4)
    assert lab.depth("work") == 0
    lab.take(instance=0)
    lab.crash("worker", 0)
    assert lab.causes() == {"acknowledged before it was handled": 2}
    assert lab.drain(instance=1) == [2, 4]


def test_acknowledged_on_receipt_cannot_be_given_back() -> None:
    lab = RabbitLab(*TWO, reads(acknowledge="automatic"))
    lab.publish_many(1)
    lab.nack(lab.take())
    assert lab.causes() == {"acknowledged before it was handled": 1}


def test_a_single_active_consumer_is_followed_by_the_one_that_came_next() -> None:
    lab = RabbitLab(queue(singleActiveConsumer=True), sends(), service("worker", 3), reads(prefetch=1))
    lab.publish_many(4)
    assert lab.poll("worker", 1) is None
    lab.ack(lab.take(instance=0))
    lab.crash("worker", 0)
    lab.restart("worker", 0)
    again = lab.take(instance=1)
    assert (again.message, again.redelivered) == (2, True)
    lab.crash("worker", 1)
    assert lab.poll("worker", 0) is None
    assert lab.drain(instance=2) == [2, 3, 4]


def test_a_consumer_that_holds_a_message_too_long_is_cut_off_and_its_work_counts_twice() -> None:
    lab = RabbitLab(*TWO, reads(prefetch=2), consumerTimeoutMs=60_000)
    lab.publish_many(4)
    held = lab.take(instance=0)
    lab.ack(lab.take(instance=1))
    lab.ack(lab.take(instance=1))
    lab.advance(61.0)
    again = lab.take(instance=1)
    assert (again.message, again.redelivered) == (1, True)
    lab.ack(held)
    lab.ack(again)
    row = lab.view("channel_accounts")[lab.program.channels.index("work")]
    assert int(row["completed"]) == 3
    assert int(row["duplicate_effects"]) == 1


def test_the_only_active_consumer_is_active_again_after_it_was_cut_off() -> None:
    lab = RabbitLab(*worked(singleActiveConsumer=True, messageTtlMs=90_000), *buried(), consumerTimeoutMs=60_000)
    lab.publish_many(2)
    slow = lab.take()
    lab.advance(61.0)
    again = lab.take()
    assert (again.message, again.redelivered) == (1, True)
    lab.nack(again, requeue=False)
    lab.ack(slow)
    assert lab.drain() == [2]
    assert lab.causes() == {"rejected": 1}


def test_a_consumer_that_answers_in_time_is_left_alone() -> None:
    lab = RabbitLab(*worked(), consumerTimeoutMs=60_000)
    for _ in range(5):
        lab.publish_many(1)
        held = lab.take()
        lab.advance(45.0)
        lab.ack(held)
    lab.advance(300.0)
    assert int(lab.view("channel_accounts")["redelivered"].sum()) == 0


def test_from_version_4_3_on_a_classic_queue_waits_for_ever() -> None:
    lab = RabbitLab(*worked(), consumerTimeoutMs=60_000, version="4.3")
    lab.publish_many(1)
    held = lab.take()
    lab.advance(1000.0)
    lab.ack(held)
    assert int(lab.view("channel_accounts")["redelivered"].sum()) == 0


def test_a_purge_leaves_what_is_handed_out() -> None:
    lab = RabbitLab(*worked())
    lab.publish_many(3)
    held = lab.take()
    lab.operate(Purge(target="work"))
    assert lab.causes() == {"purged": 2}
    lab.nack(held)
    assert lab.drain() == [1]


def test_a_consumer_throws_away_what_it_does_not_want() -> None:
    lab = RabbitLab(
        queue(), sends(), service("worker"), reads(eventTypes=["paid"]), event_types={"paid": {}, "placed": {}}
    )
    lab.publish("sender", "placed")
    lab.publish("sender", "paid")
    assert lab.drain() == [2]
    assert lab.causes() == {"nobody reads it": 1}


def test_a_prefetch_of_one_pays_the_way_for_every_message() -> None:
    """10 ms of work and 40 ms on the way: 20 a second, where a larger prefetch has the next message waiting."""

    def completed(prefetch: int) -> int:
        sender = node(
            "sender", "clients", workload={"kind": "constant", "perSecond": 200}, sends=[{"eventType": "placed"}]
        )
        worker = node("worker", "service", concurrency=1, work={"kind": "constant", "ms": 10})
        parts = (queue(), sender, worker, sends(), reads(prefetch=prefetch, latencyMs=40))
        return play(document(*parts), until=20.0)[0].nodes["worker"].completed

    assert completed(1) == pytest.approx(20 / 0.050, rel=0.01)
    assert completed(10) == pytest.approx(20 / 0.010, rel=0.01)
