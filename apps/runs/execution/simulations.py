"""The simulation of a run, from wherever it is nearest: this process's memory, a checkpoint, or the beginning.

What is found may lie behind the run. That is no loss: from any earlier state the log leads to the present one, and at
the pace of a live run this costs less than handing megabytes around with every slice.
"""

import zlib
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

import msgpack

from apps.engine import Simulation
from apps.engine.frames import FrameCutter
from apps.engine.program import Program
from apps.engine.replay import go_on
from apps.runs import selectors
from apps.runs.execution import programs, store
from apps.runs.execution.state import RunState

BYTES_KEPT = 1_200_000_000
MOST_ANCESTORS = 20
EVENTS_PER_CALL = 200_000
_kept: OrderedDict[UUID, "Kept"] = OrderedDict()


@dataclass
class Running:
    simulation: Simulation
    cutter: FrameCutter
    obeyed: int = 0
    """Commands of the log so far."""

    def checkpoint(self) -> bytes:
        packed: bytes = msgpack.packb(
            {"simulation": self.simulation.snapshot(), "cutter": self.cutter.state(), "obeyed": self.obeyed}
        )
        return packed

    def packed_cutter(self) -> bytes:
        packed: bytes = msgpack.packb(self.cutter.state())
        return packed

    @classmethod
    def of(cls, program: Program, checkpoint: bytes) -> "Running":
        parts = msgpack.unpackb(checkpoint)
        simulation = Simulation.restore(program, parts["simulation"])
        return cls(simulation, FrameCutter.restore(program, parts["cutter"]), parts["obeyed"])

    @property
    def bytes(self) -> int:
        return int(self.simulation.arena.data.nbytes)

    def catch_up(self, state: RunState, max_events: int) -> bool:
        """To where the run is, or by so many events on the way. True once it is there."""
        if self.obeyed == len(state.log) and self.simulation.time >= state.time:
            return True
        self.obeyed, there = go_on(self.simulation, state.log, self.obeyed, state.time, max_events, halt=state.off_grid)
        return there


@dataclass(frozen=True)
class Kept:
    """A run as this process has committed it, before the slice of an epoch."""

    epoch: int
    running: Running
    state: RunState
    text: str
    """The state as it was committed."""

    def is_of(self, epoch: int, text: bytes) -> bool:
        """Whether it is what an epoch's slice goes on from. A Valkey that came back with less than it had counts some
        epochs a second time, from another state."""
        return self.epoch == epoch and self.text.encode() == text

    def leads_to(self, state: RunState) -> bool:
        """Whether the run's log leads from here to there: the same past, and no further."""
        running, log = self.running, self.state.log
        past = running.simulation.events >= state.saved_events and running.simulation.time <= state.time
        return past and log[: running.obeyed] == state.log[: running.obeyed]


def taken(run_id: UUID) -> Kept | None:
    """What this process has of a run, which it has no longer: whoever takes it changes it."""
    return _kept.pop(run_id, None)


def resumed(run_id: UUID, state: RunState, kept: Kept | None) -> Running:
    """Raises CompileError, or DiagramNotFound if the document is gone."""
    if kept is not None and kept.state is state:
        return kept.running
    program = programs.of_revision(state.revision_id)
    if kept is not None and kept.leads_to(state):
        return _with_cutter(run_id, program, kept.running)
    checkpoint = store.checkpoint(run_id)
    if checkpoint is not None:
        return _with_cutter(run_id, program, Running.of(program, checkpoint))
    found = before(run_id, state, state.time, len(state.log)) or new(program, state.seed)
    return _with_cutter(run_id, program, found)


def new(program: Program, seed: int) -> Running:
    return Running(Simulation(program, seed), FrameCutter(program))


def before(
    run_id: UUID, state: RunState, time: float, obeyed: int | None = None, next_id: int | None = None
) -> Running | None:
    """From the newest checkpoint in the database that is not after a moment: the run's own, or one of those that it
    branched off, as far as they have the same past."""
    program = programs.of_revision(state.revision_id)
    owner: UUID | None = run_id
    for _ in range(MOST_ANCESTORS):
        if owner is None:
            return None
        found = selectors.checkpoint_before(owner, time, obeyed=obeyed, next_id=next_id)
        if found is not None:
            return Running.of(program, zlib.decompress(found.data))
        row = selectors.ancestry(owner)
        if (
            row is None
            or row.parent_time is None
            or row.revision_id != row.parent_revision
            or row.seed != row.parent_seed
        ):
            return None
        owner, time = row.parent, min(time, row.parent_time)
    return None


def _with_cutter(run_id: UUID, program: Program, running: Running) -> Running:
    """With the newest state of its cutter of frames, which depends on every frame before."""
    packed = store.cutter(run_id)
    if packed is not None:
        running.cutter = FrameCutter.restore(program, msgpack.unpackb(packed))
    return running


def keep(run_id: UUID, epoch: int, running: Running, state: RunState, text: str) -> None:
    """As it was committed, for the slice of that epoch or a later one, should it come to this process again."""
    _kept[run_id] = Kept(epoch, running, state, text)
    while len(_kept) > 1 and sum(one.running.bytes for one in _kept.values()) > BYTES_KEPT:
        _kept.popitem(last=False)


def forget(run_id: UUID) -> None:
    _kept.pop(run_id, None)
