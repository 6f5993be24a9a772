"""Lists: somebody's own runs, and what of one run is kept."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.runs import selectors
from apps.runs.execution import archive, store
from apps.runs.models import Run
from apps.runs.services.reading import access_to, info_of
from apps.schema.time_travel import FramePoint, RunIndex, RunPage, RunSummary


def own_runs(actor: Actor, before: UUID | None, most: int) -> RunPage:
    """The newest first. Raises RunNotFound if `before` is not one of them."""
    rows = selectors.own_rows(actor, before, most + 1)
    page = rows[:most]
    return RunPage(runs=[_summary(row) for row in page], next=str(page[-1].pk) if len(rows) > most else None)


def _summary(row: Run) -> RunSummary:
    info = info_of(row) if row.status in Run.LIVE else selectors.row_info(row)
    return RunSummary(
        id=info.id,
        diagram=info.diagram,
        diagram_title=row.diagram.title,
        revision=info.revision,
        seed=info.seed,
        status=info.status,
        activity=info.activity,
        reason=info.reason,
        speed=info.speed,
        time=info.time,
        until_seconds=info.until_seconds,
        progress=info.progress,
        seconds_left=info.seconds_left,
        parent=info.parent,
        parent_time=info.parent_time,
        commands=len(info.log),
        started_at=row.created_at.isoformat(),
        ended_at=None if row.ended_at is None else row.ended_at.isoformat(),
    )


def index(actor: Actor, run_id: UUID, share_token: str | None = None) -> RunIndex:
    """Raises RunNotFound."""
    access_to(actor, run_id, share_token)
    info = info_of(selectors.run_row(run_id))
    points = selectors.frame_points(run_id)
    known = {sequence for sequence, _ in points}
    newest = store.newest_frames(run_id)
    if newest:
        for number, frame in (newest[0], newest[-1]):
            if number not in known:
                points.append((number, archive.time_of(frame)))
    points.sort()
    first, last = (points[0], points[-1]) if points else ((0, 0.0), (0, info.time))
    return RunIndex(
        first_sequence=first[0],
        last_sequence=last[0],
        first_time=first[1],
        last_time=last[1],
        points=[FramePoint(sequence=sequence, time=time) for sequence, time in points],
        checkpoints=selectors.checkpoint_times(run_id),
        log=info.log,
    )


def sequence_at(actor: Actor, run_id: UUID, time: float, share_token: str | None = None) -> int:
    """Of the newest frame that is not after a moment; of the first one if all are. Raises RunNotFound."""
    access_to(actor, run_id, share_token)
    newest = store.newest_frames(run_id)
    if newest and archive.time_of(newest[0][1]) <= time:
        return max(number for number, frame in newest if archive.time_of(frame) <= time)
    first = selectors.chunk_holding(run_id, time)
    if first is None:
        return newest[0][0] if newest else 1
    held = selectors.stored_frames(run_id, first - 1, archive.CHUNK)
    return max((number for number, frame in held if archive.time_of(frame) <= time), default=first)
