"""RabbitMQ: priorities. Classic queues have as many as they are declared with; quorum queues have none before 4.0, two
since 4.0, 32 since 4.3."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import document, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Nack, Poll, Publish, Restart, Script, Wait
from .rabbitmq import BROKER, bound, dies, exchange, grave, queue

PRIORITIES = {"zero": 0, "four": 4, "five": 5, "nine": 9}


def prioritised(*more: Any, queue_type: str = "quorum", **settings: Any) -> Any:
    """Senders to the queue `work`, one for each of some priorities; `sender` gives none."""
    return document(
        BROKER,
        queue("work", queue_type=queue_type, **settings),
        *(sends("work", name, priority=priority) for name, priority in PRIORITIES.items()),
        *(sends("work"), service("worker"), reads("worker", "work", prefetch=1), *grave(), *more),
    )


def classic(**settings: Any) -> Any:
    return prioritised(queue_type="classic", max_priority=9, **settings)


def sent_by(*sources: str) -> list[Publish]:
    return [Publish("placed", source=source) for source in sources]


MIXED = [
    *(*sent_by("sender"), Poll("worker")),
    *sent_by("zero", "four", "five", "nine", "zero", "nine", "five", "sender", "four", "nine", "five", "five"),
    *(Ack("worker", 1), Drain("worker")),
]
OVERFULL = [
    *(Crash("worker"), *sent_by("zero", "nine", "zero", "nine", "nine"), Wait(0.3), Depth("work")),
    *(Restart("worker"), Drain("worker"), Drain("undertaker")),
]
AGEING = [  # for a time to live of a second
    *(Crash("worker"), *sent_by("zero"), Wait(0.6), *sent_by("nine"), Wait(0.6), Depth("work")),
    *(Drain("undertaker"), Wait(0.7), Depth("work"), Drain("undertaker")),
]
GIVEN_BACK = [*sent_by("zero", "zero"), Poll("worker"), *sent_by("nine", "nine"), Nack("worker", 1), Drain("worker")]

CLASSIC = [
    Script(
        "a priority queue pushes out the highest priority first",
        classic(max_length=2),
        OVERFULL,
        ("rabbitmq.priority", "rabbitmq.drop_head"),
    ),
    Script(
        "in a priority queue only what would go next expires",
        classic(message_ttl_ms=1000),
        AGEING,
        ("rabbitmq.priority", "rabbitmq.queue_ttl"),
    ),
    Script(
        "a message that is given back to a priority queue waits behind higher ones",
        classic(),
        GIVEN_BACK,
        ("rabbitmq.priority", "rabbitmq.requeue_position"),
    ),
]

QUORUM = [
    Script(
        "a quorum queue before 4.0 has no priorities", prioritised(), MIXED, ("rabbitmq.quorum_priority",), until="3.13"
    ),
    Script(
        "a quorum queue has two priorities and gives the low one every third turn",
        prioritised(),
        MIXED,
        ("rabbitmq.quorum_priority",),
        since="4.0",
        until="4.0",
    ),
    Script(
        "the turns of a quorum queue go on however long each priority waited",
        prioritised(),
        [*sent_by("sender"), Poll("worker"), *sent_by("five", "five", "five"), Ack("worker", 1), Drain("worker")]
        + [*sent_by("zero"), Drain("worker"), *sent_by("zero"), Poll("worker")]
        + [*sent_by("zero", "zero", "nine", "nine", "nine"), Ack("worker", 6), Drain("worker")],
        ("rabbitmq.quorum_priority",),
        since="4.0",
        until="4.0",
    ),
    Script(
        "a returned message goes before both priorities of a quorum queue",
        prioritised(delivery_limit=9),
        GIVEN_BACK,
        ("rabbitmq.quorum_priority", "rabbitmq.requeue_position"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "without a limit a returned message has the low priority",
        prioritised(),
        [*sent_by("nine", "zero"), Poll("worker"), *sent_by("nine", "zero", "nine", "zero"), Nack("worker", 1)]
        + [Drain("worker")],
        ("rabbitmq.quorum_priority", "rabbitmq.requeue_position"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "a full quorum queue pushes out what would go next by its two priorities",
        prioritised(max_length=2),
        OVERFULL,
        ("rabbitmq.quorum_priority", "rabbitmq.drop_head"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "in a quorum queue with two priorities only what would go next expires",
        prioritised(message_ttl_ms=1000),
        AGEING,
        ("rabbitmq.quorum_priority", "rabbitmq.queue_ttl"),
        since="4.0",
        until="4.0",
    ),
]

STRICT = [
    Script(
        "a quorum queue gives the highest priority first, and none counts as four",
        prioritised(),
        MIXED,
        ("rabbitmq.strict_priority",),
        since="4.3",
    ),
    Script(
        "the highest priority of a quorum queue is 31",
        document(
            BROKER,
            queue("work", queue_type="quorum"),
            *(sends("work", f"p{priority}", priority=priority) for priority in (30, 31, 32, 200)),
            *(sends("work"), service("worker"), reads("worker", "work", prefetch=1)),
        ),
        [*sent_by("sender"), Poll("worker"), *sent_by("p30", "p200", "p31", "p32", "p30", "p31"), Ack("worker", 1)]
        + [Drain("worker")],
        ("rabbitmq.strict_priority",),
        since="4.3",
    ),
    Script(
        "a returned message goes before every priority of a quorum queue",
        prioritised(),
        GIVEN_BACK,
        ("rabbitmq.strict_priority", "rabbitmq.requeue_position"),
        since="4.3",
    ),
    Script(
        "a full quorum queue pushes out its highest priority first",
        prioritised(max_length=2),
        OVERFULL,
        ("rabbitmq.strict_priority", "rabbitmq.drop_head"),
        since="4.3",
    ),
    Script(
        "in a quorum queue each priority expires by itself",
        prioritised(message_ttl_ms=1000),
        AGEING,
        ("rabbitmq.strict_priority", "rabbitmq.queue_ttl"),
        since="4.3",
    ),
    Script(
        "in each priority of a quorum queue only the head expires",
        document(
            BROKER,
            queue("work", queue_type="quorum"),
            *(sends("work", "high", priority=9, ttl_ms=2000), sends("work", "brief", priority=0, ttl_ms=200)),
            *(sends("work", "low", priority=0, ttl_ms=500), *grave()),
        ),
        [*sent_by("high", "low", "brief"), Wait(0.25), Depth("work"), Wait(0.5), Depth("work"), Drain("undertaker")]
        + [Wait(1.5), Depth("work"), Drain("undertaker")],
        ("rabbitmq.strict_priority", "rabbitmq.message_ttl"),
        since="4.3",
    ),
    Script(
        "a dead letter keeps its priority, and none counts as four again",
        document(
            BROKER,
            *(exchange("limbo", "fanout"), queue("first"), dies("first", "limbo"), bound("limbo", "work")),
            *(
                queue("work", queue_type="quorum"),
                sends("first", "zero", priority=0),
                sends("first", "nine", priority=9),
            ),
            *(sends("first"), service("reader"), reads("reader", "first"), service("worker")),
            reads("worker", "work", prefetch=1),
        ),
        [Crash("worker"), *sent_by("zero", "sender", "nine"), Poll("reader"), Poll("reader"), Poll("reader")]
        + [Nack("reader", number, requeue=False) for number in (1, 2, 3)]
        + [Wait(0.3), Restart("worker"), Drain("worker")],
        ("rabbitmq.strict_priority",),
        since="4.3",
    ),
]

SCRIPTS = [*CLASSIC, *QUORUM, *STRICT]
