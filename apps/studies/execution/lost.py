"""Parts that nobody will do, because their messages are gone."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.studies import selectors
from apps.studies.execution import marks
from apps.studies.execution.advancing import LANES
from apps.studies.models import Study

QUIET_FOR = timedelta(seconds=20)
"""Longer than the broker takes to hand out again what a lost worker had."""


def lost_parts() -> list[tuple[UUID, list[int]]]:
    """To be asked when the queue is empty."""
    found = []
    for study in Study.objects.filter(status__in=Study.LIVE, updated_at__lt=timezone.now() - QUIET_FOR).defer("result"):
        waiting = selectors.waiting_numbers(study.pk)
        if marks.fractions(study.pk, waiting):
            continue
        # Without any the last part was stored, and its worker lost before it could go on from there.
        numbers = waiting[:LANES] or [0]
        Study.objects.filter(pk=study.pk).update(
            updated_at=timezone.now(), parts_queued=max(study.parts_queued, numbers[-1] + 1)
        )
        found.append((study.pk, numbers))
    return found
