"""What is only true for seconds, in Valkey: who is at which part, how far it is, and that a study is to end.

Losing all of it costs nothing but a part done twice.
"""

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache

LEASE = 10
"""Seconds after which a part of which nothing was heard may be begun by somebody else."""


def take(study_id: UUID, number: int) -> bool:
    """False if somebody is at the part."""
    return bool(cache.add(_part(study_id, number), 0.0, LEASE))


def tell(study_id: UUID, number: int, fraction: float) -> None:
    cache.set(_part(study_id, number), fraction, LEASE)


def leave(study_id: UUID, number: int) -> None:
    cache.delete(_part(study_id, number))


def fractions(study_id: UUID, numbers: Iterable[int]) -> dict[int, float]:
    """Of the parts that somebody is at."""
    keys = {_part(study_id, number): number for number in numbers}
    return {keys[key]: fraction for key, fraction in cache.get_many(keys).items()}


def cancel(study_id: UUID) -> None:
    cache.set(_cancelled(study_id), True, 3600)


def cancelled(study_id: UUID) -> bool:
    return cache.get(_cancelled(study_id)) is not None


def _part(study_id: UUID, number: int) -> str:
    return f"study:{study_id}:part:{number}"


def _cancelled(study_id: UUID) -> str:
    return f"study:{study_id}:cancelled"
