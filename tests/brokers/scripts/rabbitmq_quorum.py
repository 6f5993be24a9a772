"""RabbitMQ: quorum queues: where returns go, which 4.3 changed, consumers, lengths and lifetimes."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import document, reads, sends, service
from ..playing import (
    Ack,
    Crash,
    Depth,
    Drain,
    Nack,
    Operate,
    Poll,
    Publish,
    Refused,
    Restart,
    Script,
    Step,
    Wait,
)
from .rabbitmq import BROKER, THREE, bound, dies, exchange, grave, queue


def quorum(reader: dict[str, Any] | None = None, **settings: Any) -> Any:
    return document(
        BROKER,
        queue("work", queue_type="quorum", **settings),
        *(sends("work"), service("worker"), reads("worker", "work", prefetch=1, **(reader or {})), *grave()),
    )


def rejected(times: int) -> list[Poll | Nack]:
    return [step for _ in range(times) for step in (Poll("worker"), Nack("worker", 1))]


def lost(times: int) -> list[Step]:
    """A consumer takes what is first and is lost with it."""
    return [step for _ in range(times) for step in (Poll("worker"), Crash("worker"), Restart("worker"))]


def bare(instances: int = 1, prefetch: int = 1, **settings: Any) -> Any:
    """Without a dead letter queue."""
    return document(
        BROKER,
        queue("work", queue_type="quorum", **settings),
        *(sends("work"), service("worker", instances), reads("worker", "work", prefetch=prefetch)),
    )


RETURNS = [
    Script(
        "a quorum queue counts returns and dead-letters past the limit",
        quorum(delivery_limit=2),
        [Publish("placed", 1), Publish("placed", 2), *rejected(3), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit", "rabbitmq.dlx.delivery_limit"),
        until="4.0",
    ),
    Script(
        "a quorum queue counts a lost consumer as a return",
        quorum(delivery_limit=1),
        [Publish("placed", 1), Poll("worker"), Crash("worker"), Restart("worker"), Poll("worker"), Crash("worker")]
        + [Restart("worker"), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit", "rabbitmq.crash"),
    ),
    Script(
        "without a limit a quorum queue goes on counting",
        quorum(),
        [Publish("placed", 1), *rejected(4), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit",),
        until="4.0",
    ),
    Script(
        "a quorum queue without a limit puts a returned message behind those that wait",
        quorum(),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker")],
        ("rabbitmq.requeue_position",),
        until="4.0",
    ),
    Script(
        "a quorum queue with a limit gives a returned message out again first",
        quorum(delivery_limit=5),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker")],
        ("rabbitmq.requeue_position",),
    ),
    Script(
        "a quorum queue dead-letters a rejected message",
        quorum(),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.dlx.rejected",),
    ),
    Script(
        "a quorum queue drops its oldest past the length limit",
        document(BROKER, queue("work", queue_type="quorum", max_length=2), sends("work"), *grave()),
        [*THREE, Publish("placed", 4), Wait(0.3), Depth("work"), Drain("undertaker")],
        ("rabbitmq.drop_head", "rabbitmq.dlx.maxlen"),
    ),
    Script(
        "a quorum queue expires its messages",
        document(BROKER, queue("work", queue_type="quorum", message_ttl_ms=300), sends("work"), *grave()),
        [*THREE, Wait(0.7), Depth("work"), Drain("undertaker")],
        ("rabbitmq.queue_ttl", "rabbitmq.dlx.expired"),
    ),
]

PLACES = [
    Script(
        "a returned message goes out again first, limit or not",
        quorum(),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker")],
        ("rabbitmq.requeue_position",),
        since="4.3",
    ),
    Script(
        "returned messages go out in the order they came back in",
        bare(prefetch=3, delivery_limit=9),
        [*THREE, *THREE, Poll("worker"), Poll("worker"), Poll("worker"), Nack("worker", 3), Nack("worker", 1)]
        + [Ack("worker", 2), Drain("worker")],
        ("rabbitmq.requeue_position",),
    ),
    Script(
        "without a limit they are behind, in the order they came back in",
        bare(prefetch=3),
        [*THREE, *THREE, Poll("worker"), Poll("worker"), Poll("worker"), Nack("worker", 3), Nack("worker", 1)]
        + [Ack("worker", 2), Drain("worker")],
        ("rabbitmq.requeue_position",),
        until="4.0",
    ),
    Script(
        "what one of two consumers returns goes out before what waits",
        bare(instances=2, delivery_limit=9),
        [*THREE, *THREE, Poll("worker", 0), Poll("worker", 1), Nack("worker", 1, 0), Ack("worker", 2, 1)]
        + [Poll("worker", 0), Poll("worker", 1)],
        ("rabbitmq.requeue_position",),
    ),
    Script(
        "what a lost consumer of a quorum queue held comes first, in its order",
        bare(prefetch=3),
        [*THREE, *THREE, Poll("worker"), Poll("worker"), Poll("worker"), Ack("worker", 2), Crash("worker")]
        + [Depth("work"), Restart("worker"), Drain("worker")],
        ("rabbitmq.crash", "rabbitmq.requeue_position"),
    ),
    Script(
        "a message returned to a quorum queue keeps its age",
        document(
            BROKER,
            queue("work", queue_type="quorum", message_ttl_ms=400, delivery_limit=9),
            *(sends("work"), service("worker"), reads("worker", "work"), *grave()),
        ),
        [Publish("placed"), Poll("worker"), Wait(0.7), Nack("worker", 1), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.queue_ttl",),
    ),
]

CONSUMERS = [
    Script(
        "consumers of a quorum queue with room take turns",
        bare(instances=3, prefetch=10),
        [*THREE, *THREE, Drain("worker", 0), Drain("worker", 1), Drain("worker", 2)],
        ("rabbitmq.round_robin",),
    ),
    Script(
        "a consumer of a quorum queue that gets room again waits for its turn",
        bare(instances=2),
        [*THREE, Poll("worker", 0), Poll("worker", 1), Ack("worker", 2, 1), Poll("worker", 1), Poll("worker", 0)]
        + [Ack("worker", 3, 1), Publish("placed", 4), Poll("worker", 1), Poll("worker", 0)],
        ("rabbitmq.round_robin", "rabbitmq.prefetch"),
    ),
    Script(
        "without prefetch a consumer of a quorum queue is given everything",
        bare(prefetch=0),
        [*THREE, Drain("worker", ack=False), Depth("work"), Crash("worker"), Depth("work"), Restart("worker")]
        + [Drain("worker")],
        ("rabbitmq.prefetch", "rabbitmq.crash"),
    ),
    Script(
        "a quorum queue has a single active consumer as well",
        bare(instances=2, single_active_consumer=True),
        [*THREE, Poll("worker", 1), Poll("worker", 0), Ack("worker", 1, 0), Poll("worker", 0), Crash("worker", 0)]
        + [Drain("worker", 1)],
        ("rabbitmq.single_active",),
    ),
    Script(
        "a single active consumer that comes back stands last",
        bare(instances=3, single_active_consumer=True),
        [*THREE, *THREE, Poll("worker", 0), Crash("worker", 0), Restart("worker", 0), Poll("worker", 1)]
        + [Ack("worker", 1, 1), Crash("worker", 1), Drain("worker", 2), Drain("worker", 0)],
        ("rabbitmq.single_active",),
    ),
    Script(
        "a single active consumer of a quorum queue gets its own returns back",
        bare(instances=2, prefetch=2, single_active_consumer=True, delivery_limit=9),
        [*THREE, *THREE, Poll("worker", 0), Poll("worker", 0), Nack("worker", 1), Drain("worker", 0)]
        + [Drain("worker", 1)],
        ("rabbitmq.single_active", "rabbitmq.requeue_position"),
    ),
    Script(
        "a quorum queue forgets what was acknowledged automatically",
        document(
            BROKER,
            queue("work", queue_type="quorum"),
            *(sends("work"), service("worker"), reads("worker", "work", acknowledge="automatic")),
        ),
        [*THREE, Poll("worker"), Crash("worker"), Depth("work"), Restart("worker"), Drain("worker")],
        ("rabbitmq.automatic",),
    ),
    Script(
        "a purge of a quorum queue leaves what is handed out",
        quorum(),
        [*THREE, Poll("worker"), Operate({"kind": "purge", "target": "work"}), Depth("work"), Nack("worker", 1)]
        + [Drain("worker")],
        ("rabbitmq.purge",),
    ),
]


def heavy(**settings: Any) -> Any:
    """Messages of 80 bytes, and of 250."""
    sizes = {"placed": {"size_bytes": 80}, "big": {"size_bytes": 250}}
    return document(BROKER, queue("work", max_length_bytes=300, **settings), sends("work"), *grave(), event_types=sizes)


ONE_PUSHES_OUT_THREE = [*THREE, Wait(0.2), Publish("big", 4), Wait(0.3), Depth("work"), Drain("undertaker")]
NOWHERE_TO_WAIT = [*THREE, Wait(0.3), Drain("worker"), Drain("undertaker")]

LENGTHS = [
    Script(
        "several that one pushes out are dead-lettered oldest first",
        heavy(),
        ONE_PUSHES_OUT_THREE,
        ("rabbitmq.length_bytes", "rabbitmq.dlx.maxlen"),
    ),
    Script(
        "several that one pushes out of a quorum queue are dead-lettered newest first",
        heavy(queue_type="quorum"),
        ONE_PUSHES_OUT_THREE,
        ("rabbitmq.length_bytes", "rabbitmq.dlx.maxlen"),
        until="4.0",
    ),
    Script(
        "several that one pushes out of a quorum queue are dead-lettered oldest first",
        heavy(queue_type="quorum"),
        ONE_PUSHES_OUT_THREE,
        ("rabbitmq.length_bytes", "rabbitmq.dlx.maxlen"),
        since="4.3",
    ),
    Script(
        "a queue of no length hands on what a consumer has room for",
        document(
            BROKER,
            queue("work", max_length=0),
            *(sends("work"), service("worker"), reads("worker", "work", prefetch=1), *grave()),
        ),
        NOWHERE_TO_WAIT,
        ("rabbitmq.drop_head",),
    ),
    Script(
        "a quorum queue of no length does so as well",
        quorum(max_length=0),
        NOWHERE_TO_WAIT,
        ("rabbitmq.drop_head",),
    ),
    Script(
        "what a quorum queue has handed out does not count for its length",
        document(
            BROKER,
            queue("work", queue_type="quorum", max_length=2),
            *(sends("work"), service("worker"), reads("worker", "work", prefetch=2), *grave()),
        ),
        [*THREE, Publish("placed", 4), Wait(0.2), Depth("work"), Publish("placed", 5), Wait(0.2), Depth("work")]
        + [Drain("worker", ack=False), Drain("undertaker")],
        ("rabbitmq.drop_head",),
    ),
    Script(
        "a length limit in bytes of a quorum queue drops the oldest",
        document(
            BROKER,
            queue("work", queue_type="quorum", max_length_bytes=250),
            *(sends("work"), *grave()),
            event_types={"placed": {"size_bytes": 100}},
        ),
        [*THREE, Publish("placed", 4), Wait(0.3), Depth("work"), Drain("undertaker")],
        ("rabbitmq.length_bytes",),
    ),
    Script(
        "a quorum queue that refuses goes over its limit and on refusing until well below",
        bare(prefetch=0, max_length=3, overflow="reject-publish"),
        [Crash("worker"), *(step for key in range(1, 9) for step in (Publish("placed", key), Wait(0.1))), Refused()]
        + [Depth("work"), Restart("worker"), Drain("worker"), Wait(0.2), Publish("placed", 9), Drain("worker")]
        + [Refused()],
        ("rabbitmq.reject_publish",),
    ),
    Script(
        "a message of a quorum queue expires by its own time to live only at the head",
        document(
            BROKER,
            queue("work", queue_type="quorum"),
            *(sends("work", "brief", ttl_ms=200), sends("work", "lasting", ttl_ms=900), *grave()),
        ),
        [Publish("placed", 1, "lasting"), Publish("placed", 2, "brief"), Wait(0.5), Drain("undertaker"), Wait(0.8)]
        + [Drain("undertaker"), Depth("work")],
        ("rabbitmq.message_ttl",),
    ),
    Script(
        "what may not wait at all expires unless a consumer has room",
        document(
            BROKER,
            queue("work", message_ttl_ms=0),
            *(sends("work"), service("worker"), reads("worker", "work", prefetch=1), *grave()),
        ),
        [*THREE, Drain("worker"), Drain("undertaker")],
        ("rabbitmq.queue_ttl", "rabbitmq.dlx.expired"),
    ),
    Script(
        "a cycle of quorum queues without a rejection drops the message",
        document(
            BROKER,
            *(exchange("round", "fanout"), exchange("about", "fanout")),
            queue("first", queue_type="quorum", message_ttl_ms=400),
            queue("second", queue_type="quorum", message_ttl_ms=150),
            *(dies("first", "round"), bound("round", "second"), dies("second", "about"), bound("about", "first")),
            sends("first"),
        ),
        [*THREE, Wait(0.1), Depth("first"), Wait(1.0), Depth("first"), Depth("second")],
        ("rabbitmq.cycle",),
    ),
    Script(
        "deaths in two quorum queues are listed newest first",
        document(
            BROKER,
            *(exchange("limbo", "fanout"), queue("first", queue_type="quorum"), dies("first", "limbo")),
            *(queue("second", queue_type="quorum", message_ttl_ms=150), bound("limbo", "second"), *grave(of="second")),
            *(sends("first"), service("worker"), reads("worker", "first")),
        ),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.5), Drain("undertaker")],
        ("rabbitmq.x_death",),
    ),
]


SCRIPTS = [*RETURNS, *PLACES, *CONSUMERS, *LENGTHS]
