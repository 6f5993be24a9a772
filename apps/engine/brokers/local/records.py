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
"""An event store has logs, a dead letter queue a list."""

RECORDS = {"locals": Local}
