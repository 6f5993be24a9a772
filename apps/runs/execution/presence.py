"""Who watches a run, and who started how many: counted in Valkey, where everything ends by itself."""

from typing import Any
from uuid import UUID

from apps.runs.execution import valkey
from apps.runs.execution.store import QUEUE_LEASE

WATCHING = 60
"""Seconds for which somebody counts as watching who has said so."""
HOUR = 3600


def watches(run_id: UUID, who: str) -> int | None:
    """Somebody is there. To be said again within WATCHING seconds. Returns the epoch that wakes a run which rested."""
    keys = [valkey.watchers_key(run_id), valkey.run_key(run_id), valkey.leases_key()]
    epoch: Any = valkey.script("watch")(keys=keys, args=[who, WATCHING, str(run_id), QUEUE_LEASE])
    return None if epoch is None else int(epoch)


def leaves(run_id: UUID, who: str) -> None:
    valkey.client().zrem(valkey.watchers_key(run_id), who)


def starts(who: str, hour: int) -> int:
    """Counts one more of this hour; returns how many there are."""
    key = valkey.starts_key(who, hour)
    with valkey.client().pipeline() as pipeline:
        pipeline.incr(key)
        pipeline.expire(key, HOUR)
        count: int = pipeline.execute()[0]
    return count
