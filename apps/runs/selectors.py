"""Rows of runs, and the frames that are in the database. What a live run is at this moment, Valkey knows better."""

import zlib
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.runs.errors import RunNotFound
from apps.runs.models import Run, RunChunk
from apps.schema.messages import RunInfo

RUNS_LISTED = 50


def run_row(run_id: UUID) -> Run:
    row = Run.objects.select_related("revision").filter(pk=run_id).first()
    if row is None:
        raise RunNotFound
    return row


def rows_of(diagram_id: UUID) -> list[Run]:
    """The newest first."""
    return list(Run.objects.select_related("revision").filter(diagram_id=diagram_id)[:RUNS_LISTED])


def newest_row_of(diagram_id: UUID) -> Run | None:
    """A live one before one that has ended."""
    rows = Run.objects.select_related("revision").filter(diagram_id=diagram_id)
    return rows.filter(status__in=Run.LIVE).first() or rows.first()


def working_rows(*, untouched_for: timedelta) -> list[Run]:
    """Runs that should be going on, oldest first."""
    quiet_since = timezone.now() - untouched_for
    return list(
        Run.objects.select_related("revision")
        .filter(status__in=[Run.Status.QUEUED, Run.Status.RUNNING], updated_at__lt=quiet_since)
        .order_by("created_at")
    )


def row_info(row: Run) -> RunInfo:
    return RunInfo.model_validate(
        {
            "id": str(row.pk),
            "diagram": str(row.diagram_id),
            "revision": row.revision.number,
            "seed": row.seed,
            "status": row.status,
            "speed": row.speed,
            "time": row.time,
            "untilSeconds": row.until_seconds,
            "digest": row.digest or None,
            "results": row.results,
            "reason": row.reason,
            "log": row.log,
        }
    )


def stored_frames(run_id: UUID, after: int, most: int) -> list[tuple[int, bytes]]:
    """Frames in the database with a greater sequence number, with it, as JSON text."""
    found: list[tuple[int, bytes]] = []
    for chunk in RunChunk.objects.filter(run_id=run_id, last__gt=after):
        lines = zlib.decompress(chunk.frames).split(b"\n")
        # Counted from the end: of a run whose newest frames were lost, the chunk that spans the loss begins later.
        numbered = enumerate(lines, start=chunk.last - len(lines) + 1)
        found += [(number, line) for number, line in numbered if line and number > after]
        if len(found) >= most:
            break
    return found[:most]
