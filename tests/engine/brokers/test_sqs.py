"""Standard queues of SQS, one rule a test."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.kernel.sources import begin
from apps.schema.faults import NetworkPartition
from apps.schema.operations import Purge, Redrive
from tests.engine.brokers.sqs_books import LATER, Play, played, queue, worker


def test_a_deleted_message_does_not_come_again() -> None:
    lab = played()
    lab.send(1, 2, 3)
    assert lab.drain() == [1, 2, 3]
    lab.advance(LATER)
    assert lab.drain() == []
    assert lab.depth("queue") == 0


def test_a_message_in_flight_is_hidden_from_everybody() -> None:
    lab = played()
    lab.send(1)
    lab.take()
    assert lab.poll("worker", 0) is None
    assert lab.poll("worker", 1) is None


def test_a_message_not_deleted_in_time_comes_again_and_is_counted() -> None:
    lab = played()
    lab.send(1)
    lab.take()
    lab.advance(LATER)
    again = lab.take(instance=1)
    assert (again.message, again.deliveries, again.redelivered) == (1, 2, True)


def test_the_first_effect_counts_whoever_deletes() -> None:
    lab = played()
    lab.send(1)
    late = lab.take()
    lab.advance(LATER)
    other = lab.take(instance=1)
    lab.ack(late)
    lab.ack(other)
    books = ledger(lab.simulation.arena)
    assert (books.completed, books.duplicate_effects, books.in_flight) == (1, 1, 0)


def test_an_old_receipt_deletes_what_nobody_has_received_since() -> None:
    lab = played()
    lab.send(1)
    late = lab.take()
    lab.advance(LATER)
    lab.ack(late)
    assert lab.poll("worker") is None
    assert lab.depth("queue") == 0


def test_an_old_receipt_does_not_delete_what_somebody_else_has_received() -> None:
    lab = played()
    lab.send(1)
    late = lab.take()
    lab.advance(LATER)
    lab.take(instance=1)
    lab.ack(late)
    lab.advance(LATER)
    assert lab.take().deliveries == 3


def test_a_late_failure_deletes_nothing() -> None:
    lab = played()
    lab.send(1)
    late = lab.take()
    lab.advance(LATER)
    lab.nack(late)
    assert lab.take().deliveries == 2


def test_what_is_given_back_by_hand_comes_at_once_and_what_is_refused_after_the_timeout() -> None:
    lab = played()
    lab.send(1)
    lab.nack(lab.take())
    second = lab.take()
    assert second.deliveries == 2
    lab.nack(second, requeue=False)
    assert lab.poll("worker") is None
    lab.advance(LATER)
    assert lab.take().deliveries == 3


def test_what_a_lost_consumer_held_comes_after_the_timeout() -> None:
    lab = played(receiveBatch=10)
    lab.send(1, 2, 3)
    lab.take()
    lab.crash("worker", 0)
    assert lab.poll("worker", 1) is None
    lab.advance(LATER)
    assert sorted(lab.drain(instance=1)) == [1, 2, 3]


def test_a_receive_takes_up_to_ten_messages_out_of_sight() -> None:
    lab = played(receiveBatch=10)
    lab.send(*range(12))
    lab.take()
    assert lab.hold(instance=1) == [11, 12]
    assert lab.hold(instance=0) == list(range(2, 11))


def test_a_client_works_off_what_it_received_even_when_its_time_is_over() -> None:
    lab = played(receiveBatch=10)
    lab.send(1, 2)
    lab.take()
    lab.advance(LATER)
    assert sorted(lab.hold(instance=1)) == [1, 2]
    late = lab.take()
    lab.ack(late)
    assert ledger(lab.simulation.arena).completed == 1


def test_received_too_often_a_message_moves_to_the_dead_letter_queue_on_the_next_receive() -> None:
    lab = played(dead=True, maxReceiveCount=2)
    lab.send(1, 2)
    for _ in range(2):
        lab.nack(lab.take())
    assert causes(lab.simulation.arena) == {}
    assert lab.take().message == 2
    assert causes(lab.simulation.arena) == {"received too often": 1}
    assert lab.endings() == [(1, "queue", "received too often")]


def test_without_a_dead_letter_queue_a_message_comes_until_its_retention_is_over() -> None:
    lab = played(maxReceiveCount=1, retentionSeconds=60)
    lab.send(1)
    for count in range(1, 6):
        delivery = lab.take()
        assert delivery.deliveries == count
        lab.nack(delivery)
    lab.advance(60.0)
    assert lab.poll("worker") is None
    assert causes(lab.simulation.arena) == {"retention over": 1}


def test_retention_is_counted_from_the_sending_and_for_what_nobody_reads() -> None:
    lab = played(retentionSeconds=60)
    lab.send(1)
    lab.advance(30.0)
    lab.send(2)
    lab.advance(30.5)
    assert lab.depth("queue") == 1
    lab.advance(30.0)
    assert lab.depth("queue") == 0
    assert lab.endings() == [(1, "queue", "retention over"), (2, "queue", "retention over")]


def test_a_message_delayed_beyond_its_retention_is_never_seen() -> None:
    lab = played(retentionSeconds=60, delaySeconds=90)
    lab.send(1)
    lab.advance(91.0)
    assert lab.poll("worker") is None
    assert lab.time == pytest.approx(91.0)
    assert causes(lab.simulation.arena) == {"retention over": 1}


def test_what_is_in_flight_when_its_retention_ends_does_not_come_again() -> None:
    lab = played(retentionSeconds=60, visibilityTimeoutMs=50_000)
    lab.send(1)
    lab.advance(20.0)
    lab.nack(lab.take(), requeue=False)
    lab.advance(51.0)
    assert lab.poll("worker") is None
    assert causes(lab.simulation.arena) == {"retention over": 1}


def test_a_delayed_queue_keeps_every_message_back() -> None:
    lab = played(delaySeconds=5)
    lab.send(1, 2)
    lab.advance(4.9)
    assert lab.poll("worker") is None
    lab.advance(0.2)
    assert lab.drain() == [1, 2]


@pytest.mark.parametrize(("own", "order"), [(0, [2, 1]), (2, [2, 1]), (9, [1, 2])])
def test_a_message_s_own_delay_goes_before_the_queue_s(own: int, order: list[int]) -> None:
    second = {"kind": "publish", "source": "other", "target": "queue", "delaySeconds": own}
    lab = Play(queue(delaySeconds=5, nodes={"other": {"kind": "trace", "points": []}}, more_edges={"second": second}))
    lab.send(1)
    lab.send(1, source="other")
    lab.advance(own + 0.1)
    if own < 5:
        assert lab.drain() == [2]
    lab.advance(10.0)
    assert lab.drain() == order[1:] if own < 5 else order


def test_no_more_are_in_flight_than_the_limit() -> None:
    lab = played(inFlightLimit=3, receiveBatch=10)
    lab.send(*range(5))
    first = lab.take()
    assert lab.hold() == [2, 3]
    assert lab.poll("worker", 1) is None
    lab.ack(first)
    assert lab.take(instance=1).message == 4


def test_a_message_over_the_size_limit_is_refused() -> None:
    lab = played(maxMessageBytes=1024)
    lab.send(1, size=1024)
    lab.send(2, size=1025)
    assert lab.drain() == [1]
    assert causes(lab.simulation.arena) == {"larger than the broker takes": 1}


def test_now_and_then_a_deleted_message_is_delivered_once_more() -> None:
    lab = played(duplicatePercent=100)
    lab.send(1)
    assert lab.drain() == [1]
    lab.advance(LATER)
    assert lab.drain() == [1]
    lab.advance(LATER)
    assert lab.drain() == []
    books = ledger(lab.simulation.arena)
    assert (books.published, books.completed, books.duplicate_effects, books.duplicate_deliveries) == (1, 1, 1, 1)


def test_a_purge_leaves_nothing_that_comes_again() -> None:
    lab = played(receiveBatch=10)
    lab.send(*range(12))
    held = lab.take()
    lab.simulation.operate(Purge(target="queue"))
    lab.advance(0.0)
    assert causes(lab.simulation.arena) == {"purged": 2}
    lab.ack(held)
    lab.crash("worker")
    lab.restart("worker")
    lab.advance(LATER)
    assert lab.poll("worker") is None
    assert causes(lab.simulation.arena) == {"purged": 11}
    lab.send(1)
    assert lab.drain() == [13]


def test_a_redrive_brings_dead_letters_back_with_no_receives_counted() -> None:
    lab = played(dead=True, maxReceiveCount=1)
    lab.send(1)
    lab.nack(lab.take())
    assert lab.poll("worker") is None
    lab.simulation.operate(Redrive(target="dead"))
    lab.advance(0.1)
    again = lab.take()
    assert (again.message, again.deliveries) == (1, 1)
    lab.ack(again)
    books = ledger(lab.simulation.arena)
    assert (books.published, books.dead_lettered, books.completed) == (2, 1, 1)


def test_a_consumer_that_does_not_reach_the_queue_works_on_and_its_messages_come_to_others() -> None:
    other = {"kind": "subscribe", "source": "queue", "target": "other", "latencyMs": 0}
    lab = Play(queue(receiveBatch=10, nodes={"other": worker()}, more_edges={"to-other": other}))
    lab.send(1, 2)
    late = lab.take()
    lab.inject("cut", NetworkPartition(target="subscribe"))
    assert lab.poll("other") is None
    lab.advance(LATER)
    assert sorted(lab.hold("other")) == [1, 2]
    lab.ack(late)
    assert ledger(lab.simulation.arena).completed == 1


def test_a_queue_that_nobody_reads_keeps_what_is_sent() -> None:
    document = queue()
    del document.edges["subscribe"]
    lab = Play(document)
    lab.send(1, 2)
    assert lab.depth("queue") == 2
    assert ledger(lab.simulation.arena).in_flight == 2


def test_what_a_consumer_does_not_want_it_deletes_unread() -> None:
    subscribe = {"kind": "subscribe", "source": "queue", "target": "worker", "eventTypes": ["other"]}
    lab = Play(queue(more_edges={"subscribe": subscribe}, event_types=("event", "other")))
    lab.send(1)
    lab.publish("source", "other", 1)
    assert lab.drain() == [2]
    assert causes(lab.simulation.arena) == {"nobody reads it": 1}


def shortest_and_longest_wait(receive_wait_seconds: int) -> tuple[float, float]:
    """Seconds from a message's sending to the end of its work of 1 ms, of a hundred sent to an idle worker."""
    subscribe = {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 10}
    document = queue(receiveWaitSeconds=receive_wait_seconds, more_edges={"subscribe": subscribe})
    simulation = Simulation(compile_document(document))
    begin_at = [0.5 * n for n in range(1, 101)]
    waits = []
    for when in begin_at:
        simulation.advance(when)
        simulation.make_room()
        begin(simulation.arena.address, simulation.program.station_index["source"], 0, 1, 100)
        before = int(simulation.arena.view("stations")["completed"].sum())
        step = when
        while int(simulation.arena.view("stations")["completed"].sum()) == before:
            step += 0.001
            simulation.advance(step)
        waits.append(step - when)
    return min(waits), max(waits)


def test_a_long_poll_is_answered_at_once() -> None:
    assert shortest_and_longest_wait(20) == pytest.approx((0.011, 0.011), abs=0.0011)


def test_a_short_poll_comes_within_a_round_trip() -> None:
    shortest, longest = shortest_and_longest_wait(0)
    assert 0.010 < shortest < 0.014
    assert 0.027 < longest < 0.033
