"""Rows of runs, and the frames that are in the database. What a live run is at this moment, Valkey knows better."""

import zlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Max, Min, Q
from django.utils import timezone

from apps.accounts.actors import Actor
from apps.runs.errors import RunNotFound
from apps.runs.models import Run, RunCheckpoint, RunChunk
from apps.schema.messages import RunInfo

RUNS_LISTED = 50
FIRST_BYTES = 16_384
"""Unpacked at a time in search of a chunk's first frame."""


def run_row(run_id: UUID) -> Run:
    row = Run.objects.select_related("revision").filter(pk=run_id).first()
    if row is None:
        raise RunNotFound
    return row


def rows_of(diagram_id: UUID) -> list[Run]:
    """The newest first."""
    return list(Run.objects.select_related("revision").filter(diagram_id=diagram_id)[:RUNS_LISTED])


def own_rows(actor: Actor, before: UUID | None, most: int) -> list[Run]:
    """Somebody's own runs, the newest first, from after `before` on. Raises RunNotFound if that is not theirs."""
    rows = Run.objects.owned_by(actor).select_related("revision", "diagram").defer("results")
    if before is not None:
        last = rows.filter(pk=before).first()
        if last is None:
            raise RunNotFound
        rows = rows.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk))
    return list(rows[:most])


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
            "activity": _activity(row),
            "sequence": row.sequence,
            "progress": min(1.0, round(row.time / row.until_seconds, 4)),
            "parent": None if row.parent_id is None else str(row.parent_id),
            "parentTime": row.parent_time,
            "unwatched": row.unwatched,
        }
    )


def _activity(row: Run) -> str:
    """Of a run that Valkey does not know: it has ended, it sleeps, or a worker has yet to take it up."""
    if row.status not in Run.LIVE:
        return "ended"
    return "paused" if row.status == Run.Status.PAUSED else "waiting_for_worker"


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


def thinned_frames(run_id: UUID, after: int, most: int) -> list[bytes]:
    """At most so many frames of the database with a greater sequence number, evenly spread, as JSON text: of a chunk
    only its first, and only as much of it is unpacked."""
    chunks = list(
        RunChunk.objects.filter(run_id=run_id, first__gt=after).order_by("first").values_list("pk", flat=True)
    )
    step = max(1, -(-len(chunks) // most))
    chosen = RunChunk.objects.filter(pk__in=chunks[::step]).order_by("first").values_list("frames", flat=True)
    return [_first_line(bytes(frames)) for frames in chosen.iterator()]


def _first_line(frames: bytes) -> bytes:
    unpacking, line = zlib.decompressobj(), b""
    while b"\n" not in line and not unpacking.eof:
        part = unpacking.decompress(unpacking.unconsumed_tail or frames, FIRST_BYTES)
        if not part:
            break
        line += part
    return line.partition(b"\n")[0]


@dataclass(frozen=True)
class Checkpoint:
    """A simulation at one moment of a run; `obeyed`: commands of the log before it."""

    sequence: int
    time: float
    events: int
    obeyed: int
    next_id: int
    data: bytes


def checkpoint_before(
    run_id: UUID, time: float, *, obeyed: int | None = None, next_id: int | None = None
) -> Checkpoint | None:
    """The newest that is not after a moment, nor after so many commands, nor after an id was given out."""
    rows = RunCheckpoint.objects.filter(run_id=run_id, time__lte=time)
    if obeyed is not None:
        rows = rows.filter(obeyed__lte=obeyed)
    if next_id is not None:
        rows = rows.filter(next_id__lte=next_id)
    row = rows.order_by("-events", "-sequence").first()
    if row is None:
        return None
    return Checkpoint(row.sequence, row.time, row.events, row.obeyed, row.next_id, bytes(row.data))


def checkpoint_times(run_id: UUID) -> list[float]:
    return list(RunCheckpoint.objects.filter(run_id=run_id).values_list("time", flat=True))


def frame_points(run_id: UUID) -> list[tuple[int, float]]:
    """(sequence, time) of every chunk's first and last frame, where they are noted."""
    points: set[tuple[int, float]] = set()
    for row in RunChunk.objects.filter(run_id=run_id).values_list("first", "last", "first_time", "last_time"):
        first, last, first_time, last_time = row
        if first_time is not None and last_time is not None:
            points |= {(first, first_time), (last, last_time)}
    return sorted(points)


@dataclass(frozen=True)
class ChunkSpan:
    pk: int
    first_time: float
    last_time: float


def chunk_spans(run_id: UUID) -> list[ChunkSpan]:
    rows = RunChunk.objects.filter(run_id=run_id).values_list("pk", "first_time", "last_time")
    return [ChunkSpan(pk, first, last) for pk, first, last in rows if first is not None and last is not None]


def chunk_frames(pk: int) -> bytes:
    """Compressed, one frame a line."""
    return bytes(RunChunk.objects.values_list("frames", flat=True).get(pk=pk))


def chunk_holding(run_id: UUID, time: float) -> int | None:
    """The first sequence number of the newest chunk that begins at or before a moment."""
    found = RunChunk.objects.filter(run_id=run_id, first_time__lte=time).aggregate(newest=Max("first"))["newest"]
    if found is None:
        found = RunChunk.objects.filter(run_id=run_id).aggregate(oldest=Min("first"))["oldest"]
    first: int | None = found
    return first


@dataclass(frozen=True)
class Ancestry:
    parent: UUID
    parent_time: float | None
    revision_id: int
    parent_revision: int
    seed: int
    parent_seed: int


def ancestry(run_id: UUID) -> Ancestry | None:
    """What a run branched off; None if it did not."""
    row = Run.objects.select_related("parent").filter(pk=run_id).first()
    if row is None or row.parent is None:
        return None
    parent = row.parent
    return Ancestry(parent.pk, row.parent_time, row.revision_id, parent.revision_id, row.seed, parent.seed)
