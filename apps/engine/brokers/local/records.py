"""The tables of channels outside any broker."""

from ...records import record

Local = record(
    [
        ("first_log", "i4"),
        ("partitions", "i4"),
        ("head", "i4"),
        ("tail", "i4"),
        ("retention", "f8"),
        ("looks_at", "f8"),
        ("timer", "i4"),
        ("keeps_time", "i4"),
    ]
)
"""Of a dead letter queue: retention: seconds, 0 for ever. timer: that looks for what is too old, -1 for none; looks_at:
when. keeps_time: 1 if what a queue moves here is as old as it was there."""
Version = record([("appended", "i8")])
"""How many events an event store has of an aggregate: of a key. An event store has logs, a dead letter queue a list."""

RECORDS = {"locals": Local, "versions": Version}
