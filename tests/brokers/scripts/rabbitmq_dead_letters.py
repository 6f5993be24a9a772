"""RabbitMQ: what ends in a dead letter queue, by which reason and counted how; lifetimes, lengths and limits."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import document, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Nack, Poll, Publish, Refused, Restart, Script, Wait
from .rabbitmq import BROKER, READS, THREE, bound, dies, exchange, grave, queue, worked


def kept(**settings: Any) -> Any:
    """The queue `work` that nobody reads, and its dead letter queue."""
    return document(BROKER, queue("work", **settings), sends("work"), *grave())


REASONS = [
    Script(
        "a rejected message is dead-lettered with its reason",
        worked(*grave()),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.dlx.rejected",),
    ),
    Script(
        "a message that outlives the queue's time to live is dead-lettered as expired",
        kept(message_ttl_ms=800),
        [*THREE, Depth("work"), Wait(1.2), Depth("work"), Drain("undertaker")],
        ("rabbitmq.dlx.expired", "rabbitmq.queue_ttl"),
    ),
    Script(
        "a message handed out does not expire",
        worked(*grave(), message_ttl_ms=200),
        [Publish("placed"), Poll("worker"), Wait(0.5), Ack("worker", 1), Drain("undertaker")],
        ("rabbitmq.queue_ttl",),
    ),
    Script(
        "a requeued message keeps its age",
        worked(*grave(), message_ttl_ms=400),
        [Publish("placed"), Poll("worker"), Wait(0.7), Nack("worker", 1), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.queue_ttl",),
    ),
    Script(
        "a message past the length limit pushes the oldest out as maxlen",
        kept(max_length=2),
        [*THREE, Publish("placed", 4), Depth("work"), Drain("undertaker")],
        ("rabbitmq.dlx.maxlen", "rabbitmq.drop_head"),
    ),
    Script(
        "without a dead letter exchange the oldest is dropped",
        document(BROKER, queue("work", max_length=2), sends("work"), service("worker"), reads("worker", "work")),
        [Crash("worker"), *THREE, Publish("placed", 4), Depth("work"), Restart("worker"), Drain("worker")],
        ("rabbitmq.drop_head",),
    ),
    Script(
        "what is handed out does not count for the length",
        worked(*grave(), max_length=2),
        [*THREE, Publish("placed", 4), Drain("worker", ack=False), Depth("work"), Drain("undertaker")],
        ("rabbitmq.drop_head",),
    ),
    Script(
        "reject publish refuses the newest",
        kept(max_length=2, overflow="reject-publish"),
        [*THREE, Publish("placed", 4), Depth("work"), Drain("undertaker"), Refused()],
        ("rabbitmq.reject_publish",),
    ),
    Script(
        "reject publish with dlx dead-letters the newest as maxlen",
        kept(max_length=2, overflow="reject-publish-dlx"),
        [*THREE, Publish("placed", 4), Depth("work"), Drain("undertaker")],
        ("rabbitmq.reject_publish", "rabbitmq.dlx.maxlen"),
    ),
    Script(
        "a queue that refused takes messages again when there is room",
        worked(max_length=1, overflow="reject-publish"),
        [Crash("worker"), *THREE, Restart("worker"), Drain("worker"), Publish("placed", 4), Refused(), Drain("worker")],
        ("rabbitmq.reject_publish",),
    ),
    Script(
        "a length limit in bytes drops the oldest",
        document(
            BROKER,
            queue("work", max_length_bytes=250),
            sends("work"),
            *grave(),
            event_types={"placed": {"size_bytes": 100}},
        ),
        [*THREE, Publish("placed", 4), Depth("work"), Drain("undertaker")],
        ("rabbitmq.length_bytes",),
    ),
]

LIFETIMES = [
    Script(
        "a message expires by its own time to live only at the head",
        document(
            BROKER,
            queue("work"),
            *(sends("work", "brief", ttl_ms=200), sends("work", "lasting", ttl_ms=900)),
            *grave(),
        ),
        [Publish("placed", 1, "lasting"), Publish("placed", 2, "brief"), Wait(0.5), Drain("undertaker"), Wait(0.8)]
        + [Drain("undertaker"), Depth("work")],
        ("rabbitmq.message_ttl",),
    ),
    Script(
        "of the queue's and the message's time to live the shorter holds",
        document(
            BROKER,
            queue("work", message_ttl_ms=200),
            *(sends("work", "lasting", ttl_ms=60_000), *grave()),
        ),
        [Publish("placed", 1, "lasting"), Wait(0.5), Drain("undertaker"), Depth("work")],
        ("rabbitmq.message_ttl", "rabbitmq.queue_ttl"),
    ),
    Script(
        "a message loses its time to live when it is dead-lettered",
        document(BROKER, queue("work"), sends("work", ttl_ms=200), *grave()),
        [Crash("undertaker"), Publish("placed"), Wait(0.9), Depth("dead"), Restart("undertaker"), Drain("undertaker")],
        ("rabbitmq.message_ttl",),
    ),
]

DELAYED = document(
    BROKER,
    *(exchange("retries", "direct"), exchange("back", "direct")),
    *(queue("work"), queue("waiting", message_ttl_ms=250)),
    *(bound("retries", "waiting", "again"), bound("back", "work", "again")),
    *(dies("work", "retries", routing_key="again"), dies("waiting", "back")),
    *(sends("work"), service("worker"), READS),
)

CHAINS = [
    Script(
        "a rejected message comes back from a waiting queue with both deaths counted",
        DELAYED,
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.5), Poll("worker")]
        + [Nack("worker", 1, requeue=False), Wait(0.5), Poll("worker"), Ack("worker", 1), Depth("waiting")],
        ("rabbitmq.x_death", "rabbitmq.cycle"),
    ),
    Script(
        "a cycle without a rejection drops the message",
        document(
            BROKER,
            *(exchange("round", "fanout"), queue("first", message_ttl_ms=400), queue("second", message_ttl_ms=150)),
            *(exchange("about", "fanout"), dies("first", "round"), bound("round", "second"), dies("second", "about")),
            *(bound("about", "first"), sends("first")),
        ),
        [*THREE, Depth("first"), Wait(1.0), Depth("first"), Depth("second")],
        ("rabbitmq.cycle",),
    ),
    Script(
        "deaths in two queues are listed newest first",
        document(
            BROKER,
            *(exchange("limbo", "fanout"), queue("first"), queue("second", message_ttl_ms=150)),
            *(dies("first", "limbo"), bound("limbo", "second"), *grave(of="second")),
            *(sends("first"), service("worker"), reads("worker", "first")),
        ),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.4), Drain("undertaker")],
        ("rabbitmq.x_death",),
    ),
    Script(
        "a dead letter keeps its routing key when the queue names none",
        document(
            BROKER,
            *(exchange("orders", "topic"), exchange("graves", "direct"), queue("work"), queue("left"), queue("right")),
            *(bound("orders", "work"), dies("work", "graves"), bound("graves", "left", "order.paid")),
            *(bound("graves", "right", "order.placed"), sends("orders"), service("worker"), READS),
            *(service("lefty"), reads("lefty", "left"), service("righty"), reads("righty", "right")),
            event_types={"order.placed": {}, "order.paid": {}},
        ),
        [Publish("order.placed"), Publish("order.paid"), Poll("worker"), Poll("worker")]
        + [Nack("worker", 1, requeue=False), Nack("worker", 2, requeue=False), Drain("lefty"), Drain("righty")],
        ("rabbitmq.dlx.routing_key",),
    ),
]


SCRIPTS = [*REASONS, *LIFETIMES, *CHAINS]
