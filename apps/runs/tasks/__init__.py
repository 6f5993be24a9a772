from uuid import UUID

from celery import shared_task

from apps.runs.tasks import revival

revival.install()


@shared_task(acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def advance_run(run_id: str, epoch: int) -> None:
    # Here, because whoever only enqueues must not load Numba.
    from apps.runs.execution import slices

    following = slices.advance(UUID(run_id), epoch)
    if following is not None:
        enqueue(UUID(run_id), following.epoch, following.countdown)


def enqueue(run_id: UUID, epoch: int, countdown: float = 0.0) -> None:
    advance_run.apply_async((str(run_id), epoch), countdown=countdown)


@shared_task(acks_late=True, ignore_result=True)
def answer_question(key: str) -> None:
    from apps.runs.execution.answering import answer

    answer(key)


def ask(key: str) -> None:
    answer_question.apply_async((key,))
