"""FIFO queues of SQS, one rule a test."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Duplicate
from apps.schema.operations import Redrive, Scale
from tests.engine.brokers.sqs_books import LATER, Play, check_books, played, queue
from tests.engine.small import constant, document, exponential, service, source


def fifo(dead: bool = False, **settings: Any) -> Play:
    return played(dead, fifo=True, **settings)


def test_a_group_with_a_message_in_flight_is_blocked_and_others_go_on() -> None:
    lab = fifo()
    lab.send(1, 1, 1, 2)
    first = lab.take()
    assert lab.take(instance=1).message == 4
    assert lab.poll("worker", 0) is None
    lab.ack(first)
    assert lab.take().message == 2
    assert lab.poll("worker", 1) is None


def test_a_group_is_delivered_in_order() -> None:
    lab = fifo()
    lab.send(1, 2, 3, 1, 2, 3)
    taken = [lab.take(instance=n % 2).message for n in range(3)]
    assert taken == [1, 2, 3]
    assert lab.poll("worker") is None


def test_what_times_out_comes_again_before_those_behind_it() -> None:
    lab = fifo()
    lab.send(1, 1, 1)
    lab.take()
    lab.advance(LATER)
    again = lab.take(instance=1)
    assert (again.message, again.deliveries) == (1, 2)
    lab.ack(again)
    assert lab.drain(instance=1) == [2, 3]


def test_a_receive_may_bring_several_messages_of_one_group_and_they_come_again_in_order() -> None:
    lab = fifo(receiveBatch=10)
    lab.send(1, 1, 1, 1)
    assert [lab.take().message for _ in range(3)] == [1, 2, 3]
    assert lab.poll("worker", 1) is None
    lab.advance(LATER)
    assert lab.drain(instance=1) == [1, 2, 3, 4]


def test_a_late_delete_fails() -> None:
    lab = fifo()
    lab.send(1)
    late = lab.take()
    lab.advance(LATER)
    lab.ack(late)
    assert lab.take(instance=1).deliveries == 2
    assert ledger(lab.simulation.arena).completed == 1


def test_a_group_goes_on_when_its_head_has_moved_to_the_dead_letter_queue() -> None:
    lab = fifo(dead=True, maxReceiveCount=1)
    lab.send(1, 1, 1)
    lab.nack(lab.take())
    assert lab.drain() == [2, 3]
    assert causes(lab.simulation.arena) == {"received too often": 1}


def test_what_its_client_has_not_begun_when_its_time_is_over_is_not_begun() -> None:
    lab = fifo(receiveBatch=10)
    lab.send(1, 1)
    lab.take()
    lab.advance(LATER)
    assert lab.hold(instance=1) == [1, 2]
    assert lab.poll("worker", 0) is None


def test_retention_ends_the_oldest_of_each_group() -> None:
    lab = fifo(retentionSeconds=60)
    lab.send(1, 2)
    lab.advance(30.0)
    lab.send(1, 2)
    lab.advance(31.0)
    assert causes(lab.simulation.arena) == {"retention over": 2}
    assert lab.drain() == [3, 4]


def test_a_delayed_fifo_queue_keeps_its_order() -> None:
    lab = fifo(delaySeconds=5)
    lab.send(1, 1)
    lab.advance(1.0)
    lab.send(1)
    lab.advance(5.1)
    assert lab.drain() == [1, 2, 3]


TWICE = Duplicate(target="publish", percent=100)


@pytest.mark.parametrize(("deduplication", "left"), [("none", 4), ("id", 2), ("content", 2)])
def test_what_a_sender_repeats_is_dropped_unless_each_send_has_an_id_of_its_own(deduplication: str, left: int) -> None:
    lab = fifo(deduplication=deduplication)
    lab.inject("twice", TWICE)
    lab.send(1, 2)
    assert len(lab.drain()) == left
    assert causes(lab.simulation.arena).get("duplicate refused by the broker", 0) == 4 - left


def two_senders(deduplication: str) -> Document:
    """`source` reaches the queue directly and by way of a service that passes its events on."""
    return queue(
        fifo=True,
        deduplication=deduplication,
        nodes={"plain": {"kind": "sqs_queue", "parent": "aws"}, "relay": service(exponential(1))},
        more_edges={
            "to-plain": {"kind": "publish", "source": "source", "target": "plain"},
            "to-relay": {"kind": "subscribe", "source": "plain", "target": "relay"},
            "passes-on": {"kind": "publish", "source": "relay", "target": "queue"},
        },
    )


@pytest.mark.parametrize(("deduplication", "left"), [("id", [1, 1]), ("content", [1])])
def test_two_senders_give_other_ids_to_the_same_content(deduplication: str, left: list[int]) -> None:
    lab = Play(two_senders(deduplication))
    lab.send(1)
    lab.ack(lab.take("relay"))
    assert lab.drain() == left


def test_duplicates_are_known_for_five_minutes() -> None:
    lab = Play(two_senders("content"))
    lab.send(1)
    assert lab.drain() == [1]
    held = lab.take("relay")
    lab.advance(301.0)
    lab.ack(held)
    assert lab.drain() == [1]


def test_a_redriven_message_is_no_duplicate() -> None:
    lab = fifo(dead=True, maxReceiveCount=1, deduplication="id")
    lab.send(1)
    lab.nack(lab.take())
    assert lab.poll("worker") is None
    lab.simulation.operate(Redrive(target="dead"))
    lab.advance(0.1)
    assert lab.drain() == [1]


def test_sends_over_three_hundred_a_second_are_throttled_and_tried_again() -> None:
    lab = fifo()
    lab.send(*range(301))
    assert lab.depth("queue") == 300
    lab.advance(1.2)
    assert lab.depth("queue") == 301


def test_high_throughput_limits_each_message_group() -> None:
    lab = fifo(highThroughput=True)
    lab.send(*[1] * 301, *range(2, 20))
    assert lab.depth("queue") == 318
    lab.advance(1.2)
    assert lab.depth("queue") == 319


def accepted(per_second: float, batch: int, **settings: Any) -> float:
    """Messages a second that get into a FIFO queue."""
    raw = crowd(per_second, 1_000, **settings).model_dump(mode="json", by_alias=True)
    raw["edges"]["publish"]["sendBatch"] = batch
    raw["nodes"]["source"]["workload"]["kind"] = "constant"
    results, _ = play(Document.model_validate(raw), until=19.99)
    return results.groups[0].arrived / 19.99


@pytest.mark.parametrize(("batch", "most"), [(1, 300), (4, 1_200), (10, 3_000)])
def test_batches_of_sends_are_one_call_each(batch: int, most: int) -> None:
    assert accepted(5_000, batch) == pytest.approx(most, rel=0.02)
    assert accepted(200, batch) == pytest.approx(200, rel=0.01)


def test_batches_count_once_for_a_message_group_too() -> None:
    assert accepted(5_000, 10, highThroughput=True) == pytest.approx(5_000, rel=0.02)


def handled(
    per_second: float, fifo: bool = True, deletes: int | None = None, until: float = 9.99, **settings: Any
) -> float:
    """Messages a second that get out of a FIFO queue, by sends in batches of ten and many keys and slots."""
    nodes = {
        "source": source(per_second, kind="constant"),
        "aws": {"kind": "sqs", "latencyMs": 0},
        "queue": {"kind": "sqs_queue", "parent": "aws", "fifo": fifo, "receiveWaitSeconds": 20, **settings},
        "worker": service(constant(1), instances=4, concurrency=5),
    }
    reading = {} if deletes is None else {"deleteBatch": deletes}
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue", "sendBatch": 10},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0, **reading},
    }
    results, simulation = play(document(nodes, edges, {"event": {"name": "Event", "keyCount": 4_000}}), until=until)
    check_books(simulation.arena)
    return results.ledger.completed / until


def ten_seconds(batch: int) -> float:
    """300 calls a second; in the first no call finds more than one message, later there is a backlog."""
    return (300 + 9 * 300 * batch) / 9.99


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_receives_are_three_hundred_calls_a_second(batch: int) -> None:
    """A call of one message or of several."""
    assert handled(2_000, receiveBatch=batch, deletes=10) == pytest.approx(ten_seconds(batch), rel=0.01)
    assert handled(200, receiveBatch=batch, deletes=10) == pytest.approx(200, rel=0.01)


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_deletes_are_three_hundred_calls_a_second(batch: int) -> None:
    """Each action has a quota of its own. What is deleted past it is paid for before the next receive: never more than
    the clients have in hand, 20 times what a receive brings."""
    first, all_of_it = (seconds * handled(2_000, deletes=batch, until=seconds) for seconds in (9.99, 29.99))
    assert (all_of_it - first) / 20.0 == pytest.approx(300 * batch, abs=200 / 20.0)
    assert handled(200, deletes=batch) == pytest.approx(200, rel=0.01)


def test_left_out_a_delete_takes_as_many_as_a_receive() -> None:
    assert handled(2_000, receiveBatch=2) == handled(2_000, receiveBatch=2, deletes=2)


@pytest.mark.parametrize(("settings", "deletes"), [({"receiveBatch": 1}, 10), ({}, 1)])
def test_high_throughput_and_standard_queues_take_more(settings: dict[str, Any], deletes: int) -> None:
    assert handled(2_000, deletes=deletes, highThroughput=True, **settings) == pytest.approx(2_000, rel=0.02)
    assert handled(2_000, deletes=deletes, fifo=False, **settings) == pytest.approx(2_000, rel=0.02)


def test_a_receive_that_is_one_too_many_gets_through_in_the_next_second() -> None:
    lab = fifo(highThroughput=False)
    lab.advance(0.5)
    lab.send(*range(300))
    lab.advance(1.0)
    lab.send(*range(300, 340))
    assert len(lab.drain()) == 300
    lab.advance(0.4)
    assert lab.drain() == []
    lab.advance(0.2)
    assert len(lab.drain()) == 40


def crowd(per_second: float, keys: int, **settings: Any) -> Document:
    nodes = {
        "source": source(per_second),
        "aws": {"kind": "sqs", "latencyMs": 2},
        "queue": {"kind": "sqs_queue", "parent": "aws", "fifo": True, "visibilityTimeoutMs": 500, **settings},
        "worker": service(exponential(10), instances=3, concurrency=4, failurePercent=5, retry={"mode": "requeue"}),
        "dead": {"kind": "dead_letter_queue"},
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0},
        "dead-letter": {"kind": "dead_letter", "source": "queue", "target": "dead"},
    }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": keys}})


@pytest.mark.parametrize("keys", [3, 1000])
def test_order_holds_in_a_crowd_with_failures(keys: int) -> None:
    simulation = Simulation(compile_document(crowd(60.0, keys, maxReceiveCount=50)))
    for second in range(1, 21):
        simulation.advance(second * 0.5)
        check_books(simulation.arena)
    assert ledger(simulation.arena).completed > 50
    assert ledger(simulation.arena).redelivered > 5
    assert int(simulation.arena.view("groups")["order_violations"].sum()) == 0


def test_what_a_stopped_client_has_not_begun_comes_to_others() -> None:
    lab = Play(queue(fifo=True, receiveBatch=10))
    # A client that works by itself begins a group's messages one after the other.
    lab.simulation.arena.view("stations")["manual"] = 0
    lab.crash("worker")
    lab.send(*[1] * 20)
    lab.restart("worker", 1)
    lab.simulation.operate(Scale(target="worker", instances=1))
    lab.advance(0.5)
    assert ledger(lab.simulation.arena).completed == 1
    lab.restart("worker", 0)
    lab.advance(3.0)
    books = ledger(lab.simulation.arena)
    assert (books.completed, books.duplicate_effects) == (20, 0)
    assert int(lab.simulation.arena.view("groups")["order_violations"].sum()) == 0
