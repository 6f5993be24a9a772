"""One slice of a run: take it, advance it on its grid of frames, commit it, show it.

Called by the task of the same epoch, in any worker. Whatever happens to a worker on the way, nothing is visible before
the commit, and whoever does the slice again cuts the same frames under the same numbers.
"""

import logging
import time
from uuid import UUID

from django.db import DatabaseError
from pydantic import TypeAdapter
from redis import RedisError

from apps.diagrams.errors import DiagramNotFound
from apps.engine import CompileError
from apps.engine.results import results
from apps.runs.execution import archive, broadcast, commands, grid, mirror, pace, simulations, store
from apps.runs.execution.simulations import Running
from apps.runs.execution.state import Cut, Next, RunState
from apps.schema.messages import Command

logger = logging.getLogger(__name__)
command_in: TypeAdapter[Command] = TypeAdapter(Command)

WALL_BUDGET = 0.5
"""Seconds after which a slice ends wherever it is, between two frames if it must."""
MOST_ATTEMPTS = 5


def advance(run_id: UUID, epoch: int) -> Next | None:
    """None when no slice follows: the run sleeps, has ended, or is somebody else's by now."""
    taken = store.acquire(run_id, epoch)
    if taken is None:
        return None
    if taken.state.ended:  # Committed by somebody who was lost before it was shown.
        return _show(run_id, epoch, taken.state, Cut(told=True))
    if taken.attempts > MOST_ATTEMPTS:
        return _fail(run_id, epoch, taken.state, f"A worker was lost {MOST_ATTEMPTS} times on the way on from here.")
    state = taken.state.model_copy(deep=True)
    try:
        running = simulations.resumed(run_id, epoch, state)
        cut = Slice(state, running, [command_in.validate_json(line) for line in taken.inbox]).work()
        checkpoint = None if state.ended else running.checkpoint()
    except DiagramNotFound:
        store.discard(run_id)
        return None
    except CompileError as error:
        return _fail(run_id, epoch, taken.state, f"The diagram cannot run: {error}")
    except (RedisError, DatabaseError):
        raise  # Not the run's fault: its lease runs out, and the slice is done again.
    except Exception as error:
        logger.exception("run %s cannot go on", run_id)
        return _fail(run_id, epoch, taken.state, f"The simulation cannot go on: {error or type(error).__name__}")

    next_in = pace.countdown(state, time.time()) if state.status == "running" else 0.0
    following = store.commit(
        run_id, epoch, state, frames=cut.frames, consumed=cut.consumed, checkpoint=checkpoint, next_in=next_in
    )
    if following is None:
        return None
    if not state.ended:
        simulations.keep(run_id, following, running)
    return _show(run_id, following, state, cut, next_in)


class Slice:
    """What happens between taking a run and committing it; all of it in memory."""

    def __init__(self, state: RunState, running: Running, inbox: list[Command]) -> None:
        self.state, self.running, self.inbox = state, running, inbox
        self.cut = Cut()

    def work(self) -> Cut:
        state = self.state
        if state.status == "queued":
            state.status = "running"
            pace.start(state, time.time())
            self.cut.told = True
        before = state.sequence
        wanted = pace.frames_due(state, time.time())
        deadline = time.monotonic() + WALL_BUDGET
        while not self._sleeps() and state.sequence - before < wanted and self._reach_frame(deadline):
            self._frame()
        if state.status == "running":
            self.cut.told |= pace.account(state, state.sequence - before, time.time())
        if state.ended:
            state.results = results(self.running.simulation, "stopped" if state.status == "stopped" else "reached")
            state.digest = state.results.digest
            self.cut.told = True
        return self.cut

    def _sleeps(self) -> bool:
        """Commands apply where a frame has just been cut. True if the run does not go on after them."""
        state = self.state
        if not state.between_frames and self.inbox:
            now = time.time()
            struck = False
            while self.inbox and not state.ended:
                command = self.inbox.pop(0)
                self.cut.consumed += 1
                if commands.apply(self.running.simulation, state, command, now):
                    self.cut.told = True
                    struck |= command.kind in {"inject", "strike", "unleash", "heal", "heal_all"}
            if struck and state.status == "paused":
                self._frame()  # Time stands still; that the fault is there must be seen all the same.
        return state.status != "running"

    def _reach_frame(self, deadline: float) -> bool:
        """False if the wall time ran out before."""
        state = self.state
        target = grid.next_frame(state)
        while not self.running.simulation.advance(target, max_events=commands.EVENTS_PER_CALL):
            if time.monotonic() > deadline:
                state.between_frames = True
                return False
        state.between_frames = False
        grid.reached(state, target)
        if target >= state.until:
            state.status = "finished"
        return True

    def _frame(self) -> None:
        state = self.state
        state.sequence += 1
        frame = self.running.cutter.cut(self.running.simulation, state.sequence, state.speed)
        self.cut.frames.append(frame.model_dump_json())


def _fail(run_id: UUID, epoch: int, state: RunState, reason: str) -> Next | None:
    state.status, state.reason = "failed", reason
    following = store.commit(run_id, epoch, state, frames=[], consumed=0)
    return None if following is None else _show(run_id, following, state, Cut(told=True))


def _show(run_id: UUID, epoch: int, state: RunState, cut: Cut, next_in: float = 0.0) -> Next | None:
    """To those who watch, and to the database. Neither may stop the run: who misses something here takes a snapshot,
    and the next slice writes what this one could not. A run keeps its lease until its last slice has been shown."""
    broadcast.publish(run_id, state, cut)
    try:
        archive.store_frames(run_id, state, len(cut.frames))
        if not mirror.follow(run_id, epoch, state, cut):
            store.discard(run_id)
            return None
    except DatabaseError:
        logger.exception("run %s could not be written to the database", run_id)
        if state.status != "running":
            return None
    if state.status == "running" or store.release(run_id, epoch) == "waiting":
        return Next(epoch, next_in)
    return None
