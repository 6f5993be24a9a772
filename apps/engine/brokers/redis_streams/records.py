"""The tables of Redis: servers, streams, groups and the consumers of groups."""

from ...records import record

Server = record(
    [
        ("unwritten", "f8"),
        ("replication", "f8"),
        ("failover", "f8"),
        ("down_since", "f8"),
        ("broker", "i4"),
        ("master", "i4"),
        ("unavailable", "i4"),
        ("timer", "i4"),
        ("loses", "i4"),
    ]
)
"""unwritten: how many seconds of writes a crash of the machine can take. replication: seconds that replicas are behind.
master: which of its nodes; unavailable: that is down, since down_since, and nobody has taken over. timer: the
failover, -1 for none. loses: the cause of what it loses this time."""

Stream = record(
    [
        ("claim_min_idle", "f8"),
        ("claim_interval", "f8"),
        ("max_length", "i8"),
        ("start", "i8"),
        ("claim_count", "i4"),
        ("approximate", "i4"),
        ("log", "i4"),
        ("server", "i4"),
    ]
)
"""max_length: -1 for no limit. start: offset of the first entry that was not trimmed; the simulation may have forgotten
some behind it, which everybody has read."""

StreamGroup = record(
    [
        ("start_at", "f8"),
        ("head", "i4"),
        ("tail", "i4"),
        ("length", "i4"),
        ("stream", "i4"),
        ("server", "i4"),
        ("asleep", "i4"),
        ("timer", "i4"),
        ("unused", "i4"),
    ]
)
"""The list of pending entries, XPENDING's. asleep: consumers that asked and got nothing. timer: wakes one of them
when it can claim something. start_at: the moment, in seconds, that the id it is created with stands for, if it is
created with one."""

StreamConsumer = record(
    [("claims_at", "f8"), ("claimed", "i4"), ("first_left", "i4"), ("last_left", "i4"), ("asleep", "i4")]
)
"""claims_at: when it next calls XAUTOCLAIM. claimed: the first of the pending entries that it has claimed and not
begun; the others follow it. first_left, last_left: entries it has in its memory that are no longer its own in the
list."""

RECORDS = {
    "redis_servers": Server,
    "redis_streams": Stream,
    "redis_groups": StreamGroup,
    "redis_consumers": StreamConsumer,
}
