"""When Valkey comes back with less than it had: as after a crash, which takes what it had not yet written to the disk.

What a run's row has beyond, the log that people were told of first of all, was really so. From the older state the run
takes the same way again, command by command, and cuts the same frames; to who has seen them already they are old.
"""

import logging
from uuid import UUID

from apps.runs import selectors
from apps.runs.execution import store
from apps.runs.execution.state import RunState

logger = logging.getLogger(__name__)

PAST = -1


def caught_up(run_id: UUID, epoch: int, state: RunState) -> int:
    """Has a state that is older than the run's row do again what it lacks. Returns the epoch that the slice goes on
    under; PAST if it is somebody else's by now. Raises RunNotFound."""
    row = selectors.run_row(run_id)
    if row.epoch <= epoch:
        return epoch
    done = selectors.row_info(row).log
    if done[: len(state.log)] == state.log:
        state.redo = done[len(state.log) :]
    else:
        logger.error("run %s: its log in the database is not the one it goes on with", run_id)
    logger.warning("run %s goes on from %s s, where Valkey has it; it was at %s s", run_id, state.time, row.time)
    return row.epoch + 1 if store.leap(run_id, epoch, row.epoch + 1) else PAST
