"""NATS JetStream: acknowledgement, redelivery, limits, deduplication, retention and replay.

What a stream still keeps shows when its consumer starts again from the beginning.
"""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, document, node, reads, sends, service
from ..playing import (
    Ack,
    Again,
    Crash,
    Depth,
    Drain,
    Heal,
    Inject,
    Nack,
    Operate,
    Poll,
    Publish,
    Refused,
    Restart,
    Script,
    Wait,
)

BROKER = node("broker", "nats", latency_ms=0)


def stream(identifier: str = "events", **settings: Any) -> Part:
    return node(identifier, "nats_stream", **{"ack_wait_ms": 500, "replicas": 1, **settings})


def streamed(*more: Part, instances: int = 1, **settings: Any) -> Any:
    """A sender, the stream `events` and the consumer of `worker`."""
    return document(
        BROKER,
        *(
            stream(**settings),
            sends("events"),
            service("worker", instances),
            reads("worker", "events", start="earliest"),
        ),
        *more,
    )


def starting(start: str, **place: Any) -> Any:
    """The same, but the consumer is made by its first poll, and begins at a place of its own."""
    return document(
        BROKER, stream(), sends("events"), service("worker"), reads("worker", "events", start=start, **place)
    )


def seek(to: str, **more: Any) -> Operate:
    return Operate({"kind": "seek", "target": "events-worker", "to": to, **more})


THREE = [Publish("placed", key) for key in (1, 2, 3)]
SIX = [*THREE, *THREE]
TWICE = Inject("twice", {"kind": "duplicate", "target": "sender-events", "percent": 100})
AUDITOR = (service("auditor"), reads("auditor", "events", start="earliest"))

SCRIPTS = [
    Script(
        "a consumer reads the stream in order",
        streamed(),
        [*SIX, Depth("events"), Drain("worker"), Depth("events"), seek("earliest"), Drain("worker")],
        ("nats.order", "nats.limits"),
    ),
    Script(
        "instances share a consumer",
        streamed(instances=2),
        [*SIX, *[Poll("worker", instance) for instance in (0, 1, 1, 0)]],
        ("nats.consumer",),
    ),
    Script(
        "each consumer is given every message",
        streamed(*AUDITOR),
        [*THREE, Drain("worker"), Drain("auditor")],
        ("nats.consumer",),
    ),
    Script(
        "what is not acknowledged in time is delivered again and counted",
        streamed(instances=2),
        [Publish("placed", 1), Poll("worker", 0), Poll("worker", 1), Wait(0.8), Poll("worker", 1), Ack("worker", 1, 1)]
        + [Wait(0.8), Poll("worker", 1)],
        ("nats.ack_wait", "nats.delivery_count"),
        patience=0.15,
    ),
    Script(
        "what a lost consumer held comes to another after the wait",
        streamed(instances=2),
        [*THREE, Poll("worker", 0), Poll("worker", 0), Crash("worker", 0), Poll("worker", 1), Ack("worker", 3, 1)]
        + [Wait(0.8), Drain("worker", 1)],
        ("nats.ack_wait",),
        patience=0.15,
    ),
    Script(
        "a message that is handed back is delivered again at once",
        streamed(),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1), Poll("worker"), Nack("worker", 1), Poll("worker")]
        + [Ack("worker", 1), Poll("worker")],
        ("nats.nak", "nats.delivery_count"),
    ),
    Script(
        "a message handed back goes before those not yet delivered",
        streamed(),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker")],
        ("nats.nak", "nats.order"),
    ),
    Script(
        "a terminated message is not delivered again",
        streamed(),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Wait(0.8), Drain("worker")]
        + [seek("earliest"), Drain("worker")],
        ("nats.term",),
    ),
    Script(
        "after its last delivery a message is left alone",
        streamed(max_deliver=2),
        [Publish("placed", 1), Publish("placed", 2), Poll("worker"), Nack("worker", 1), Poll("worker")]
        + [Nack("worker", 1), Drain("worker"), Wait(0.8), Drain("worker"), seek("earliest"), Drain("worker")],
        ("nats.max_deliver",),
    ),
    Script(
        "the last delivery counts when nobody answers it",
        streamed(max_deliver=2),
        [Publish("placed", 1), Poll("worker"), Wait(0.8), Poll("worker"), Wait(0.8), Poll("worker")],
        ("nats.max_deliver", "nats.ack_wait"),
    ),
    Script(
        "no more than so many wait for an acknowledgement",
        streamed(instances=2, max_ack_pending=2, ack_wait_ms=30_000),
        [*THREE, Poll("worker", 0), Poll("worker", 1), Poll("worker", 1), Ack("worker", 1, 0), Poll("worker", 1)],
        ("nats.max_ack_pending",),
    ),
    Script(
        "a message id is taken once in the window",
        streamed(),
        [TWICE, *THREE, Heal("twice"), Depth("events"), Drain("worker")],
        ("nats.duplicates",),
    ),
    Script(
        "a full stream discards its oldest",
        streamed(max_messages=2),
        [*SIX, Depth("events"), Drain("worker")],
        ("nats.discard_old",),
    ),
    Script(
        "a message is discarded while it is worked on",
        streamed(max_messages=2),
        [Publish("placed", 1), Poll("worker"), *THREE, Wait(0.8), Drain("worker")],
        ("nats.discard_old",),
    ),
    Script(
        "a full stream may refuse the newest",
        streamed(max_messages=2, discard="new"),
        [*SIX, Depth("events"), Refused(), Drain("worker"), Publish("placed", 7), Drain("worker"), Refused()],
        ("nats.discard_new",),
    ),
    Script(
        "messages past their age are gone",
        streamed(max_age_ms=1000),
        [*THREE, Wait(1.5), Depth("events"), Publish("placed", 4), Drain("worker")],
        ("nats.max_age",),
    ),
    Script(
        "a work queue forgets what is acknowledged",
        streamed(retention="work_queue"),
        [*THREE, Poll("worker"), Poll("worker"), Ack("worker", 2), seek("earliest"), Poll("worker"), Ack("worker", 1)]
        + [seek("earliest"), Drain("worker"), seek("earliest"), Drain("worker")],
        ("nats.work_queue",),
    ),
    Script(
        "a work queue makes room for the newest when it refuses them",
        streamed(retention="work_queue", max_messages=2, discard="new"),
        [*THREE, Poll("worker"), Ack("worker", 1), Publish("placed", 4), Depth("events"), Drain("worker")],
        ("nats.work_queue", "nats.discard_new"),
    ),
    Script(
        "by interest a message is kept until every consumer has acknowledged it",
        streamed(*AUDITOR, retention="interest"),
        [
            *THREE,
            Drain("worker"),
            Poll("auditor"),
            Ack("auditor", 1),
            seek("earliest"),
            Drain("worker"),
            Drain("auditor"),
        ]
        + [seek("earliest"), Drain("worker")],
        ("nats.interest",),
    ),
    Script(
        "a consumer that starts from the beginning is given everything again",
        streamed(),
        [*THREE, Drain("worker"), seek("earliest"), Drain("worker")],
        ("nats.replay",),
    ),
    Script(
        "a consumer that starts at the end skips what it has not read",
        streamed(),
        [*THREE, Poll("worker"), Ack("worker", 1), seek("latest"), Drain("worker"), Publish("placed", 4)]
        + [Drain("worker")],
        ("nats.replay",),
    ),
    Script(
        "a consumer may start at a time",
        streamed(),
        [Publish("placed", 1), Wait(1.5), Publish("placed", 2), Publish("placed", 3), Drain("worker")]
        + [seek("seconds_ago", seconds=1.2), Drain("worker")],
        ("nats.replay",),
        patience=0.1,
    ),
    Script(
        "a message id is taken again when the window is over",
        streamed(duplicate_window_ms=600),
        [Publish("placed", 1), Again("placed", 1), Drain("worker"), Wait(1.0), Again("placed", 1), Publish("placed", 2)]
        + [Again("placed", 2, message=2), Depth("events"), Drain("worker"), Refused()],
        ("nats.window", "nats.duplicates"),
    ),
    Script(
        "a message id is remembered though its message is gone",
        streamed(retention="work_queue"),
        [Publish("placed", 1), Drain("worker"), Again("placed", 1), Drain("worker"), Depth("events")],
        ("nats.duplicates", "nats.work_queue"),
    ),
    Script(
        "a new consumer may start at a number",
        starting("sequence", start_sequence=3),
        [*SIX, Drain("worker")],
        ("nats.start",),
    ),
    Script(
        "a new consumer that starts past the end is given what comes next",
        starting("sequence", start_sequence=10),
        [*THREE, Drain("worker"), Publish("placed", 4), Drain("worker")],
        ("nats.start",),
    ),
    Script(
        "a new consumer may start at a time",
        starting("time", start_seconds=1.0),
        [Publish("placed", 1), Wait(2.0), Publish("placed", 2), Publish("placed", 3), Drain("worker")],
        ("nats.start",),
    ),
    Script(
        "a new consumer whose time is still to come is given what comes next",
        starting("time", start_seconds=60),
        [*THREE, Drain("worker"), Publish("placed", 4), Drain("worker")],
        ("nats.start",),
    ),
    Script(
        "a consumer waits at its place while nobody reads",
        streamed(),
        [Publish("placed", 1), Drain("worker"), Crash("worker"), *THREE, Restart("worker"), Drain("worker")],
        ("nats.consumer",),
    ),
]
