"""Kafka's tables: what its clusters, topics, partitions, producers, groups and members are made of."""

from ...records import record

Cluster = record(
    [
        ("session_timeout", "f8"),
        ("heartbeat_every", "f8"),
        ("poll_interval", "f8"),
        ("rebalance", "f8"),
        ("election", "f8"),
        ("replication", "f8"),
        ("detection", "f8"),
        ("broker", "i4"),
        ("unused", "i4"),
    ]
)
"""All in seconds; broker: the container's row."""

Topic = record(
    [
        ("first_log", "i4"),
        ("partitions", "i4"),
        ("first_partition", "i4"),
        ("broker", "i4"),
        ("care", "i4"),
        ("cluster", "i4"),
        ("retention", "f8"),
        ("retention_bytes", "i8"),
        ("channel", "i4"),
        ("min_insync", "i4"),
        ("unclean", "i4"),
        ("timer", "i4"),
    ],
    lines=True,
)
"""retention in seconds, 0 for ever; retention_bytes for each partition, 0 without a limit. care: 0 if a record that
arrives has only to be appended, else bits of what must be looked at. timer: deletes what is too old, -1 while none is
set."""

ARM_RETENTION, BY_SIZE, TROUBLE = 1, 2, 4
"""Care: no retention timer is set; the size must be looked at; a partition is not as it should be."""

Partition = record(
    [
        ("fragile_until", "f8"),
        ("topic", "i4"),
        ("log", "i4"),
        ("leader", "i4"),
        ("first_replica", "i4"),
        ("replicas", "i4"),
        ("in_sync", "i4"),
        ("stalled", "i4"),
        ("parked_head", "i4"),
        ("parked_tail", "i4"),
        ("parked", "i4"),
        ("timer", "i4"),
        ("lost_on", "i4"),
        ("too_big", "i4"),
        ("unused", "i4"),
    ]
)
"""leader: the number of a server of the cluster, -1 for none. in_sync: how many replicas are. stalled: replicas that
are lost and not yet known to be: nothing becomes readable without them. fragile_until: what arrives before was on the
lost leader only. parked: records whose senders try again. lost_on: the server on
which this partition alone is lost, -1 for none."""

Replica = record([("end", "i8"), ("server", "i4"), ("in_sync", "i4")])
"""end: of its log when it fell out of the set of those in sync."""

Producer = record(
    [
        ("linger", "f8"),
        ("batch_bytes", "i8"),
        ("topic", "i4"),
        ("first_connection", "i4"),
        ("first_batch", "i4"),
        ("edge", "i4"),
        ("partitions", "i4"),
        ("first_log", "i4"),
        ("sticky_bytes", "i8"),
        ("sticky", "i4"),
    ],
    lines=True,
)
"""One publish edge. A connection to each server of the cluster, a batch for each partition. partitions,
first_log: the topic's. sticky: the partition
that records without a key go to until batch_bytes have; sticky_bytes: how many have."""

Connection = record(
    [
        ("due", "f8"),
        ("latency", "f8"),
        ("arrives", "f8"),
        ("producer", "i4"),
        ("in_flight", "i4"),
        ("most", "i4"),
        ("lingers", "i4"),
        ("head", "i4"),
        ("tail", "i4"),
        ("timer", "i4"),
        ("ripe", "i4"),
    ],
    lines=True,
)
"""head: its batches that are not empty. in_flight: requests under way, `most` at most. lingers: 1 if batches wait to
fill. due: when they have waited long enough. ripe: they have. latency: of the last record that was sent.
arrives: when the last request arrives that was sent while something was disturbed."""

Batch = record([("bytes", "i8"), ("head", "i4"), ("tail", "i4"), ("next", "i4"), ("connection", "i4")])
"""Records that wait in a producer for their request: of one partition. connection: to the partition's leader; while it
has none, to the first server."""

GroupState = record(
    [
        ("generation", "i8"),
        ("rebalances", "i8"),
        ("cooperative", "i4"),
        ("latest", "i4"),
        ("cluster", "i4"),
        ("round", "i4"),
        ("again", "i4"),
        ("time_up", "i4"),
        ("missing", "i4"),
        ("ghosts", "i4"),
        ("moving", "i4"),
        ("timer", "i4"),
    ]
)
"""latest: 1 if it begins at the end of the log. round: of a rebalance, STABLE if there is none. again: another must
follow. time_up: members have had their time to join. missing: members that have not joined yet. ghosts: members that
crashed and whose session has not run out. moving: partitions that are still worked on by the member that has to give
them up."""

STABLE, JOINING_ROUND, MOVING_ROUND = range(3)

Member = record(
    [
        ("commit_every", "f8"),
        ("next_commit", "f8"),
        ("polled_at", "f8"),
        ("polls", "i8"),
        ("ready_head", "i4"),
        ("ready_tail", "i4"),
        ("batch_left", "i4"),
        ("poll_records", "i4"),
        ("broker", "i4"),
        ("phase", "i4"),
        ("timer", "i4"),
        ("interrupted", "i4"),
        ("joined_at", "f8"),
        ("acts", "i4"),
        ("unused", "i4"),
    ],
    lines=True,
)
"""A consumer in its group. ready_head: its partitions with something to fetch. batch_left: records of the last poll
that it may still take. timer: looks whether it polls often enough. interrupted: it crashed at work, so its last poll
is its last commit."""

OUTSIDE, IN_GROUP, CALLED, JOINING, LEAVING = range(5)
"""Phases. LEAVING: was stopped in good order, finishes what it has. CALLED: a rebalance is under way, which it learns
of at its next poll. JOINING: has joined, waits for partitions."""

KeyHash = record([("value", "i4")])

NO_OWNER, NO_LEADER, PAUSED, GIVEN_UP = 1, 2, 4, 8
"""Bits of a reader's state: nobody owns the partition; it has no leader; a record comes again later; it is to move."""

WATCH, SESSION_OVER, ROUND_OVER, RESUME, LINGERED, UNPARK, RETENTION = range(7)
NOTICED, ELECTED, CAUGHT_UP, LEADER_GONE = range(7, 11)
MEMBER_ACTS, CRASHED, STOPPED, BACK, GIVE_UP, RETURNED, TOO_BIG, UNCOMMITTED = range(11, 19)
"""What a timer of Kafka is for: its `step`. From MEMBER_ACTS on they are due at once: see `soon`."""

RECORDS = {
    "kafka_clusters": Cluster,
    "kafka_topics": Topic,
    "kafka_partitions": Partition,
    "kafka_replicas": Replica,
    "kafka_producers": Producer,
    "kafka_connections": Connection,
    "kafka_batches": Batch,
    "kafka_groups": GroupState,
    "kafka_members": Member,
    "kafka_key_hashes": KeyHash,
}
