"""Reading a message's x-death and x-delivery-count out of an arena."""

from typing import Any

from ...layout import HAS_DIED, RABBITMQ
from .records import QUORUM, VERSION_4_0

REASONS = ("rejected", "expired", "maxlen", "delivery_limit")


def deaths(arena: Any, m: int) -> list[tuple[int, str, int]]:
    """Lines of message m's x-death, newest first: (channel index, reason, count)."""
    return [(int(line["channel"]), REASONS[int(line["reason"])], int(line["count"])) for line in _lines(arena, m)]


def _lines(arena: Any, m: int) -> list[Any]:
    msg = arena.view("messages")[m]
    row = int(msg["extra"]) if int(msg["marks"]) & HAS_DIED else -1
    lines = []
    while row >= 0:
        lines.append(arena.view("deaths")[row])
        row = int(lines[-1]["next"])
    return lines


def deliveries_before(arena: Any, m: int) -> int:
    """How many deliveries x-delivery-count tells of at the first delivery of message m in its queue, beyond that one.

    A quorum queue writes the header when it delivers again. From 4.0 on it stays with a dead letter, so that until the
    next quorum queue has a count of its own, its consumer is shown the old one, and `redelivered`. It counts to no
    limit. Before, the header did not go along; from 4.3 on the count itself does.
    """
    msg = arena.view("messages")[m]
    group = arena.view("groups")[arena.view("consumers")["group"][msg["consumer"]]]
    if group["kind"] != RABBITMQ or msg["deliveries"] != 1:
        return 0
    queue = arena.view("rabbitmq_queues")[group["own"]]
    version = arena.view("rabbitmq_clusters")["version"][queue["cluster"]]
    if queue["quorum"] != QUORUM or version != VERSION_4_0:
        return 0
    return next((int(line["failures"]) for line in _lines(arena, m)), 0)
