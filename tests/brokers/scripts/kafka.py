"""Apache Kafka, on Tansu, which speaks its protocol with one node: groups and offsets, no replicas.

What replication does (acks, in-sync replicas, leader election) no script can hold against it. The partition of an
unkeyed record is librdkafka's choice here, not the Java client's.
"""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, document, edge, node, reads, sends, service
from ..playing import (
    Ack,
    Counted,
    Crash,
    Depth,
    Drain,
    Nack,
    Operate,
    Outcome,
    Poll,
    Publish,
    Restart,
    Script,
    Seen,
    Settle,
    Wait,
)
from ..views import deliveries, messages_only, partitions_per_member, per_partition

COMMITS_EACH = {"auto_commit_interval_ms": 0}
TIMES = {"session_timeout_ms": 2500, "heartbeat_interval_ms": 500, "latency_ms": 0}


def topic(identifier: str = "events", partitions: int = 4) -> Part:
    return node(identifier, "kafka_topic", partitions=partitions, replication_factor=1, min_insync_replicas=1)


def logged(
    *more: Part, instances: int = 1, partitions: int = 4, cluster: dict[str, Any] = COMMITS_EACH, **reading: Any
) -> Any:
    """A sender, the topic `events` and the group of `worker`, which begins with the first record."""
    return document(
        node("broker", "kafka", version="4.0", brokers=1, **TIMES, **cluster),
        *(topic("events", partitions), sends("events", linger_ms=0), service("worker", instances)),
        reads("worker", "events", **{"start": "earliest", **reading}),
        *more,
        event_types={"placed": {}, "heartbeat": {"key": ""}},
    )


def seek(to: str, **more: Any) -> Operate:
    return Operate({"kind": "seek", "target": "events-worker", "to": to, **more})


def keyed(*keys: int) -> list[Publish]:
    return [Publish("placed", key) for key in keys]


def taken_over(outcome: Outcome) -> Any:
    """Which half was whose is up to random member ids: what the lost one had is what the other is then given."""
    came = {step: {one.message for one in deliveries(outcome) if one.step == step} for step in (8, 9, 14)}
    lags = [one.ready for one in outcome if isinstance(one, Counted)]
    return came[14] == came[9], came[8] | came[9], lags[0] == len(came[9]), lags[1]


def after_the_crash(outcome: Outcome) -> Any:
    """Which of the two owned the partition before is up to random member ids."""
    return [one for one in outcome if isinstance(one, Seen) and one.step > 4]


EIGHT = keyed(*range(8))
AGAIN = [Crash("worker"), Restart("worker"), Settle()]

PARTITIONS = [
    Script(
        "a key chooses its partition by murmur2",
        logged(),
        [*keyed(*range(24)), Drain("worker")],
        ("kafka.partitioner",),
        view=per_partition,
    ),
    Script(
        "among many partitions as well",
        logged(partitions=12),
        [*keyed(*range(100, 140)), Drain("worker")],
        ("kafka.partitioner",),
        view=per_partition,
    ),
    Script(
        "the records of a key stay in order",
        logged(partitions=6),
        [*keyed(1, 2, 1, 3, 1, 2, 3, 1), Drain("worker")],
        ("kafka.order", "kafka.partitioner"),
        view=per_partition,
    ),
    Script(
        "records without a key are all there",
        logged(),
        [*[Publish("heartbeat")] * 9, Drain("worker")],
        ("kafka.unkeyed",),
        view=messages_only,
    ),
    Script(
        "one partition keeps everything in order",
        logged(partitions=1),
        [*EIGHT, Drain("worker")],
        ("kafka.order",),
    ),
]

GROUPS = [
    Script(
        "two groups are given every record each",
        logged(service("auditor"), reads("auditor", "events", start="earliest")),
        [*EIGHT, Drain("worker"), Drain("auditor")],
        ("kafka.groups",),
        view=per_partition,
    ),
    *(
        Script(
            f"{members} members share {partitions} partitions ({assignor})",
            logged(instances=members, partitions=partitions, assignor=assignor),
            [*keyed(*range(16)), *[Drain("worker", instance) for instance in range(members)]],
            ("kafka.assignment", f"kafka.{assignor}"),
            view=partitions_per_member,
        )
        for members, partitions, assignor in [(2, 4, "eager"), (2, 4, "cooperative"), (3, 4, "cooperative")]
    ),
    Script(
        "a member more than there are partitions has nothing to do",
        logged(instances=3, partitions=2),
        [*keyed(*range(16)), *[Drain("worker", instance) for instance in range(3)]],
        ("kafka.assignment",),
        view=partitions_per_member,
    ),
    Script(
        "the member that is left takes over what the lost one had not committed",
        logged(instances=2),
        [*EIGHT, Drain("worker", 0), Drain("worker", 1, ack=False), Crash("worker", 1), Wait(3.5), Settle()]
        + [Depth("events"), Drain("worker", 0), Depth("events")],
        ("kafka.session_timeout", "kafka.redelivery"),
        view=taken_over,
    ),
    Script(
        "the partitions of a lost member stand still until its session times out",
        logged(instances=2, partitions=1),
        [
            *keyed(1, 2),
            Drain("worker", 0, ack=False),
            Drain("worker", 1, ack=False),
            Crash("worker"),
            Restart("worker", 0),
        ]
        + [Poll("worker", 0), Settle(), Drain("worker", 0)],
        ("kafka.session_timeout",),
        view=after_the_crash,
        patience=0.5,
    ),
]

OFFSETS = [
    Script(
        "after a crash without a commit everything comes again",
        logged(),
        [*EIGHT, Drain("worker", ack=False), *AGAIN, Drain("worker")],
        ("kafka.redelivery",),
        view=per_partition,
    ),
    Script(
        "after a commit only what follows comes again",
        logged(partitions=1),
        [*EIGHT, *[Poll("worker")] * 4, Ack("worker", 1), Ack("worker", 2), *AGAIN, Depth("events"), Drain("worker")]
        + [Depth("events")],
        ("kafka.redelivery", "kafka.commit", "kafka.lag"),
    ),
    Script(
        "committing a record covers those before it",
        logged(partitions=1),
        [*EIGHT, *[Poll("worker")] * 4, Ack("worker", 3), *AGAIN, Drain("worker")],
        ("kafka.commit",),
    ),
    Script(
        "what was handled since the last automatic commit comes again",
        logged(partitions=1, cluster={"auto_commit_interval_ms": 600}),
        [*EIGHT, Poll("worker"), Poll("worker"), Ack("worker", 1), Ack("worker", 2), Wait(1.0), Depth("events")]
        + [Poll("worker"), *AGAIN, Drain("worker")],
        ("kafka.auto_commit",),
    ),
    Script(
        "a group that never committed begins where its reset policy says",
        logged(start="latest"),
        [
            *EIGHT,
            Crash("worker"),
            *keyed(1, 2),
            Restart("worker"),
            Settle(),
            Drain("worker"),
            *keyed(3),
            Drain("worker"),
        ],
        ("kafka.reset",),
        view=per_partition,
    ),
    Script(
        "a record that is handed back by seeking comes again with those behind it",
        logged(partitions=1),
        [*EIGHT, *[Poll("worker")] * 3, Nack("worker", 2), Drain("worker")],
        ("kafka.seek",),
    ),
    Script(
        "a group set to the beginning replays in the same order",
        logged(),
        [*EIGHT, Drain("worker"), Depth("events"), seek("earliest"), Depth("events"), Drain("worker"), Depth("events")],
        ("kafka.seek", "kafka.order", "kafka.lag"),
        view=per_partition,
    ),
    Script(
        "a group set to the end skips what it has not read",
        logged(),
        [*EIGHT, seek("latest"), Depth("events"), Drain("worker"), *keyed(1, 2, 3), Drain("worker")],
        ("kafka.seek", "kafka.lag"),
        view=per_partition,
    ),
    Script(
        "a group can be set back by a time",
        logged(),
        [
            *keyed(1, 2, 3),
            Wait(2.0),
            *keyed(1, 2, 3),
            Drain("worker"),
            seek("seconds_ago", seconds=1.8),
            Drain("worker"),
        ],
        ("kafka.seek",),
        view=per_partition,
    ),
    Script(
        "the application moves what it cannot handle to another topic",
        logged(
            node("dead", "dead_letter_queue"),
            edge("dead_letter", "worker", "dead"),
            *(service("undertaker"), reads("undertaker", "dead", start="earliest")),
            partitions=1,
        ),
        [*keyed(1, 2, 3), Poll("worker"), Nack("worker", 1, requeue=False), Drain("worker"), Drain("undertaker")],
        ("kafka.dead_letter",),
    ),
    Script(
        "lag is the end of the log less what is committed",
        logged(partitions=1),
        [*EIGHT, Depth("events"), *[Poll("worker")] * 5, Depth("events"), Ack("worker", 1), Ack("worker", 2)]
        + [Depth("events"), Ack("worker", 5), Depth("events")],
        ("kafka.lag", "kafka.commit"),
    ),
]

SCRIPTS = [*PARTITIONS, *GROUPS, *OFFSETS]
