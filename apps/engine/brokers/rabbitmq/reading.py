"""Reading a message's x-death out of an arena."""

from typing import Any

from ...layout import HAS_DIED

REASONS = ("rejected", "expired", "maxlen", "delivery_limit")


def deaths(arena: Any, m: int) -> list[tuple[int, str, int]]:
    """Lines of message m's x-death, newest first: (channel index, reason, count)."""
    msg = arena.view("messages")[m]
    row = int(msg["extra"]) if int(msg["marks"]) & HAS_DIED else -1
    lines = []
    while row >= 0:
        line = arena.view("deaths")[row]
        lines.append((int(line["channel"]), REASONS[int(line["reason"])], int(line["count"])))
        row = int(line["next"])
    return lines
