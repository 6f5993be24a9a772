from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.diagrams.errors import DiagramNotFound
from apps.diagrams.values import Access
from apps.runs import selectors
from apps.runs.errors import RunNotFound
from apps.runs.execution import store
from apps.runs.models import Run
from apps.schema.messages import RunInfo
from apps.schema.packing import packed_snapshot

SNAPSHOT_FRAMES = store.RECENT_FRAMES
SNAPSHOT_BYTES = 800_000
"""Of JSON: what takes a browser a blink to read. Older frames are there to be read over the API."""


def access_to(actor: Actor, run_id: UUID, share_token: str | None = None) -> Access:
    """Who may edit a diagram may control its runs, who may read it may watch them. Raises RunNotFound."""
    return _found(actor, run_id, share_token)[1]


def read(actor: Actor, run_id: UUID, share_token: str | None = None) -> RunInfo:
    """Raises RunNotFound."""
    row, _ = _found(actor, run_id, share_token)
    return info_of(row)


def runs_of(actor: Actor, diagram_id: UUID, share_token: str | None = None) -> list[RunInfo]:
    """The newest first. Raises DiagramNotFound."""
    diagrams.access_to(actor, diagram_id, share_token)
    return [
        info_of(row) if row.status in Run.LIVE else selectors.row_info(row) for row in selectors.rows_of(diagram_id)
    ]


def newest_run(diagram_id: UUID) -> RunInfo | None:
    """A live one before one that has ended. For those who have checked the access already."""
    row = selectors.newest_row_of(diagram_id)
    return None if row is None else info_of(row)


def frames_after(actor: Actor, run_id: UUID, after: int, most: int, share_token: str | None = None) -> list[bytes]:
    """The next frames after a sequence number, as JSON text. Raises RunNotFound."""
    row, _ = _found(actor, run_id, share_token)
    return [frame for _, frame in _frames(row, after, most)]


def thinned_frames(actor: Actor, run_id: UUID, after: int, most: int, share_token: str | None = None) -> list[bytes]:
    """The shape of a long run in few of its frames, as JSON text; the newest are not among them. Raises RunNotFound."""
    row, _ = _found(actor, run_id, share_token)
    return selectors.thinned_frames(row.pk, after, most)


def shown(run_id: UUID) -> RunInfo:
    """For those whose access was checked already. Raises RunNotFound."""
    return info_of(selectors.run_row(run_id))


@dataclass(frozen=True)
class Snapshot:
    data: bytes
    """A SnapshotMessage, packed."""
    newest: int
    """The last one's number of its frames; the run's if there are none after the one that was asked for."""


def snapshot(run_id: UUID, after: int, *, read_only: bool) -> Snapshot:
    """The run and its newest frames after a sequence number. For those whose access was checked already. Raises
    RunNotFound."""
    row = selectors.run_row(run_id)
    state = store.current(run_id)
    info = selectors.row_info(row) if state is None else state.info(run_id)
    newest = state.sequence if state else row.sequence
    after = max(after, newest - SNAPSHOT_FRAMES)
    frames = _frames(row, after, SNAPSHOT_FRAMES + 100, live=newest - after + 100, enough=SNAPSHOT_BYTES)
    if state is not None:
        # None that are newer than what is said of the run: they come by themselves, with what is to be said then.
        frames = [(number, frame) for number, frame in frames if number <= newest]
    frames = _that_fit(frames)
    first, last = (frames[0][0], frames[-1][0]) if frames else (0, newest)
    texts = [frame for _, frame in frames]
    data = packed_snapshot(info.model_dump_json().encode(), texts, first, read_only=read_only)
    return Snapshot(data, last)


def _that_fit(frames: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The newest of them."""
    size = 0
    for count, (_, frame) in enumerate(reversed(frames)):
        size += len(frame) + 1
        if size > SNAPSHOT_BYTES:
            return frames[len(frames) - count :]
    return frames


def _found(actor: Actor, run_id: UUID, share_token: str | None) -> tuple[Run, Access]:
    row = selectors.run_row(run_id)
    try:
        return row, diagrams.access_to(actor, row.diagram_id, share_token)
    except DiagramNotFound as error:
        raise RunNotFound from error


def info_of(row: Run) -> RunInfo:
    state = store.current(row.pk)
    return selectors.row_info(row) if state is None else state.info(row.pk)


def _frames(
    row: Run, after: int, most: int, live: int = store.RECENT_FRAMES, enough: int | None = None
) -> list[tuple[int, bytes]]:
    """From Valkey, which has the newest, and before those from the database, unless these are `enough` bytes. `live`:
    more than so many are not looked at in Valkey."""
    newest = store.newest_frames(row.pk, live)
    first = newest[0][0] if newest else row.sequence + 1
    more = after < first - 1 and (enough is None or sum(len(frame) for _, frame in newest) < enough)
    stored = selectors.stored_frames(row.pk, after, most) if more else []
    older = [(number, frame) for number, frame in stored if number < first]
    return [*older, *((number, frame) for number, frame in newest if number > after)][:most]
