"""Redis Streams, on Valkey: groups, what stays pending, claiming, trimming, and setting a group back."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, document, edge, node, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Nack, Operate, Outcome, Poll, Publish, Restart, Script, Wait
from ..views import deliveries, messages_only

BROKER = node("broker", "redis", latency_ms=0)
CLAIMS = {"claim_min_idle_ms": 300, "claim_interval_ms": 50}


def stream(identifier: str = "events", **settings: Any) -> Part:
    return node(identifier, "redis_stream", **{**CLAIMS, **settings})


def streamed(*more: Part, instances: int = 1, **settings: Any) -> Any:
    """A sender, the stream `events` and the group of `worker`."""
    return document(
        BROKER, stream(**settings), sends("events"), service("worker", instances), reads("worker", "events"), *more
    )


def starting_at(seconds: float) -> Any:
    """The same, but the group is created by its first poll, with the id of a time."""
    at = reads("worker", "events", start="time", start_seconds=seconds)
    return document(BROKER, stream(), sends("events"), service("worker"), at)


def seek(to: str, **more: Any) -> Operate:
    return Operate({"kind": "seek", "target": "events-worker", "to": to, **more})


THREE = [Publish("placed", key) for key in (1, 2, 3)]
SIX = [*THREE, *THREE]
HUNDRED = [Publish("placed", 1)] * 100


def at_least_the_limit(outcome: Outcome) -> Any:
    """An approximate limit may keep more, as it suits the server's blocks, and never less."""
    return len(deliveries(outcome)) >= 5


SCRIPTS = [
    Script(
        "one consumer reads the stream in order",
        streamed(),
        [*SIX, Drain("worker")],
        ("redis.order",),
    ),
    Script(
        "the consumers of a group share the entries",
        streamed(instances=2),
        [*SIX, *[Poll("worker", instance) for instance in (0, 1, 1, 0, 1, 0, 1)]],
        ("redis.group",),
    ),
    Script(
        "two consumers of a group work on one key at the same time",
        streamed(instances=2),
        [Publish("placed", 7), Publish("placed", 7), Poll("worker", 0), Poll("worker", 1), Ack("worker", 2, 1)],
        ("redis.no_key_affinity",),
    ),
    Script(
        "each group is given every entry",
        streamed(service("auditor"), reads("auditor", "events")),
        [*THREE, Drain("worker"), Drain("auditor")],
        ("redis.group",),
    ),
    Script(
        "what is pending is not given again before it has idled",
        streamed(instances=2, claim_min_idle_ms=60_000),
        [*THREE, Poll("worker", 0), Poll("worker", 0), Crash("worker", 0), Wait(0.5), Drain("worker", 1)],
        ("redis.pending",),
    ),
    Script(
        "the pending entries of a lost consumer are claimed and counted",
        streamed(instances=2),
        [*THREE, Poll("worker", 0), Poll("worker", 0), Crash("worker", 0), Drain("worker", 1), Wait(0.5)]
        + [Drain("worker", 1)],
        ("redis.claim", "redis.delivery_count"),
        patience=0.15,
    ),
    Script(
        "every claim counts one more delivery",
        streamed(instances=2),
        [Publish("placed", 1), Poll("worker", 0), Crash("worker", 0), Wait(0.5), Poll("worker", 1), Wait(0.5)]
        + [Poll("worker", 1), Ack("worker", 1, 1), Wait(0.5), Poll("worker", 1)],
        ("redis.claim", "redis.delivery_count"),
        patience=0.15,
    ),
    Script(
        "an entry that is worked on too long is claimed from a consumer that lives",
        streamed(instances=2),
        [Publish("placed", 1), Poll("worker", 0), Wait(0.5), Poll("worker", 1), Ack("worker", 1, 1), Wait(0.5)]
        + [Poll("worker", 0), Poll("worker", 1)],
        ("redis.claim",),
        patience=0.15,
    ),
    Script(
        "acknowledged late is acknowledged for whoever has claimed it",
        streamed(instances=2),
        [Publish("placed", 1), Poll("worker", 0), Wait(0.5), Poll("worker", 1), Ack("worker", 1, 0), Wait(0.5)]
        + [Poll("worker", 0), Poll("worker", 1)],
        ("redis.claim",),
        patience=0.15,
    ),
    Script(
        "what is acknowledged is not claimed",
        streamed(instances=2),
        [*THREE, Poll("worker", 0), Poll("worker", 0), Ack("worker", 1, 0), Crash("worker", 0), Wait(0.5)]
        + [Drain("worker", 1)],
        ("redis.pending", "redis.claim"),
        view=messages_only,
        patience=0.15,
    ),
    Script(
        "an entry that is handed back stays pending until it is claimed",
        streamed(),
        [*THREE, Poll("worker"), Nack("worker", 1), Drain("worker"), Wait(0.5), Drain("worker")],
        ("redis.pending", "redis.claim"),
        patience=0.1,
    ),
    Script(
        "a claim takes no more than its count at a time",
        streamed(instances=2, claim_count=2, claim_interval_ms=1000),
        [*SIX, *[Poll("worker", 0)] * 5, Crash("worker", 0), Wait(1.2), *[Poll("worker", 1)] * 4],
        ("redis.claim_count",),
        view=messages_only,
        patience=0.1,
    ),
    Script(
        "the application moves what it cannot handle to another stream",
        streamed(
            node("dead", "dead_letter_queue"),
            edge("dead_letter", "worker", "dead"),
            *(service("undertaker"), reads("undertaker", "dead")),
        ),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Drain("undertaker"), Wait(0.5)]
        + [Drain("worker")],
        ("redis.dead_letter",),
        patience=0.1,
    ),
    Script(
        "trimming takes entries that nobody has read",
        streamed(max_length=2, approximate=False),
        [*SIX, Drain("worker")],
        ("redis.trim",),
    ),
    Script(
        "trimming takes entries that are pending",
        streamed(instances=2, max_length=2, approximate=False),
        [Publish("placed", 1), Poll("worker", 0), *THREE, Crash("worker", 0), Wait(0.5), Drain("worker", 1)],
        ("redis.trim",),
        view=messages_only,
        patience=0.15,
    ),
    Script(
        "an entry that was trimmed while it was worked on can still be acknowledged",
        streamed(max_length=2, approximate=False),
        [Publish("placed", 1), Poll("worker"), *THREE, Ack("worker", 1), Drain("worker")],
        ("redis.trim",),
    ),
    Script(
        "an approximate limit keeps at least as much",
        streamed(max_length=5),
        [*SIX, *SIX, Drain("worker")],
        ("redis.trim_approximate",),
        view=at_least_the_limit,
    ),
    Script(
        "approximate trimming takes whole blocks of a hundred",
        streamed(max_length=120),
        [*HUNDRED, *HUNDRED, *HUNDRED[:19], Depth("events"), Publish("placed", 1), Depth("events")]
        + [*HUNDRED[:99], Depth("events"), Publish("placed", 1), Depth("events"), Drain("worker"), Drain("worker")],
        ("redis.blocks", "redis.trim_approximate"),
    ),
    Script(
        "what is trimmed in blocks is gone for who has not read it",
        streamed(max_length=10),
        [*HUNDRED[:50], Drain("worker"), *HUNDRED[:60], Drain("worker"), Drain("worker")],
        ("redis.blocks",),
    ),
    Script(
        "a group that is set to the beginning reads everything again",
        streamed(),
        [*THREE, Drain("worker"), seek("earliest"), Drain("worker")],
        ("redis.seek",),
    ),
    Script(
        "a group that is set to the end skips what it has not read",
        streamed(),
        [
            *THREE,
            Poll("worker"),
            Ack("worker", 1),
            seek("latest"),
            Drain("worker"),
            Publish("placed", 4),
            Drain("worker"),
        ],
        ("redis.seek",),
    ),
    Script(
        "a group can be set back by a time",
        streamed(),
        [Publish("placed", 1), Wait(1.5), Publish("placed", 2), Publish("placed", 3), Drain("worker")]
        + [seek("seconds_ago", seconds=1.2), Drain("worker")],
        ("redis.seek",),
        patience=0.1,
    ),
    Script(
        "a new group may start at a time",
        starting_at(1.0),
        [Publish("placed", 1), Wait(2.0), Publish("placed", 2), Publish("placed", 3), Drain("worker")],
        ("redis.start",),
    ),
    Script(
        "a new group whose time is still to come is not given what comes before",
        starting_at(2.0),
        [Publish("placed", 1), Drain("worker"), Publish("placed", 2), Drain("worker"), Wait(2.5), Publish("placed", 3)]
        + [Drain("worker")],
        ("redis.start",),
    ),
    Script(
        "the other group keeps its place when one is set back",
        streamed(service("auditor"), reads("auditor", "events")),
        [*THREE, Drain("worker"), Drain("auditor"), seek("earliest"), Drain("auditor"), Drain("worker")],
        ("redis.seek", "redis.group"),
    ),
    Script(
        "only what was not trimmed can be read again",
        streamed(max_length=2, approximate=False),
        [Publish("placed", 1), Drain("worker"), *THREE, seek("earliest"), Drain("worker")],
        ("redis.seek", "redis.trim"),
    ),
    Script(
        "a group waits at its place while nobody reads",
        streamed(),
        [Publish("placed", 1), Drain("worker"), Crash("worker"), *THREE, Restart("worker"), Drain("worker")],
        ("redis.group", "redis.pending"),
    ),
]
