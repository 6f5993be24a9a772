"""How long SQS keeps dead letters: their queue's retention, from the first send (standard) or the move (FIFO)."""

from typing import Any

import pytest

from apps.engine.accounts import causes, ledger
from apps.schema.operations import Purge, Redrive
from tests.engine.brokers.sqs_books import Play, queue, worker
from tests.engine.small import document

RETENTION = 60.0
GRAIN = RETENTION / 1000.0


def played(reader: bool = False, days: float = RETENTION, more: dict[str, Any] | None = None, **settings: Any) -> Play:
    """source -> queue -> worker, dead letters after one receive; `reader`: somebody reads them, if it is told to."""
    nodes: dict[str, Any] = {"dead": {"kind": "dead_letter_queue", "retentionSeconds": int(days), **(more or {})}}
    edges: dict[str, Any] = {"bury": {"kind": "dead_letter", "source": "queue", "target": "dead"}}
    if reader:
        nodes["undertaker"] = worker(1)
        edges["dig"] = {"kind": "subscribe", "source": "dead", "target": "undertaker", "latencyMs": 0}
    return Play(queue(False, edges, nodes, maxReceiveCount=1, **settings))


def dies(lab: Play, age: float) -> None:
    """The next message of the queue, `age` seconds after it was sent."""
    lab.take()
    lab.advance(age)
    assert lab.poll("worker") is None


def lies(lab: Play) -> int:
    """Kept where nobody reads, or waiting for the reader."""
    kept = int(lab.simulation.arena.view("channels")["stored"][lab.program.channels.index("dead")])
    return kept + lab.depth("dead")


@pytest.mark.parametrize(("fifo", "lives"), [(False, 20.0), (True, 60.0)])
@pytest.mark.parametrize("reader", [False, True])
def test_a_dead_letter_is_as_old_as_its_message_unless_its_queue_is_fifo(
    fifo: bool, lives: float, reader: bool
) -> None:
    lab = played(reader, fifo=fifo)
    lab.send(1)
    dies(lab, 40.0)
    assert lies(lab) == 1
    lab.advance(lives - 1.0)
    assert lies(lab) == 1
    lab.advance(1.0 + GRAIN)
    assert lies(lab) == 0
    assert lab.poll("undertaker") is None if reader else True
    assert causes(lab.simulation.arena) == {"received too often": 1, **({"retention over": 1} if reader else {})}
    assert ledger(lab.simulation.arena).expired == int(reader)


@pytest.mark.parametrize("reader", [False, True])
def test_one_that_is_older_than_its_grave_keeps_is_gone_at_once(reader: bool) -> None:
    lab = played(reader, retentionSeconds=345_600)
    lab.send(1)
    dies(lab, 100.0)
    lab.advance(GRAIN)
    assert lies(lab) == 0


def test_each_goes_at_its_own_time() -> None:
    lab = played(visibilityTimeoutMs=1_000)
    for key in (1, 2, 3):
        lab.send(key)
        lab.take()
        lab.advance(10.0)
        assert lab.poll("worker") is None
    assert lies(lab) == 3  # sent at 0, 10 and 20 s; it is 30 s
    left = []
    for _ in range(6):
        lab.advance(10.0 + GRAIN if not left else 10.0)
        left.append(lies(lab))
    assert left == [3, 3, 2, 1, 0, 0]


def test_what_a_reader_has_in_hand_stays() -> None:
    lab = played(reader=True)
    lab.send(1)
    dies(lab, 40.0)
    letter = lab.take("undertaker")
    lab.advance(100.0)
    lab.ack(letter)
    books = ledger(lab.simulation.arena)
    assert (books.expired, books.completed, books.dead_lettered) == (0, 1, 1)


def test_what_a_reader_gives_back_too_late_is_gone() -> None:
    lab = played(reader=True)
    lab.send(1)
    dies(lab, 40.0)
    letter = lab.take("undertaker")
    lab.advance(100.0)
    lab.nack(letter)
    lab.advance(GRAIN)
    assert lab.poll("undertaker") is None
    assert ledger(lab.simulation.arena).expired == 1


@pytest.mark.parametrize("operation", [Redrive(target="dead"), Purge(target="dead")])
@pytest.mark.parametrize("reader", [False, True])
def test_what_an_operator_took_out_does_not_expire_there(operation: Any, reader: bool) -> None:
    lab = played(reader)
    lab.send(1)
    dies(lab, 40.0)
    lab.simulation.operate(operation)
    lab.advance(30.0)
    assert lies(lab) == 0
    assert lab.depth("queue") == int(operation.kind == "redrive")
    assert ledger(lab.simulation.arena).expired == 0


def test_what_a_consumer_or_a_topic_sends_there_is_new() -> None:
    made = document(
        {
            "source": {"kind": "trace", "points": []},
            "aws": {"kind": "sqs", "latencyMs": 0},
            "topic": {"kind": "sns_topic", "parent": "aws", "deliveryRetries": 0},
            "worker": worker(1),
            "dead": {"kind": "dead_letter_queue", "parent": "aws", "retentionSeconds": int(RETENTION)},
        },
        {
            "publish": {"kind": "publish", "source": "source", "target": "topic"},
            "push": {"kind": "subscribe", "source": "topic", "target": "worker", "latencyMs": 0},
            "bury": {"kind": "dead_letter", "source": "topic", "target": "dead"},
        },
    )
    lab = Play(made)
    lab.send(1)
    pushed = lab.take()
    lab.advance(40.0)
    lab.nack(pushed)
    assert lies(lab) == 1
    lab.advance(59.0)
    assert lies(lab) == 1
    lab.advance(1.0 + GRAIN)
    assert lies(lab) == 0


def test_on_other_brokers_dead_letters_are_kept() -> None:
    made = document(
        {
            "source": {"kind": "trace", "points": []},
            "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
            "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
            "worker": worker(1),
            "dead": {"kind": "dead_letter_queue", "parent": "rabbit", "retentionSeconds": 60},
        },
        {
            "publish": {"kind": "publish", "source": "source", "target": "queue"},
            "read": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0},
            "bury": {"kind": "dead_letter", "source": "queue", "target": "dead"},
        },
    )
    lab = Play(made)
    lab.send(1)
    lab.nack(lab.take(), requeue=False)
    lab.advance(1_000.0)
    assert lies(lab) == 1
