"""RabbitMQ: what counts to the delivery limit of a quorum queue, which 4.0 and 4.3 changed; dead letters that may not
get lost; consumers that are late."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import document, node, reads, sends, service
from ..playing import Ack, Crash, Depth, Drain, Nack, Poll, Publish, Refused, Restart, Script, Step, Wait
from .rabbitmq import BROKER, THREE, bound, dies, exchange, grave, queue
from .rabbitmq_quorum import bare, lost, quorum, rejected

REJECTS = {"hand_back": "reject"}


def retried(waiting: str = "quorum", limit: int = 3, **reader: Any) -> Any:
    """What is rejected waits in a queue of its own and comes back."""
    return document(
        BROKER,
        *(exchange("retries", "direct"), exchange("back", "direct")),
        queue("work", queue_type="quorum", delivery_limit=limit),
        queue("waiting", queue_type=waiting, message_ttl_ms=250),
        *(bound("retries", "waiting", "again"), bound("back", "work", "again")),
        *(dies("work", "retries", routing_key="again"), dies("waiting", "back")),
        *(sends("work"), service("worker"), reads("worker", "work", **reader)),
    )


def two_in_a_row(first_reader: dict[str, Any] | None = None) -> Any:
    """A classic queue whose dead letters go to a quorum queue."""
    return document(
        BROKER,
        *(exchange("limbo", "fanout"), queue("first"), dies("first", "limbo"), bound("limbo", "work")),
        *(queue("work", queue_type="quorum"), sends("first"), service("reader")),
        *(reads("reader", "first", **(first_reader or {})), service("worker"), reads("worker", "work")),
    )


FAILS_BEFORE_AND_AFTER = [
    *(Publish("placed", 1), *lost(1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6), *lost(1)),
    *(Poll("worker"), Ack("worker", 1)),
]

ROUND: list[Step] = [Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6)]
"""Through the waiting queue and back."""

# It says nothing of a delivery limit.
BY_DEFAULT = document(
    BROKER,
    node("work", "rabbitmq_queue", queue_type="quorum"),
    *(sends("work"), service("worker"), reads("worker", "work", prefetch=1), *grave()),
)

LIMITS = [
    Script(
        "before 4.0 a quorum queue that names no limit outlives any number of consumers",
        BY_DEFAULT,
        [Publish("placed", 1), Publish("placed", 2), *lost(25), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.default_limit",),
        until="3.13",
    ),
    Script(
        "before 4.0 a quorum queue that names no limit gives up nothing that is returned",
        BY_DEFAULT,
        [Publish("placed", 1), *rejected(25), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.default_limit",),
        until="3.13",
    ),
    Script(
        "with a limit of -1 a quorum queue gives up nothing",
        quorum(),
        [Publish("placed", 1), *lost(25), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.no_limit",),
        since="4.0",
    ),
    Script(
        "with a limit of 0 the first lost consumer is one too many",
        quorum(delivery_limit=0),
        [*THREE, *lost(1), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit", "rabbitmq.dlx.delivery_limit"),
    ),
    Script(
        "a quorum queue that names no limit gives up after 20 returns",
        BY_DEFAULT,
        [Publish("placed", 1), *rejected(21), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.default_limit", "rabbitmq.dlx.delivery_limit"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "a quorum queue that names no limit gives up after losing 20 consumers",
        BY_DEFAULT,
        [Publish("placed", 1), *lost(21), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.default_limit", "rabbitmq.dlx.delivery_limit"),
        since="4.0",
    ),
    Script(
        "a reject that requeues counts like a nack",
        quorum(REJECTS, delivery_limit=2),
        [Publish("placed", 1), *rejected(3), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit",),
        until="4.0",
    ),
    Script(
        "past its limit a message without a dead letter queue is dropped",
        bare(delivery_limit=1),
        [Publish("placed", 1), *lost(2), Publish("placed", 2), Drain("worker"), Depth("work")],
        ("rabbitmq.delivery_limit",),
    ),
    Script(
        "what a lost consumer held is given up together, in its order",
        document(
            BROKER,
            queue("work", queue_type="quorum", delivery_limit=1),
            *(sends("work"), service("worker"), reads("worker", "work", prefetch=3), *grave()),
        ),
        [*THREE, *lost(2), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.delivery_limit", "rabbitmq.dlx.delivery_limit"),
    ),
    Script(
        "a nack that requeues does not count to the limit",
        quorum(delivery_limit=2),
        [Publish("placed", 1), *rejected(5), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.nack_uncounted",),
        since="4.3",
    ),
    Script(
        "nacks do not count, lost consumers do",
        quorum(delivery_limit=2),
        [Publish("placed", 1), *rejected(2), *lost(2), *rejected(2), *lost(1), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.nack_uncounted", "rabbitmq.dlx.delivery_limit"),
        since="4.3",
    ),
    Script(
        "without any limit a message outlives every nack",
        BY_DEFAULT,
        [Publish("placed", 1), *rejected(25), Drain("worker"), Drain("undertaker")],
        ("rabbitmq.nack_uncounted",),
        since="4.3",
    ),
    Script(
        "a reject that requeues counts to the limit, as a lost consumer does",
        quorum(REJECTS, delivery_limit=3),
        [Publish("placed", 1), *rejected(2), *lost(1), *rejected(1), Poll("worker"), Drain("undertaker")],
        ("rabbitmq.reject_counted", "rabbitmq.dlx.delivery_limit"),
        since="4.3",
    ),
    Script(
        "a rejected message goes out again first",
        quorum(REJECTS),
        [*THREE, *rejected(2), Drain("worker")],
        ("rabbitmq.reject_counted", "rabbitmq.requeue_position"),
        since="4.3",
    ),
    Script(
        "a reject that requeues counts to the limit, a nack by somebody else does not",
        document(
            BROKER,
            queue("work", queue_type="quorum", delivery_limit=2),
            *(sends("work"), service("nacker"), reads("nacker", "work", prefetch=1)),
            *(service("rejecter"), reads("rejecter", "work", prefetch=1, **REJECTS), *grave()),
        ),
        [Publish("placed", 1)]
        + [step for _ in range(3) for name in ("nacker", "rejecter") for step in (Poll(name), Nack(name, 1))]
        + [Poll("nacker"), Drain("undertaker")],
        ("rabbitmq.nack_uncounted", "rabbitmq.reject_counted"),
        since="4.3",
    ),
    Script(
        "what is rejected in a classic queue has failed there as well",
        two_in_a_row(REJECTS),
        [Publish("placed", 1), Poll("reader"), Nack("reader", 1), Poll("reader"), Nack("reader", 1, requeue=False)]
        + [Wait(0.2), *lost(1), Poll("worker")],
        ("rabbitmq.count_goes_along", "rabbitmq.reject_counted"),
        since="4.3",
    ),
    Script(
        "what is rejected for good has failed too, and that goes along",
        retried(**REJECTS),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6), Poll("worker")]
        + [Nack("worker", 1), Poll("worker"), Ack("worker", 1)],
        ("rabbitmq.count_goes_along", "rabbitmq.reject_counted"),
        since="4.3",
    ),
    Script(
        "the count begins anew behind a waiting queue",
        retried(),
        FAILS_BEFORE_AND_AFTER,
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        until="3.13",
    ),
    Script(
        "behind a waiting queue the old count is shown and a new one counts",
        retried(),
        FAILS_BEFORE_AND_AFTER,
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "behind a classic waiting queue the old count is shown as well",
        retried(waiting="classic"),
        FAILS_BEFORE_AND_AFTER,
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "the old counts of all rounds are added up in what is shown, and do not count",
        retried(limit=1),
        [Publish("placed", 1), *lost(1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6)]
        + [Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6), *lost(2), Wait(0.6), Poll("worker")],
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "what was given back by nack is not in the count that is shown behind a waiting queue",
        retried(limit=9),
        [Publish("placed", 1), *lost(1), *rejected(2), *ROUND, *rejected(1), *lost(2), *ROUND, Poll("worker")],
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "what failed in a classic queue is not shown in the next",
        two_in_a_row(),
        [Publish("placed", 1), Poll("reader"), Crash("reader"), Restart("reader"), Poll("reader"), Nack("reader", 1)]
        + [Poll("reader"), Nack("reader", 1, requeue=False), Wait(0.2), *lost(1), Poll("worker")],
        ("rabbitmq.delivery_limit", "rabbitmq.x_death"),
        since="4.0",
        until="4.0",
    ),
    Script(
        "behind a waiting queue the count goes on",
        retried(),
        FAILS_BEFORE_AND_AFTER,
        ("rabbitmq.count_goes_along",),
        since="4.3",
    ),
    Script(
        "the count goes on behind a classic waiting queue as well",
        retried(waiting="classic"),
        FAILS_BEFORE_AND_AFTER,
        ("rabbitmq.count_goes_along",),
        since="4.3",
    ),
    Script(
        "what failed before counts to the limit",
        retried(limit=1),
        [Publish("placed", 1), *lost(1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6), *lost(1)]
        + [Wait(0.6), Poll("worker"), Depth("waiting")],
        ("rabbitmq.count_goes_along", "rabbitmq.x_death"),
        since="4.3",
    ),
    Script(
        "a rejection is no failure that goes along",
        retried(),
        [Publish("placed", 1), Poll("worker"), Nack("worker", 1, requeue=False), Wait(0.6), Poll("worker")]
        + [Nack("worker", 1), Poll("worker"), Ack("worker", 1)],
        ("rabbitmq.count_goes_along", "rabbitmq.nack_uncounted"),
        since="4.3",
    ),
    Script(
        "failures in a classic queue go along to a quorum queue",
        two_in_a_row(),
        [Publish("placed", 1), Poll("reader"), Crash("reader"), Restart("reader"), Poll("reader"), Nack("reader", 1)]
        + [Poll("reader"), Nack("reader", 1, requeue=False), Wait(0.2), *lost(1), Poll("worker")],
        ("rabbitmq.count_goes_along",),
        since="4.3",
    ),
]


def unbound(**settings: Any) -> Any:
    """Its dead letters go to an exchange that no queue is bound to."""
    return document(
        BROKER,
        *(exchange("limbo", "fanout"), dies("work", "limbo")),
        queue("work", queue_type="quorum", max_length=2, dead_letter_strategy="at-least-once", **settings),
        *(sends("work"), service("worker"), reads("worker", "work", prefetch=1)),
    )


REFUSING_TARGET = document(
    BROKER,
    *(exchange("limbo", "fanout"), dies("work", "limbo"), bound("limbo", "dead"), sends("work")),
    queue("work", queue_type="quorum", max_length=9, overflow="reject-publish", dead_letter_strategy="at-least-once"),
    queue("dead", max_length=1, overflow="reject-publish"),
    *(service("worker"), reads("worker", "work"), service("undertaker"), reads("undertaker", "dead", prefetch=1)),
)


def dropped(number: int) -> list[Step]:
    return [Publish("placed", number), Wait(0.2), Poll("worker"), Nack("worker", number, requeue=False), Wait(0.3)]


SAFELY = [
    Script(
        "dead-lettered at least once it arrives as otherwise",
        quorum(max_length=10, overflow="reject-publish", dead_letter_strategy="at-least-once"),
        [*THREE, Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Wait(0.3), Drain("undertaker")],
        ("rabbitmq.at_least_once",),
    ),
    Script(
        "dead letters that no queue takes are kept and count for the length",
        unbound(overflow="reject-publish"),
        [*dropped(1), *dropped(2), *dropped(3), Publish("placed", 4), Wait(0.2), Publish("placed", 5), Drain("worker")]
        + [Refused()],
        ("rabbitmq.at_least_once", "rabbitmq.reject_publish"),
    ),
    Script(
        "with drop head dead letters that no queue takes are lost",
        unbound(),
        [*dropped(1), *dropped(2), *dropped(3), Publish("placed", 4), Wait(0.2), Publish("placed", 5), Drain("worker")]
        + [Refused()],
        ("rabbitmq.at_least_once",),
    ),
    Script(
        "a dead letter that is refused is not tried again soon",
        REFUSING_TARGET,
        [*THREE, Wait(0.2), Drain("worker", ack=False), *(Nack("worker", each, requeue=False) for each in (1, 2, 3))]
        + [Wait(0.5), Depth("dead"), Poll("undertaker"), Ack("undertaker", 1), Poll("undertaker")]
        + [Ack("undertaker", 2), Wait(1.0), Drain("undertaker"), Depth("dead")],
        ("rabbitmq.at_least_once",),
    ),
]

# The shortest that RabbitMQ supports, and the engine's.
LATE = node("broker", "rabbitmq", version="3.13", latency_ms=0, consumer_timeout_ms=60_000)


def late(**settings: Any) -> Any:
    return document(
        LATE, queue("work", **settings), sends("work"), service("worker"), reads("worker", "work", prefetch=2), *grave()
    )


HELD_FOR_LONG = [
    *(Publish("placed", 1), Poll("worker"), Wait(40.0), Publish("placed", 2), Poll("worker"), Wait(25.0)),
    *(Drain("worker", ack=False), Depth("work"), Drain("undertaker")),
]

TIMEOUTS = [
    Script(
        "a late consumer loses everything it holds",
        late(queue_type="quorum", delivery_limit=5),
        HELD_FOR_LONG,
        ("rabbitmq.consumer_timeout",),
        until="4.0",
        slow=True,
    ),
    Script(
        "a late consumer of a classic queue loses everything it holds",
        late(),
        HELD_FOR_LONG,
        ("rabbitmq.consumer_timeout",),
        until="4.0",
        slow=True,
    ),
    Script(
        "a late consumer loses only what is overdue, and that does not count",
        late(queue_type="quorum", delivery_limit=5),
        HELD_FOR_LONG,
        ("rabbitmq.consumer_timeout",),
        since="4.3",
        slow=True,
    ),
    Script(
        "a consumer of a classic queue may be late",
        late(),
        HELD_FOR_LONG,
        ("rabbitmq.consumer_timeout",),
        since="4.3",
        slow=True,
    ),
    Script(
        "what a late consumer loses goes to another",
        document(
            LATE,
            queue("work", queue_type="quorum"),
            *(sends("work"), service("worker", 2), reads("worker", "work", prefetch=1)),
        ),
        [
            Publish("placed", 1),
            Poll("worker", 0),
            Wait(65.0),
            Poll("worker", 1),
            Publish("placed", 2),
            Poll("worker", 0),
        ],
        ("rabbitmq.consumer_timeout",),
        slow=True,
    ),
    Script(
        "a late single active consumer gives way",
        document(
            LATE,
            queue("work", queue_type="quorum", single_active_consumer=True),
            *(sends("work"), service("worker", 2), reads("worker", "work", prefetch=1)),
        ),
        [*THREE, Poll("worker", 0), Wait(65.0), Poll("worker", 1), Poll("worker", 0), Ack("worker", 1, 1)]
        + [Drain("worker", 1), Poll("worker", 0)],
        ("rabbitmq.consumer_timeout", "rabbitmq.single_active"),
        slow=True,
    ),
    Script(
        "a dead letter that is refused is tried again after three minutes",
        REFUSING_TARGET,
        [*THREE, Wait(0.2), Drain("worker", ack=False), *(Nack("worker", each, requeue=False) for each in (1, 2))]
        + [Wait(0.5), Nack("worker", 3, requeue=False), Wait(0.5)]
        + [Poll("undertaker"), Ack("undertaker", 1), Poll("undertaker"), Ack("undertaker", 2)]
        + [Wait(170.0), Drain("undertaker"), Wait(20.0), Drain("undertaker")],
        ("rabbitmq.at_least_once",),
        slow=True,
    ),
]

SCRIPTS = [*LIMITS, *SAFELY, *TIMEOUTS]
