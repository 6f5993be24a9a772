"""From the parts that are done to the next ones, to a result so far, or to the end of a study."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.diagrams import services as diagrams
from apps.schema import Document
from apps.studies import selectors
from apps.studies.kinds.kind import Kind, Part
from apps.studies.kinds.registry import KINDS
from apps.studies.models import Study, StudyPart

SUMMARY_EVERY = timedelta(seconds=1)
LANES = 16
"""Parts of one study that wait in the queue at once; each that ends brings the next. So the studies of several people
go on side by side instead of one after the other."""


def plan(study: Study, document: Document, parts: Sequence[Part] = ()) -> list[int]:
    """Adds the parts that follow from those that are done; their numbers. Inside a transaction."""
    kind = KINDS[study.kind]
    work = kind.next_parts(kind.spec.model_validate(study.spec), document, parts)
    wave = 1 + max(StudyPart.objects.filter(study=study).values_list("wave", flat=True), default=0)
    rows = [
        StudyPart(study=study, number=number, wave=wave, work=one) for number, one in enumerate(work, start=len(parts))
    ]
    StudyPart.objects.bulk_create(rows)
    return [row.number for row in rows]


def count(study_id: UUID) -> None:
    """One more part is done."""
    Study.objects.filter(pk=study_id).update(parts_done=F("parts_done") + 1)


def after_part(study_id: UUID) -> tuple[int, ...]:
    """Parts to enqueue now that one has ended: the first LANES of a new wave, or one that nobody has in hand yet."""
    with transaction.atomic():
        study = Study.objects.select_for_update().filter(pk=study_id, status__in=Study.LIVE).first()
        if study is None:
            return ()
        waiting = selectors.waiting_numbers(study_id)
        if waiting:
            following = _next_of_lane(study, waiting)
        else:
            document = diagrams.revision_document(study.revision_id).document
            parts = selectors.parts_of(study_id)
            following = tuple(plan(study, document, parts)[:LANES])
            if following:
                kind = KINDS[study.kind]
                expected = kind.expected_parts(kind.spec.model_validate(study.spec), selectors.parts_of(study_id))
                queued = len(parts) + len(following)
                Study.objects.filter(pk=study_id).update(parts_queued=queued, parts_expected=expected)
            else:
                _end(study, document, parts)
                return ()
    _summarise_sometimes(study)
    return following


def _next_of_lane(study: Study, waiting: list[int]) -> tuple[int, ...]:
    """The first part that was never enqueued, if there is one."""
    if study.parts_queued > waiting[-1]:
        return ()
    Study.objects.filter(pk=study.pk).update(parts_queued=F("parts_queued") + 1)
    return (study.parts_queued,)


def _end(study: Study, document: Document, parts: Sequence[Part]) -> None:
    now = timezone.now()
    failed = [part.reason for part in parts if part.reason]
    all_failed = len(failed) == len(parts)
    study.status = Study.Status.FAILED if all_failed else Study.Status.FINISHED
    study.reason = (
        failed[0] if all_failed else f"{len(failed)} of {len(parts)} parts failed: {failed[0]}" if failed else ""
    )
    study.result = None if all_failed else summary(KINDS[study.kind], study, document, parts)
    study.summarised = study.parts_done = study.parts_expected = len(parts)
    study.ended_at = study.updated_at = now
    study.save()


def _summarise_sometimes(study: Study) -> None:
    """A result so far, at most once a second."""
    now = timezone.now()
    mine = Study.objects.filter(pk=study.pk, status__in=Study.LIVE, updated_at__lt=now - SUMMARY_EVERY)
    if mine.update(updated_at=now):
        summarise(study)


def summarise(study: Study) -> None:
    parts = selectors.parts_of(study.pk)
    ended = sum(part.ended for part in parts)
    document = diagrams.revision_document(study.revision_id).document
    result = summary(KINDS[study.kind], study, document, parts)
    Study.objects.filter(pk=study.pk, summarised__lt=ended).update(result=result, summarised=ended)


def summary(kind: Kind, study: Study, document: Document, parts: Sequence[Part]) -> object:
    spec = kind.spec.model_validate(study.spec)
    return kind.summary(spec, document, parts).model_dump(mode="json", by_alias=True)
