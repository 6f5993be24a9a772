"""AWS SQS and SNS, on moto. Where moto is simpler than AWS:

- It delivers a standard queue in order, where AWS promises its best effort: no script looks at the order there.
- It looks for duplicates among the messages that are still in the queue; AWS remembers deleted ones too.
- It has no StartMessageMoveTask, no limit of messages in flight and no retries from SNS to a queue.
"""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, document, edge, node, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Heal, Inject, Nack, Operate, Poll, Publish, Restart, Script, Wait
from ..views import messages_only, without_order

BROKER = node("broker", "sqs", latency_ms=0)
VISIBLE_AGAIN = 1.3  # seconds, after a visibility timeout of one


def queue(identifier: str = "work", **settings: Any) -> Part:
    """One message a receive, so that a poll is a ReceiveMessage."""
    return node(
        identifier,
        "sqs_queue",
        **{"visibility_timeout_ms": 1000, "max_receive_count": 4, "receive_batch": 1, **settings},
    )


def worked(*more: Part, instances: int = 1, **settings: Any) -> Any:
    return document(
        BROKER, queue(**settings), sends("work"), service("worker", instances), reads("worker", "work"), *more
    )


def fifo(*more: Part, **settings: Any) -> Any:
    return worked(*more, fifo=True, **{"deduplication": "id", **settings})


GRAVE = (
    node("dead", "dead_letter_queue"),
    edge("dead_letter", "work", "dead"),
    *(service("undertaker"), reads("undertaker", "dead")),
)
THREE = [Publish("placed", key) for key in (1, 2, 3)]
ONE_KEY = [Publish("placed", 1), Publish("placed", 1), Publish("placed", 1)]
TWICE = Inject("twice", {"kind": "duplicate", "target": "sender-work", "percent": 100})
SEES = [Poll("worker", 0), Wait(VISIBLE_AGAIN)]


STANDARD = [
    Script(
        "a deleted message does not come again",
        worked(),
        [*THREE, Drain("worker"), Wait(VISIBLE_AGAIN), Drain("worker"), Depth("work")],
        ("sqs.visibility",),
        view=without_order,
    ),
    Script(
        "a message in flight is hidden from everybody",
        worked(instances=2),
        [Publish("placed", 1), Poll("worker", 0), Poll("worker", 0), Poll("worker", 1), Depth("work")],
        ("sqs.visibility",),
    ),
    Script(
        "a message that is not deleted in time comes again and is counted",
        worked(instances=2),
        [Publish("placed", 1), *SEES, Poll("worker", 1), Ack("worker", 1, 1), Wait(VISIBLE_AGAIN), Poll("worker", 0)],
        ("sqs.visibility", "sqs.receive_count"),
    ),
    Script(
        "deleted late but before anybody else received it is deleted",
        worked(),
        [Publish("placed", 1), *SEES, Ack("worker", 1), Poll("worker"), Depth("work")],
        ("sqs.visibility",),
    ),
    Script(
        "a message whose visibility is set to nothing comes again at once",
        worked(),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1), Poll("worker"), Nack("worker", 1), Poll("worker")],
        ("sqs.change_visibility", "sqs.receive_count"),
    ),
    Script(
        "what a lost consumer held comes to another after the timeout",
        worked(instances=2),
        [*THREE, Drain("worker", 0, ack=False), Crash("worker", 0), Poll("worker", 1), Wait(VISIBLE_AGAIN)]
        + [Drain("worker", 1)],
        ("sqs.visibility", "sqs.crash"),
        view=without_order,
    ),
    Script(
        "consumers share a queue",
        worked(instances=2),
        [*THREE, Publish("placed", 4), Drain("worker", 0), Drain("worker", 1), Depth("work")],
        ("sqs.visibility",),
        view=messages_only,
    ),
    Script(
        "received too often a message moves to the dead letter queue",
        worked(*GRAVE, max_receive_count=2),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1), Poll("worker"), Nack("worker", 1), Poll("worker")]
        + [Depth("work"), Drain("undertaker")],
        ("sqs.redrive",),
    ),
    Script(
        "a message that times out too often moves as well",
        worked(*GRAVE, max_receive_count=1),
        [Publish("placed", 1), *SEES, Poll("worker"), Drain("undertaker")],
        ("sqs.redrive", "sqs.visibility"),
    ),
    Script(
        "without a dead letter queue a message comes again for ever",
        worked(max_receive_count=2),
        [
            Publish("placed", 1),
            *[step for _ in range(5) for step in (Poll("worker"), Nack("worker", 1))],
            Depth("work"),
        ],
        ("sqs.redrive",),
    ),
    Script(
        "a redrive brings dead letters back to their queue",
        worked(*GRAVE[:2], max_receive_count=1),
        [*THREE, Drain("worker", ack=False), Wait(VISIBLE_AGAIN), Poll("worker")]
        + [
            Operate({"kind": "redrive", "target": "dead"}),
            Wait(0.2),
            Drain("worker"),
            Wait(VISIBLE_AGAIN),
            Poll("worker"),
        ],
        ("sqs.redrive_back",),
        view=without_order,
    ),
    Script(
        "a redrive takes what the dead letter queue's own reader has not taken",
        worked(*GRAVE, max_receive_count=1),
        [*THREE, Drain("worker", ack=False), Wait(VISIBLE_AGAIN), Poll("worker"), Depth("dead")]
        + [Crash("undertaker"), Operate({"kind": "redrive", "target": "dead"}), Wait(0.2), Drain("worker")]
        + [Restart("undertaker"), Drain("undertaker")],
        ("sqs.redrive_back",),
        view=without_order,
    ),
    Script(
        "a purge leaves nothing",
        worked(),
        [
            *THREE,
            Depth("work"),
            Operate({"kind": "purge", "target": "work"}),
            Wait(0.1),
            Depth("work"),
            Drain("worker"),
        ],
        ("sqs.purge",),
    ),
    Script(
        "a delayed queue keeps every message back",
        worked(delay_seconds=1),
        [*THREE, Drain("worker"), Wait(1.3), Drain("worker")],
        ("sqs.delay",),
        view=without_order,
    ),
    Script(
        "a message may be delayed alone",
        document(
            BROKER,
            *(queue(), sends("work"), sends("work", "later", delay_seconds=1), service("worker")),
            reads("worker", "work"),
        ),
        [Publish("placed", 1, "later"), Publish("placed", 2), Drain("worker"), Wait(1.3), Drain("worker")],
        ("sqs.delay",),
    ),
    Script(
        "a message's own delay goes before the queue's",
        document(
            BROKER,
            *(queue(delay_seconds=1), sends("work"), sends("work", "now", delay_seconds=0), service("worker")),
            reads("worker", "work"),
        ),
        [Publish("placed", 1), Publish("placed", 2, "now"), Drain("worker"), Wait(1.3), Drain("worker")],
        ("sqs.delay",),
    ),
    Script(
        "a batch hides all of its messages",
        worked(instances=2, receive_batch=10),
        [*THREE, Poll("worker", 0), Drain("worker", 1), Drain("worker", 0), Depth("work")],
        ("sqs.batch",),
        view=messages_only,
    ),
    Script(
        "a standard queue keeps a message that was sent twice",
        worked(),
        [TWICE, Publish("placed", 1), Heal("twice"), Publish("placed", 2), Drain("worker")],
        ("sqs.standard_duplicates",),
        view=messages_only,
    ),
]

FIFO = [
    Script(
        "a group with a message in flight is blocked and others go on",
        fifo(instances=2),
        [*ONE_KEY, Publish("placed", 2), Poll("worker", 0), Poll("worker", 1), Poll("worker", 0), Ack("worker", 1, 0)]
        + [Poll("worker", 0), Poll("worker", 1)],
        ("sqs.fifo_groups",),
    ),
    Script(
        "a group is delivered in order",
        fifo(),
        [*THREE, *THREE, *THREE, Drain("worker")],
        ("sqs.fifo_order",),
        view=messages_only,
    ),
    Script(
        "a message of a group that times out comes again before those behind it",
        fifo(instances=2),
        [*ONE_KEY, *SEES, Poll("worker", 1), Ack("worker", 1, 1), Drain("worker", 1)],
        ("sqs.fifo_order", "sqs.visibility"),
    ),
    Script(
        "a batch may bring several messages of one group",
        fifo(instances=2, receive_batch=10),
        [*ONE_KEY, Poll("worker", 0), Poll("worker", 1), Drain("worker", 0)],
        ("sqs.fifo_groups", "sqs.batch"),
    ),
    Script(
        "a group goes on when its head has moved to the dead letter queue",
        fifo(*GRAVE, max_receive_count=1),
        [*ONE_KEY, Poll("worker"), Nack("worker", 1), Drain("worker"), Drain("undertaker")],
        ("sqs.fifo_groups", "sqs.redrive"),
    ),
    Script(
        "the same deduplication id is taken once",
        fifo(),
        [TWICE, *THREE, Heal("twice"), Drain("worker")],
        ("sqs.dedup_id",),
    ),
    Script(
        "the same content is taken once",
        fifo(deduplication="content"),
        [TWICE, *THREE, Heal("twice"), Drain("worker")],
        ("sqs.dedup_content",),
    ),
    Script(
        "with an id of its own each copy is kept",
        fifo(deduplication="none"),
        [TWICE, *THREE, Heal("twice"), Drain("worker")],
        ("sqs.dedup_id",),
        view=messages_only,
    ),
]


SCRIPTS = [*STANDARD, *FIFO]
