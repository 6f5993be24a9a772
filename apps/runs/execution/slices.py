"""One slice of a run: take it, advance it on its grid of frames, commit it, show it.

Called by the task of the same epoch, in any worker. Whatever happens to a worker on the way, nothing is visible before
the commit, and whoever does the slice again cuts the same frames under the same numbers.
"""

import logging
import time
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from pydantic import TypeAdapter
from redis import RedisError

from apps.diagrams.errors import DiagramNotFound
from apps.engine import CompileError
from apps.engine.arena import ArenaFull
from apps.engine.results import results
from apps.runs.errors import RunNotFound
from apps.runs.execution import (
    archive,
    broadcast,
    checkpoints,
    commands,
    grid,
    mirror,
    pace,
    patience,
    recovery,
    simulations,
    store,
)
from apps.runs.execution.simulations import EVENTS_PER_CALL, Running
from apps.runs.execution.state import Cut, Next, RunState
from apps.schema.messages import Command

logger = logging.getLogger(__name__)
command_in: TypeAdapter[Command] = TypeAdapter(Command)

WALL_BUDGET = 0.5
"""Seconds after which a slice ends wherever it is, between two frames if it must."""
MOST_ATTEMPTS = 5
SEEN_UNTIL = 10.0
"""Seconds after the last watcher has gone for which a run is shown as if there were one."""
STRIKING = {"inject", "strike", "unleash", "heal", "heal_all", "step", "operate"}
"""Commands whose effect is shown at once, even where time stands still."""
SAVED_EVENTS = 400_000
"""After so many a checkpoint goes to Valkey: less is simulated again in a tenth of a second."""


def advance(run_id: UUID, epoch: int) -> Next | None:
    """None when no slice follows: the run sleeps, has ended, or is somebody else's by now."""
    taken = store.acquire(run_id, epoch)
    if taken is None:
        return None
    here = simulations.taken(run_id)
    state = here.state if here is not None and here.is_of(epoch, taken.text) else taken.state
    if state.ended:  # Committed by somebody who was lost before it was shown.
        return _show(run_id, epoch, state, Cut(told=True))
    if taken.attempts > MOST_ATTEMPTS:
        return _fail(run_id, epoch, state, f"A worker was lost {MOST_ATTEMPTS} times on the way on from here.")
    logged = len(state.log)
    try:
        if taken.server and (epoch := recovery.caught_up(run_id, epoch, state)) == recovery.PAST:
            return None
        running = simulations.resumed(run_id, state, here)
        inbox = [command_in.validate_json(line) for line in taken.inbox]
        work = Slice(state, running, inbox, taken.unwatched_for)
        work.work()
    except (DiagramNotFound, RunNotFound):
        store.discard(run_id)
        return None
    except (RedisError, DatabaseError):
        raise  # Not the run's fault: its lease runs out, and the slice is done again.
    except Exception as error:
        return _fail(run_id, epoch, taken.read(), _reason(run_id, error))
    return _commit(run_id, epoch, work, logged=len(state.log) != logged, server=taken.server)


def _reason(run_id: UUID, error: Exception) -> str:
    match error:
        case CompileError():
            return f"The diagram cannot run: {error}"
        case ArenaFull():
            return f"Budget reached: {error}."
    logger.error("run %s cannot go on", run_id, exc_info=error)
    return f"The simulation cannot go on: {error or type(error).__name__}"


def _commit(run_id: UUID, epoch: int, work: "Slice", *, logged: bool, server: str) -> Next | None:
    state, running, cut = work.state, work.running, work.cut
    checkpoint = _saved(state, running)
    kept = running if checkpoints.due(state, running) else None
    state.unwritten |= cut.told
    goes_on = state.status == "running" and not state.replaying
    state.rests_until = state.due + pace.REST if goes_on and not work.seen else 0.0
    next_in = pace.countdown(state, time.time()) if goes_on else 0.0
    following = store.commit(
        run_id,
        epoch,
        state,
        frames=cut.frames,
        consumed=cut.consumed,
        checkpoint=checkpoint,
        cutter={} if state.ended else running.cutter_parts(),
        next_in=next_in,
        logged=logged,
        server=server,
    )
    if following is None:
        return None
    if not state.ended:
        simulations.keep(run_id, following.epoch, running, state, following.text)
    if state.rests_until and following.wanted:
        next_in = 0.0
    return _show(run_id, following.epoch, state, cut, next_in, kept, work.seen or following.watched)


def _saved(state: RunState, running: Running) -> bytes | None:
    """The checkpoint for Valkey, where too much has happened since the last one to do it again."""
    few = running.simulation.events - state.saved_events < SAVED_EVENTS
    if state.ended or (few and not state.replaying):
        return None
    state.saved_events = running.simulation.events
    return running.checkpoint()


class Slice:
    """What happens between taking a run and committing it; all of it in memory."""

    def __init__(self, state: RunState, running: Running, inbox: list[Command], unwatched_for: float = 0.0) -> None:
        self.state, self.running, self.inbox = state, running, inbox
        self.unwatched_for = unwatched_for
        self.seen = unwatched_for < SEEN_UNTIL
        self.cut = Cut()

    def work(self) -> None:
        state = self.state
        deadline = time.monotonic() + WALL_BUDGET
        if not self._caught_up(deadline):
            return
        if state.status == "queued":
            state.status = "running"
            pace.start(state, time.time())
            self.cut.told = True
            if state.parent is not None and state.sequence == 0:
                self._frame()  # Where it branches off.
        before = state.steps_done
        if (state.rests_until or not self.seen) and not state.redo:
            self._make_up(deadline)
        self._pause_if_forgotten()
        wanted = made = state.steps_done - before
        if self.seen or state.redo:
            wanted += pace.frames_due(state, time.time() - made * grid.FRAME_SECONDS)
        while not self._sleeps(deadline) and state.steps_done - before < wanted and self._reach(deadline):
            self._frame()
        if state.status == "running":
            self.cut.told |= pace.account(state, state.steps_done - before, time.time(), self.seen)
        if state.ended:
            state.results = results(self.running.simulation, "stopped" if state.status == "stopped" else "reached")
            state.digest = state.results.digest
            self.cut.told = True

    def _caught_up(self, deadline: float) -> bool:
        """Brings a simulation that lies behind to where the run is. False if the wall time ran out before."""
        state = self.state
        while not self.running.catch_up(state, EVENTS_PER_CALL):
            if time.monotonic() > deadline:
                self.cut.told |= not state.replaying
                state.replaying = True
                return False
        if state.replaying:
            state.replaying = False
            self.cut.told = True
            pace.start(state, time.time())
        return True

    def _make_up(self, deadline: float) -> None:
        """What a run owes that nobody has seen, before any command: to who comes now, time has gone on meanwhile."""
        state = self.state
        end = state.steps_done + pace.owed(state, time.time())
        while state.status == "running" and state.steps_done < end:
            apart = pace.UNSEEN_EVERY - state.steps_done % pace.UNSEEN_EVERY
            if not self._reach(deadline, min(apart, end - state.steps_done)):
                return
            if state.ended or state.steps_done % pace.UNSEEN_EVERY == 0:
                self._frame()

    def _pause_if_forgotten(self) -> None:
        state, most = self.state, settings.RUN_PAUSES_UNWATCHED_AFTER
        forgotten = state.unwatched == "pause" and self.unwatched_for > most
        if forgotten and state.status == "running" and not state.between_frames and not self.inbox:
            commands.pause_unwatched(self.running, state, most)
            self.cut.told = True

    def _sleeps(self, deadline: float) -> bool:
        """Commands apply where a frame has just been cut. True if the run does not go on after them. What the wall time
        does not last for waits for the next slice, as what comes now does."""
        state = self.state
        if not state.between_frames and (self.inbox or state.redo):
            now = time.time()
            struck = False
            while (command := self._next_command(deadline)) is not None:
                if commands.apply(self.running, state, command, now):
                    self.cut.told = True
                    struck |= command.kind in STRIKING
            if struck and state.status in ("paused", "finished"):
                self._frame()  # Time stands still; that the fault is there must be seen all the same.
        return state.status != "running"

    def _next_command(self, deadline: float) -> Command | None:
        """What was given anew waits for what is to be done again. Each slice takes in one at least."""
        if self.state.ended:
            return None
        if self.state.redo:
            return self.state.redo.pop(0).command if self.state.redo[0].at <= self.state.time else None
        if not self.inbox or (self.cut.consumed and time.monotonic() > deadline):
            return None
        self.cut.consumed += 1
        return self.inbox.pop(0)

    def _reach(self, deadline: float, points: int = 1) -> bool:
        """On by so many points of the grid. False if the wall time ran out before."""
        state, simulation = self.state, self.running.simulation
        target = grid.next_frame(state, points)
        while not simulation.advance(target, max_events=EVENTS_PER_CALL):
            if time.monotonic() > deadline:
                if passed := grid.points_before(state, simulation.time, points - 1):
                    grid.reached(state, grid.next_frame(state, passed), passed)
                state.between_frames = True
                return False
        state.between_frames = False
        grid.reached(state, target, points)
        if target >= state.until:
            state.status = "finished"
        return True

    def _frame(self) -> None:
        state = self.state
        state.sequence += 1
        self.cut.frames.append(self.running.cutter.text(self.running.simulation, state.sequence, state.speed))


def _fail(run_id: UUID, epoch: int, state: RunState, reason: str) -> Next | None:
    state.status, state.reason = "failed", reason
    following = store.commit(run_id, epoch, state, frames=[], consumed=0)
    return None if following is None else _show(run_id, following.epoch, state, Cut(told=True))


def _show(
    run_id: UUID,
    epoch: int,
    state: RunState,
    cut: Cut,
    next_in: float = 0.0,
    kept: Running | None = None,
    watched: bool = True,
) -> Next | None:
    """To those who watch, and to the database. Neither may stop the run: who misses something here takes a snapshot,
    and the next slice writes what this one could not. A run keeps its lease until its last slice has been shown."""
    if watched:
        broadcast.publish(run_id, state, cut)
    try:
        if not _written(run_id, epoch, state, cut, kept):
            store.discard(run_id)
            return None
    except DatabaseError as reason:
        logger.warning("run %s could not be written to the database, and will be: %s", run_id, reason)
        if state.status not in ("running", "queued"):
            return None
    if state.status in ("running", "queued") or store.release(run_id, epoch) == "waiting":
        return Next(epoch, next_in)
    return None


def _written(run_id: UUID, epoch: int, state: RunState, cut: Cut, kept: Running | None) -> bool:
    """Into the database, what of the run belongs there now. False if the run was deleted. Raises DatabaseError."""
    if state.status in ("running", "queued") and patience.away():
        return True
    archived = archive.due(state, len(cut.frames))
    mirrored = mirror.due(state, cut)
    if not archived and not mirrored and kept is None:
        return True
    with patience.briefly():
        if archived:
            archive.store_frames(run_id, state)
        if mirrored and not mirror.follow(run_id, epoch, state):
            return False
        if kept is not None:
            checkpoints.keep(run_id, state, kept)
    return True
