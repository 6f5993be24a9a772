from uuid import UUID

from django.utils import timezone

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.diagrams.errors import DiagramNotFound
from apps.diagrams.values import Access
from apps.studies import selectors
from apps.studies.errors import StudyNotFound
from apps.studies.execution import marks
from apps.studies.kinds.kind import Table
from apps.studies.kinds.registry import KINDS
from apps.studies.models import Study
from apps.studies.values import Progress, StudyValue


def read(actor: Actor, study_id: UUID, share_token: str | None = None) -> StudyValue:
    """With what is known so far. Raises StudyNotFound."""
    row, _ = found(actor, study_id, share_token)
    return value(row)


def studies_of(actor: Actor, diagram_id: UUID, share_token: str | None = None) -> list[StudyValue]:
    """The newest first, without their results. Raises DiagramNotFound."""
    diagrams.access_to(actor, diagram_id, share_token)
    return [value(row, with_result=False) for row in selectors.rows_of(diagram_id)]


def table(actor: Actor, study_id: UUID, share_token: str | None = None) -> Table:
    """Raises StudyNotFound."""
    row, _ = found(actor, study_id, share_token)
    if row.result is None:
        return Table([], [])
    kind = KINDS[row.kind]
    return kind.table(kind.result.model_validate(row.result))


def found(actor: Actor, study_id: UUID, share_token: str | None = None) -> tuple[Study, Access]:
    """Who may edit a diagram may cancel its studies, who may read it may read them."""
    row = selectors.study_row(study_id)
    try:
        return row, diagrams.access_to(actor, row.diagram_id, share_token)
    except DiagramNotFound as error:
        raise StudyNotFound from error


def value(row: Study, with_result: bool = True) -> StudyValue:
    return StudyValue(
        id=row.pk,
        diagram=row.diagram_id,
        revision=row.revision.number,
        kind=row.kind,
        status=row.status,
        spec=row.spec,
        progress=_progress(row),
        reason=row.reason,
        created_at=row.created_at,
        ended_at=row.ended_at,
        result=row.result if with_result else None,
    )


def _progress(row: Study) -> Progress:
    """The time left is what the parts so far have taken, parts on their way counted by how far they are."""
    began, ended = row.started_at or row.created_at, row.ended_at or timezone.now()
    elapsed = (ended - began).total_seconds() if row.started_at else 0.0
    done = float(row.parts_done)
    if row.status == Study.Status.RUNNING:
        done += sum(marks.fractions(row.pk, selectors.waiting_numbers(row.pk)[:256]).values())
    fraction = min(1.0, done / row.parts_expected) if row.parts_expected else 0.0
    left = None
    if row.status == Study.Status.RUNNING and fraction > 0:
        left = elapsed * (1 - fraction) / fraction
    return Progress(row.parts_done, row.parts_expected, fraction, elapsed, left)
