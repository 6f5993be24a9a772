"""One part of a study: take it, do it, store what came of it, and see whether the study goes on or has ended.

Called by a task of any worker. Doing a part twice is harmless: the first outcome stays, and the second is the same.
"""

import logging
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone
from redis import RedisError

from apps.diagrams import services as diagrams
from apps.diagrams.errors import DiagramNotFound
from apps.schema import Document
from apps.studies.execution import advancing, marks
from apps.studies.kinds.kind import Json, PartFailed
from apps.studies.kinds.registry import KINDS
from apps.studies.models import Study, StudyPart

logger = logging.getLogger(__name__)

TELLS_EVERY = 0.4
"""Seconds of wall time; how soon a cancelled study lets go of its workers."""


class Cancelled(Exception):
    """The study ended while a part was on its way."""


@dataclass(frozen=True)
class Next:
    """What is to be enqueued: parts by number."""

    parts: tuple[int, ...] = ()
    taken: bool = False
    """Somebody else is at the part: look again later."""


def do(study_id: UUID, number: int) -> Next:
    part = StudyPart.objects.select_related("study").filter(study_id=study_id, number=number).first()
    if part is None or part.study.status not in Study.LIVE:
        return Next()
    if part.status == StudyPart.Status.WAITING:
        if not marks.take(study_id, number):
            return Next(taken=True)
        try:
            _begin(part.study)
            if not _do(part):
                return Next()
        finally:
            marks.leave(study_id, number)
    return Next(advancing.after_part(study_id))


def _do(part: StudyPart) -> bool:
    """False if the study has ended meanwhile."""
    began = time.monotonic()
    study, number = part.study, part.number
    try:
        document = document_of(study.revision_id)
        kind = KINDS[study.kind]
        outcome = kind.work(kind.spec.model_validate(study.spec), document, part.work, _Watch(study.pk, number))
    except Cancelled:
        return False
    except DiagramNotFound:
        return False
    except (RedisError, DatabaseError):
        raise  # Not the part's fault: it is handed out again.
    except PartFailed as error:
        return _store(part, "failed", None, str(error), began)
    except Exception as error:
        logger.exception("part %s of study %s cannot be done", number, study.pk)
        return _store(part, "failed", None, f"cannot be done: {error or type(error).__name__}", began)
    return _store(part, "done", outcome, "", began)


def _store(part: StudyPart, status: Literal["done", "failed"], outcome: Json | None, reason: str, began: float) -> bool:
    waiting = StudyPart.objects.filter(pk=part.pk, status=StudyPart.Status.WAITING)
    values: dict[str, Any] = {"outcome": outcome, "reason": reason, "seconds": time.monotonic() - began}
    with transaction.atomic():
        if waiting.update(status=status, **values):
            advancing.count(part.study_id)
    return True


def _begin(study: Study) -> None:
    now = timezone.now()
    queued = Study.objects.filter(pk=study.pk, status=Study.Status.QUEUED)
    queued.update(status=Study.Status.RUNNING, started_at=now, updated_at=now)


class _Watch:
    """Tells how far a part is, and ends it when its study has ended."""

    def __init__(self, study_id: UUID, number: int) -> None:
        self.study_id, self.number = study_id, number
        self.told = time.monotonic()

    def __call__(self, fraction: float) -> None:
        now = time.monotonic()
        if now - self.told < TELLS_EVERY:
            return
        self.told = now
        if marks.cancelled(self.study_id):
            raise Cancelled
        marks.tell(self.study_id, self.number, fraction)


@lru_cache(maxsize=8)
def document_of(revision_id: int) -> Document:
    return diagrams.revision_document(revision_id).document
