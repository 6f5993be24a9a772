"""Who watches a run, and who started how many: counted in Valkey, where everything ends by itself."""

from uuid import UUID

from apps.runs.execution import valkey

WATCHING = 60
"""Seconds for which somebody counts as watching who has said so."""
HOUR = 3600


def watches(run_id: UUID, who: str) -> None:
    """Somebody is there. To be said again within WATCHING seconds."""
    key = valkey.watchers_key(run_id)
    with valkey.client().pipeline(transaction=False) as pipeline:
        now = _now()
        pipeline.zadd(key, {who: now + WATCHING})
        pipeline.expire(key, 2 * WATCHING)
        pipeline.execute()


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


def _now() -> float:
    # Valkey's own clock: that of whoever asks may be another one.
    seconds, micros = valkey.client().time()
    return float(seconds) + float(micros) / 1e6
