"""From a run's row to a state in Valkey: when it starts, and when Valkey has lost it.

A checkpoint that is gone is no loss but time: the simulation is derived again from the document, the seed and the log.
"""

from datetime import timedelta
from uuid import UUID

from apps.runs import selectors
from apps.runs.execution import store
from apps.runs.execution.state import RunState
from apps.runs.models import Run
from apps.schema.messages import Inject, RunInfo, Step, Strike, Unleash

UNTOUCHED = timedelta(seconds=15)
"""A working run's row is written every five seconds; one that has just been made gets some time to reach Valkey."""


def adopt(row: Run) -> int | None:
    """The epoch of its next slice; None if Valkey has the run already."""
    epoch = row.epoch + 1
    return epoch if store.adopt(row.pk, state_of(row), epoch) else None


def state_of(row: Run) -> RunState:
    """What its row knows of a run."""
    info = selectors.row_info(row)
    return RunState(
        diagram=row.diagram_id,
        revision=row.revision.number,
        revision_id=row.revision_id,
        seed=row.seed,
        until=row.until_seconds,
        speed=row.speed,
        status="queued" if info.status == "running" else info.status,
        time=row.time,
        anchor=row.time,
        sequence=row.sequence,
        log=info.log,
        parent=row.parent_id,
        parent_time=row.parent_time,
        unwatched=info.unwatched,
        replaying=row.time > 0.0,
        off_grid=_after_a_step(info),
        faults_given=sum(isinstance(entry.command, Inject | Strike | Unleash) for entry in info.log),
    )


def _after_a_step(info: RunInfo) -> bool:
    last = info.log[-1] if info.log else None
    return last is not None and (isinstance(last.command, Step) or (last.events is not None and last.at == info.time))


def adopt_lost() -> list[tuple[UUID, int]]:
    """Every run that should be going on and that Valkey does not know."""
    rows = selectors.working_rows(untouched_for=UNTOUCHED)
    known = store.known([row.pk for row in rows])
    adopted = [(row.pk, adopt(row)) for row in rows if row.pk not in known]
    return [(run_id, epoch) for run_id, epoch in adopted if epoch is not None]
