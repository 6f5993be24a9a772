"""Rows of studies and of their parts."""

from uuid import UUID

from apps.studies.errors import StudyNotFound
from apps.studies.kinds.kind import Part
from apps.studies.models import Study, StudyPart

STUDIES_LISTED = 50


def study_row(study_id: UUID) -> Study:
    row = Study.objects.select_related("revision").filter(pk=study_id).first()
    if row is None:
        raise StudyNotFound
    return row


def rows_of(diagram_id: UUID) -> list[Study]:
    """The newest first, without their results."""
    return list(Study.objects.select_related("revision").defer("result").filter(diagram_id=diagram_id)[:STUDIES_LISTED])


def parts_of(study_id: UUID) -> list[Part]:
    return [Part(row.work, row.outcome, row.reason) for row in StudyPart.objects.filter(study_id=study_id)]


def waiting_numbers(study_id: UUID) -> list[int]:
    waiting = StudyPart.objects.filter(study_id=study_id, status=StudyPart.Status.WAITING)
    return list(waiting.values_list("number", flat=True))


def is_live(study_id: UUID) -> bool:
    return Study.objects.filter(pk=study_id, status__in=Study.LIVE).exists()
