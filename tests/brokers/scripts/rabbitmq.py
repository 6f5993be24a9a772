"""RabbitMQ, as Debian packages it: 3.10, for which the document's version 3.13 stands. What came with 4.0 (a limit of
deliveries by default, priorities in quorum queues, no classic mirrors) a script cannot hold against this server."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from apps.schema.nodes.rabbitmq import NO_DELIVERY_LIMIT

from ..documents import Part, document, edge, node, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Nack, Operate, Poll, Publish, Restart, Script
from ..views import without_order

BROKER = node("broker", "rabbitmq", version="3.13", latency_ms=0)


def queue(identifier: str, **settings: Any) -> Part:
    """Classic and without a delivery limit, unless it says otherwise."""
    unlimited = NO_DELIVERY_LIMIT if settings.get("queue_type") == "quorum" else None
    return node(identifier, "rabbitmq_queue", **{"queue_type": "classic", "delivery_limit": unlimited, **settings})


def exchange(identifier: str, exchange_type: str, **settings: Any) -> Part:
    return node(identifier, "rabbitmq_exchange", exchange_type=exchange_type, **settings)


def bound(source: str, target: str, key: str = "#", **settings: Any) -> Part:
    return edge("subscribe", source, target, binding_key=key, **settings)


def dies(source: str, target: str, **settings: Any) -> Part:
    return edge("dead_letter", source, target, **settings)


def grave(identifier: str = "dead", of: str = "work", reader: str = "undertaker") -> tuple[Part, ...]:
    return node(identifier, "dead_letter_queue"), dies(of, identifier), service(reader), reads(reader, identifier)


def worked(*settings: Part, **queue_settings: Any) -> Any:
    """A sender, the queue `work` and one `worker` on it."""
    return document(BROKER, queue("work", **queue_settings), sends("work"), service("worker"), READS, *settings)


READS = reads("worker", "work")
THREE = [Publish("placed", key) for key in (1, 2, 3)]

ANSWERS = [
    Script(
        "a queue keeps the order of its messages",
        worked(),
        [*THREE, *THREE, Depth("work"), Drain("worker"), Depth("work")],
        ("rabbitmq.default_exchange", "rabbitmq.order"),
    ),
    Script(
        "a rejected message that is requeued comes back marked as redelivered",
        worked(),
        [Publish("placed"), Poll("worker"), Nack("worker", 1), Poll("worker"), Ack("worker", 1), Poll("worker")],
        ("rabbitmq.redelivered",),
    ),
    Script(
        "a requeued message takes its old place",
        document(BROKER, queue("work"), sends("work"), service("worker"), reads("worker", "work", prefetch=1)),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker")],
        ("rabbitmq.requeue_position",),
    ),
    Script(
        "a message that is requeued by one of two waits before those behind it",
        document(BROKER, queue("work"), sends("work"), service("worker", 2), reads("worker", "work", prefetch=1)),
        [*THREE, *THREE, Poll("worker", 0), Poll("worker", 1), Nack("worker", 1, 0), Ack("worker", 2, 1)]
        + [Poll("worker", 0), Poll("worker", 1), Poll("worker", 0), Poll("worker", 1)],
        ("rabbitmq.requeue_position",),
        view=without_order,
    ),
    Script(
        "rejecting without a dead letter exchange drops the message",
        worked(),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Depth("work")],
        ("rabbitmq.reject",),
    ),
    Script(
        "a consumer that is lost gives back what it had not acknowledged",
        document(BROKER, queue("work"), sends("work"), service("worker", 2), reads("worker", "work", prefetch=2)),
        [*THREE, Poll("worker", 0), Poll("worker", 0), Poll("worker", 1), Ack("worker", 1, 0), Ack("worker", 2, 1)]
        + [Crash("worker", 0), Drain("worker", 1), Depth("work")],
        ("rabbitmq.crash",),
    ),
    Script(
        "after a crash of the only consumer everything comes again in order",
        worked(),
        [*THREE, Poll("worker"), Poll("worker"), Poll("worker"), Ack("worker", 2), Crash("worker"), Depth("work")]
        + [Restart("worker"), Drain("worker")],
        ("rabbitmq.crash",),
    ),
    Script(
        "acknowledged automatically is gone when the consumer is lost",
        document(
            BROKER, queue("work"), sends("work"), service("worker"), reads("worker", "work", acknowledge="automatic")
        ),
        [*THREE, Poll("worker"), Crash("worker"), Depth("work"), Restart("worker"), Drain("worker")],
        ("rabbitmq.automatic",),
    ),
    Script(
        "prefetch holds the next message back until one is acknowledged",
        document(BROKER, queue("work"), sends("work"), service("worker"), reads("worker", "work", prefetch=2)),
        [*THREE, Publish("placed", 4), Poll("worker"), Poll("worker"), Poll("worker"), Depth("work")]
        + [Ack("worker", 1), Poll("worker"), Poll("worker"), Depth("work")],
        ("rabbitmq.prefetch",),
    ),
    Script(
        "without prefetch a consumer is given everything",
        worked(),
        [*THREE, *THREE, Poll("worker"), Depth("work"), Drain("worker")],
        ("rabbitmq.prefetch",),
    ),
    Script(
        "consumers with room take turns",
        document(BROKER, queue("work"), sends("work"), service("worker", 3), reads("worker", "work", prefetch=10)),
        [*THREE, *THREE, Drain("worker", 0), Drain("worker", 1), Drain("worker", 2)],
        ("rabbitmq.round_robin",),
    ),
    Script(
        "a consumer without room is passed over",
        document(BROKER, queue("work"), sends("work"), service("worker", 2), reads("worker", "work", prefetch=1)),
        [*THREE, Poll("worker", 0), Poll("worker", 1), Ack("worker", 2, 1), Poll("worker", 1), Poll("worker", 0)]
        + [Ack("worker", 3, 1), Publish("placed", 4), Poll("worker", 1), Poll("worker", 0)],
        ("rabbitmq.round_robin", "rabbitmq.prefetch"),
    ),
    Script(
        "a single active consumer gets everything until it is lost",
        document(
            BROKER,
            queue("work", single_active_consumer=True),
            *(sends("work"), service("worker", 2), reads("worker", "work", prefetch=1)),
        ),
        [*THREE, Poll("worker", 1), Poll("worker", 0), Ack("worker", 1, 0), Poll("worker", 0), Crash("worker", 0)]
        + [Drain("worker", 1)],
        ("rabbitmq.single_active",),
    ),
    Script(
        "a purge takes the ready messages and leaves those handed out",
        document(BROKER, queue("work"), sends("work"), service("worker"), reads("worker", "work", prefetch=1)),
        [*THREE, Poll("worker"), Operate({"kind": "purge", "target": "work"}), Depth("work"), Nack("worker", 1)]
        + [Drain("worker")],
        ("rabbitmq.purge",),
    ),
]


def prioritised() -> Any:
    return document(
        BROKER,
        queue("work", max_priority=5),
        *(sends("work", "low", priority=1), sends("work", "high", priority=4), sends("work", "beyond", priority=9)),
        *(sends("work"), service("worker"), reads("worker", "work", prefetch=1)),
    )


PRIORITY = [
    Script(
        "the higher priority goes first, and inside it the older",
        prioritised(),
        [Publish("placed", source="sender"), Poll("worker")]
        + [Publish("placed", source=source) for source in ("low", "high", "sender", "low", "high")]
        + [Ack("worker", 1), Drain("worker")],
        ("rabbitmq.priority",),
    ),
    Script(
        "a priority above the queue's counts as its highest",
        prioritised(),
        [Publish("placed", source="sender"), Poll("worker")]
        + [Publish("placed", source=source) for source in ("high", "beyond", "high", "beyond")]
        + [Ack("worker", 1), Drain("worker")],
        ("rabbitmq.priority",),
    ),
]

SCRIPTS = [*ANSWERS, *PRIORITY]
