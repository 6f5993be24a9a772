from collections.abc import Iterable
from uuid import UUID

from celery import group, shared_task

from apps.studies.tasks import revival

revival.install()

LOOK_AGAIN = 5.0
"""Seconds until a part that somebody is at is looked at again: a message comes a second time when its worker is slow,
and when it was lost."""


@shared_task(acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def work_on_part(study_id: str, number: int) -> None:
    # Here, because whoever only enqueues must not load Numba.
    from apps.studies.execution import parts

    following = parts.do(UUID(study_id), number)
    if following.taken:
        work_on_part.apply_async((study_id, number), countdown=LOOK_AGAIN)
    enqueue(UUID(study_id), following.parts)


def enqueue(study_id: UUID, numbers: Iterable[int]) -> None:
    group(work_on_part.s(str(study_id), number) for number in numbers).apply_async()
