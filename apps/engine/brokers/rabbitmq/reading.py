"""Reading a message's x-death out of an arena."""

from typing import Any

REASONS = ("rejected", "expired", "maxlen", "delivery_limit")


def deaths_of(arena: Any, m: int) -> list[tuple[int, str, int]]:
    """Lines of message m's x-death, newest first: (channel index, reason, count)."""
    lines = []
    row = int(arena.view("messages")["extra"][m]) if len(arena.view("deaths")) else -1
    place = int(arena.view("messages")["place"][m])
    while row >= 0 and place >= 0:
        death = arena.view("deaths")[row]
        lines.append((int(death["channel"]), REASONS[int(death["reason"])], int(death["count"])))
        row = int(death["next"])
    return lines
