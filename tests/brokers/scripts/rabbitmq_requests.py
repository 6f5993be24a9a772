"""Requests through RabbitMQ's queues and their replies, on Debian's RabbitMQ: reply-to and correlation id."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, asks, document, node, reads, sends, service
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
    Replies,
    Reply,
    Restart,
    Script,
    Wait,
)
from .rabbitmq import BROKER, bound, dies, exchange, grave, queue


def asked(*settings: Part, call: dict[str, Any] | None = None, prefetch: int = 0, **queue_settings: Any) -> Any:
    """A caller, the queue `work` and one `worker` who answers."""
    return document(
        BROKER,
        *(queue("work", **queue_settings), asks("work", **(call or {}))),
        *(service("worker"), reads("worker", "work", prefetch=prefetch), *settings),
    )


ASK = Publish("placed")
UNREAD = (node("dead", "dead_letter_queue"), dies("work", "dead"))
REDRIVE = Operate({"kind": "redrive", "target": "dead"})

SCRIPTS = [
    Script(
        "replies find their requests in whatever order they come",
        asked(),
        [ASK, ASK, ASK, Poll("worker"), Poll("worker"), Poll("worker"), Ack("worker", 2), Replies()]
        + [Ack("worker", 3), Replies(), Ack("worker", 1), Replies(), Depth("work")],
        ("rabbitmq.rpc",),
    ),
    Script(
        "requests of two callers are answered each to its own",
        document(
            BROKER,
            *(queue("work"), asks("work", "left"), asks("work", "right"), service("worker"), reads("worker", "work")),
        ),
        [Publish("placed", source="left"), Publish("placed", source="right"), Poll("worker"), Poll("worker")]
        + [Ack("worker", 2), Replies("right"), Ack("worker", 1)],
        ("rabbitmq.rpc",),
    ),
    Script(
        "requests stand in line with other messages and wait for room",
        asked(sends("work", "other"), prefetch=1),
        [Publish("placed", source="other"), ASK, ASK, Poll("worker"), Poll("worker"), Depth("work"), Replies()]
        + [Ack("worker", 1), Poll("worker"), Ack("worker", 2), Replies(), Drain("worker"), Replies()],
        ("rabbitmq.rpc", "rabbitmq.prefetch"),
    ),
    Script(
        "a request that its consumer lost is answered by whoever gets it next",
        asked(),
        [ASK, Poll("worker"), Crash("worker"), Replies(), Restart("worker"), Poll("worker"), Ack("worker", 1)]
        + [Replies(), Depth("work")],
        ("rabbitmq.rpc_again", "rabbitmq.crash"),
    ),
    Script(
        "a request that its consumer had answered and not acknowledged is answered twice",
        asked(),
        [ASK, Poll("worker"), Reply("worker", 1), Replies(), Crash("worker"), Restart("worker"), Drain("worker")]
        + [Replies()],
        ("rabbitmq.rpc_again",),
    ),
    Script(
        "a request that is given back is answered once, by the attempt that succeeds",
        asked(queue_type="quorum", delivery_limit=5),
        [ASK, Poll("worker"), Nack("worker", 1), Poll("worker"), Nack("worker", 1), Replies(), Drain("worker")]
        + [Replies()],
        ("rabbitmq.rpc_again",),
    ),
    Script(
        "a reply that comes after its caller gave up is dropped",
        asked(call={"timeout_ms": 400}),
        [ASK, Poll("worker"), Wait(0.7), Replies(), Ack("worker", 1), Replies(), ASK, Poll("worker")]
        + [Ack("worker", 2), Replies()],
        ("rabbitmq.rpc_late",),
    ),
    Script(
        "a caller that is gone has taken its callback queue along",
        asked(),
        [ASK, ASK, Poll("worker"), Poll("worker"), Ack("worker", 1), Replies(), Crash("sender"), Ack("worker", 2)]
        + [Replies()],
        ("rabbitmq.rpc_late",),
    ),
    Script(
        "a request whose time is over is not answered",
        asked(call={"ttl_ms": 200}, prefetch=1),
        [ASK, ASK, Poll("worker"), Wait(0.5), Ack("worker", 1), Drain("worker"), Replies(), Depth("work")],
        ("rabbitmq.rpc_unanswered", "rabbitmq.message_ttl"),
    ),
    Script(
        "a request that a full queue pushes out is not answered",
        asked(prefetch=1, max_length=1),
        [ASK, Poll("worker"), ASK, ASK, Drain("worker"), Ack("worker", 1), Drain("worker"), Replies()],
        ("rabbitmq.rpc_unanswered", "rabbitmq.drop_head"),
    ),
    Script(
        "a caller that waits for confirms hears that its request was not taken",
        asked(prefetch=1, max_length=1, overflow="reject-publish"),
        [ASK, Poll("worker"), ASK, ASK, Refused(), Replies(), Ack("worker", 1), Drain("worker"), Replies()],
        ("rabbitmq.rpc_unanswered", "rabbitmq.reject_publish"),
    ),
    Script(
        "a rejected request is dead-lettered and not answered",
        asked(*grave()),
        [ASK, ASK, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Replies(), Poll("undertaker")],
        ("rabbitmq.rpc_unanswered", "rabbitmq.dlx.rejected"),
    ),
    Script(
        "a dead-lettered request keeps its reply-to, and who reads it there may answer",
        asked(
            *(exchange("graves", "fanout"), dies("work", "graves"), queue("rescued"), bound("graves", "rescued")),
            *(service("rescuer"), reads("rescuer", "rescued")),
        ),
        [ASK, Poll("worker"), Nack("worker", 1, requeue=False), Replies(), Poll("rescuer"), Ack("rescuer", 1)]
        + [Replies()],
        ("rabbitmq.rpc_dead",),
    ),
    Script(
        "a request that is moved back from its dead letter queue is answered",
        asked(*UNREAD),
        [ASK, ASK, Poll("worker"), Poll("worker"), Nack("worker", 2, requeue=False), Nack("worker", 1, requeue=False)]
        + [Replies(), REDRIVE, Poll("worker"), Ack("worker", 2), Replies(), Drain("worker"), Replies()],
        ("rabbitmq.rpc_dead",),
    ),
    Script(
        "a request that is moved back too late is answered in vain",
        asked(*UNREAD, call={"timeout_ms": 400}),
        [ASK, Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.7), REDRIVE, Drain("worker"), Replies()],
        ("rabbitmq.rpc_dead", "rabbitmq.rpc_late"),
    ),
]
