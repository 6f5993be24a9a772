"""The tables of channels outside any broker."""

from ...records import record

Local = record(
    [
        ("first_log", "i4"),
        ("partitions", "i4"),
        ("head", "i4"),
        ("tail", "i4"),
    ]
)
Version = record([("appended", "i8")])
"""How many events an event store has of an aggregate: of a key. An event store has logs, a dead letter queue a list."""

RECORDS = {"locals": Local, "versions": Version}
