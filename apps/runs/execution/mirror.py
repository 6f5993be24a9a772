"""The run's row in the database, which follows its state in Valkey: at every change that is told, else every few
seconds."""

from uuid import UUID

from django.utils import timezone

from apps.runs.execution.archive import CHUNK
from apps.runs.execution.state import Cut, RunState
from apps.runs.models import Run


def due(state: RunState, cut: Cut) -> bool:
    return state.unwritten or state.sequence // CHUNK != (state.sequence - len(cut.frames)) // CHUNK


def follow(run_id: UUID, epoch: int, state: RunState) -> bool:
    """False if the run was deleted. A row that a later slice has written stays as it is."""
    now = timezone.now()
    written = Run.objects.filter(pk=run_id, epoch__lt=epoch).update(
        epoch=epoch,
        status=state.status,
        speed=state.speed,
        time=state.time,
        sequence=state.sequence,
        log=[entry.model_dump(mode="json") for entry in state.log],
        digest=state.digest or "",
        results=state.results and state.results.model_dump(mode="json"),
        reason=state.reason,
        updated_at=now,
        ended_at=now if state.ended else None,
    )
    state.unwritten = False
    return bool(written) or Run.objects.filter(pk=run_id).exists()
