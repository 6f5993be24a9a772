"""A run's simulation in the database, every so often: where questions about its past start from.

How often: every half minute of wall time, or sooner where much happens, so that from one to the next there is never
more to simulate than takes a few seconds. When there are too many, every second one goes, and from then on they are
twice as far apart: a run keeps a bounded number, spread evenly, however long it goes on.
"""

from uuid import UUID

from django.db import transaction

from apps.runs.execution.simulations import Running
from apps.runs.execution.state import RunState
from apps.runs.models import RunCheckpoint

MOST = 16
FRAMES_APART = 300
EVENTS_APART = 5_000_000


def due(state: RunState, running: Running) -> bool:
    """Whether the slice that ends now should leave one. Notes it in the state as if it had."""
    frames, events = state.sequence - state.kept_sequence, running.simulation.events - state.kept_events
    first_of_a_branch = state.parent is not None and state.kept_events == 0
    far = frames >= FRAMES_APART * state.stride or events >= EVENTS_APART * state.stride
    if state.replaying or not (state.ended or first_of_a_branch or far):
        return False
    state.kept_sequence, state.kept_events = state.sequence, running.simulation.events
    state.kept += 1
    if state.kept > MOST:
        state.kept, state.stride = MOST // 2 + 1, 2 * state.stride
    return True


def keep(run_id: UUID, state: RunState, running: Running) -> None:
    """Writes one, and thins out what there is."""
    simulation = running.simulation
    with transaction.atomic():
        RunCheckpoint.objects.update_or_create(
            run_id=run_id,
            sequence=state.sequence,
            defaults={
                "time": simulation.time,
                "events": simulation.events,
                "obeyed": running.obeyed,
                "next_id": int(simulation.arena.state["next_id"][0]),
                "data": running.checkpoint(),
            },
        )
        kept = list(RunCheckpoint.objects.filter(run_id=run_id).values_list("pk", flat=True))
        if len(kept) > MOST:
            RunCheckpoint.objects.filter(pk__in=kept[1:-1:2]).delete()
