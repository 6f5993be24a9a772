"""Frames in the database, for scrubbing: compressed chunks with fixed borders: after a takeover the same."""

import re
import zlib
from uuid import UUID

from django.db.models import Max

from apps.runs.execution import store
from apps.runs.execution.state import RunState
from apps.runs.models import RunChunk

CHUNK = 50
FRAMES_KEPT = 36_000
"""Of one run: an hour of wall time."""


_TIME = re.compile(rb'"time":([-+0-9.eE]+)')


def time_of(frame: bytes) -> float:
    """A frame's simulated time, without reading all of it: it is the second of its fields."""
    found = _TIME.search(frame, 0, 100)
    if found is None:
        raise ValueError("not a frame")
    return float(found[1])


def due(state: RunState, new_frames: int) -> bool:
    """Whether a chunk is full, or at the end; an earlier slice may have failed to write one."""
    full = state.sequence // CHUNK * CHUNK
    return state.ended or full > state.sequence - new_frames or full - state.archived > CHUNK


def store_frames(run_id: UUID, state: RunState) -> None:
    """Writes the chunks that are full and, at the end, the rest."""
    last = state.sequence if state.ended else state.sequence // CHUNK * CHUNK
    stored = RunChunk.objects.filter(run_id=run_id).aggregate(last=Max("last"))["last"] or 0
    recent = store.recent_frames(run_id, state.sequence - stored)
    frames = dict(enumerate(recent, start=state.sequence - len(recent) + 1))
    chunks = []
    for first in range(stored + 1, last + 1, CHUNK):
        numbers = range(first, min(first + CHUNK - 1, last) + 1)
        lines = [frames[number] for number in numbers if number in frames]
        chunks.append(
            RunChunk(
                run_id=run_id,
                first=first,
                last=numbers[-1],
                first_time=time_of(lines[0]) if lines else None,
                last_time=time_of(lines[-1]) if lines else None,
                frames=zlib.compress(b"\n".join(lines)),
            )
        )
    RunChunk.objects.bulk_create(chunks, ignore_conflicts=True)
    state.archived = last
    RunChunk.objects.filter(run_id=run_id, last__lte=state.sequence - FRAMES_KEPT).delete()
