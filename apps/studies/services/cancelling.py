from uuid import UUID

from django.utils import timezone

from apps.accounts.actors import Actor
from apps.studies.errors import StudyRefused
from apps.studies.execution import marks
from apps.studies.models import Study
from apps.studies.services.reading import found, value
from apps.studies.values import StudyValue


def cancel(actor: Actor, study_id: UUID) -> StudyValue:
    """What is known by then stays. Cancelling what has ended changes nothing. Raises StudyNotFound, StudyRefused."""
    row, access = found(actor, study_id)
    if access != "edit":
        raise StudyRefused("You may read this study, but not cancel it.")
    now = timezone.now()
    live = Study.objects.filter(pk=study_id, status__in=Study.LIVE)
    if live.update(status=Study.Status.CANCELLED, ended_at=now, updated_at=now):
        marks.cancel(study_id)
    row.refresh_from_db()
    return value(row)
