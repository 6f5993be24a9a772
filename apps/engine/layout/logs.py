"""Logs: what Kafka partitions, Redis and NATS streams and event stores are made of, and how groups read them.

A log is a linked list of entries, oldest first. An entry is shared by all groups; each group has a reader that knows
how far it is. An entry becomes a message only when a consumer takes it.
"""

from ..records import record

Entry = record(
    [
        ("event", "i8"),
        ("born", "f8"),
        ("sent", "f8"),
        ("appended", "f8"),
        ("key", "i4"),
        ("next", "i4"),
        ("payload", "i4"),
        ("origin", "i2"),
        ("type", "u1"),
        ("marks", "u1"),
    ]
)
"""event: the message's id and, in the low LINEAGE_BITS, its lineage. sent: by the only right clock; appended: when it
could first be read. marks: the carried marks of a message, packed by `logs`, and above them the row of `skews` that its
sender's clock had."""

LINEAGE_BITS = 16
LINEAGE_MASK = (1 << LINEAGE_BITS) - 1

Log = record(
    [
        ("start", "i8"),
        ("end", "i8"),
        ("bytes", "i8"),
        ("history", "i8"),
        ("head", "i4"),
        ("tail", "i4"),
        ("first_reader", "i4"),
        ("readers", "i4"),
        ("reader_step", "i4"),
        ("channel", "i4"),
        ("retention", "f8"),
        ("retention_bytes", "i8"),
    ],
    lines=True,
)
"""Offsets: entries start … end - 1 are kept. Its readers are rows first_reader + g * reader_step, one a group.
history: how many entries that every group has committed are kept for replay."""

Reader = record(
    [
        ("position", "i8"),
        ("committed", "i8"),
        ("poll", "i8"),
        ("next", "i4"),
        ("committed_next", "i4"),
        ("group", "i4"),
        ("consumer", "i4"),
        ("active", "i4"),
        ("queued", "i4"),
        ("next_ready", "i4"),
        ("state", "i4"),
        ("unfinished", "i4"),
        ("log", "i4"),
        ("seen", "i8"),
        ("handled", "i8"),
        ("until", "i8"),
        ("sibling", "i4"),
        ("commits", "i4"),
        ("heir", "i4"),
        ("timer", "i4"),
    ],
    lines=True,
)
"""position: offset of the next entry to take, `next` its index, -1 at the end of the log. committed, committed_next:
the same of the last commit. seen: one past the highest offset ever taken; from there on entries are unaccounted for.
consumer: who owns it, -1 for nobody. active: messages taken from it and not yet handled. sibling: the next reader of
the same owner. state: as its broker likes. Kafka's alone are handled, until, poll, queued, next_ready, unfinished,
heir and timer. handled: one past the highest offset whose handling has ended. until: end of what the poll that is
being worked on fetched here; poll: the number of polls its owner had made when it was put on the owner's list of
those with something to fetch (queued, next_ready). unfinished: records that were taken, must come again and have not
yet. commits: 0 until the group has committed here; in Redis and NATS, until it is created. heir: who gets it at the
end of a rebalance. timer: that ends its pause, -1 for none."""

RECORDS = {"logs": Log, "readers": Reader, "entries": Entry}
