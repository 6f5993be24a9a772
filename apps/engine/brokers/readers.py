"""Rows of logs and of the readers that groups have on them."""

from typing import Any

from ..layout import FROM_A_NUMBER, FROM_A_TIME, FROM_THE_BEGINNING, FROM_THE_END
from .plans import GroupPlan

STARTS = {
    "earliest": FROM_THE_BEGINNING,
    "latest": FROM_THE_END,
    "time": FROM_A_TIME,
    "sequence": FROM_A_NUMBER,
}


def add_logs(
    tables: Any,
    channel: int,
    count: int,
    history: int,
    retention_seconds: float = 0.0,
    retention_bytes: int = 0,
) -> int:
    """Empty logs of a channel, one a partition, which share the history. Returns the first row.

    A retention of 0 is no limit.
    """
    first = int(tables.count("logs"))
    for _ in range(count):
        tables.add(
            "logs",
            head=-1,
            tail=-1,
            channel=channel,
            history=-(-history // count),
            retention=retention_seconds,
            retention_bytes=retention_bytes,
            first_reader=-1,
            reader_step=count,
        )
    return first


def add_readers(tables: Any, plan: GroupPlan, first_log: int, owners: list[int]) -> dict[str, int]:
    """A reader on each log for a group, owned by consumers `owners`; values for the group's row.

    The groups of a channel are added one after the other, so that the readers of a log are `reader_step` apart.
    """
    first = int(tables.count("readers"))
    for number, owner in enumerate(owners):
        log = tables.rows("logs")[first_log + number]
        if log["first_reader"] < 0:
            log["first_reader"] = first + number
        log["readers"] = log.get("readers", 0) + 1
        tables.add(
            "readers",
            log=first_log + number,
            group=plan.index,
            next=-1,
            committed_next=-1,
            consumer=owner,
            sibling=-1,
            next_ready=-1,
            unfinished=-1,
            heir=-1,
            timer=-1,
        )
    return {"first_reader": first, "readers": len(owners)}


def start_of(plan: GroupPlan, default: str) -> tuple[int, float]:
    """Where a group, created when the first of its consumers is there, begins: one of GroupStarts, and the moment in
    seconds or the number of the message that it begins with."""
    edge = plan.subscriptions[0].edge
    start = edge.start or default
    at = {"time": edge.start_seconds, "sequence": edge.start_sequence}.get(start)
    return STARTS[start], float(at or 0.0)
