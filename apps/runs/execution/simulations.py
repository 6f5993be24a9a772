"""The simulation of a run, from wherever it is nearest: this process's memory, a checkpoint, or the beginning.

What is found may lie behind the run. That is no loss: from any earlier state the log leads to the present one, and at
the pace of a live run this costs less than handing megabytes around with every slice.
"""

import os
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

import msgpack
from django.conf import settings

from apps.engine import Simulation
from apps.engine.frames import FrameCutter
from apps.engine.gauges import Reading
from apps.engine.program import Program
from apps.engine.replay import go_on
from apps.runs import selectors
from apps.runs.execution import programs, store
from apps.runs.execution.state import RunState

MOST_BYTES_KEPT = 2_500_000_000
SHARE_KEPT = 0.25
"""Of the machine's memory, for the simulations that a worker's processes keep together."""
MOST_ANCESTORS = 20
EVENTS_PER_CALL = 200_000
_kept: OrderedDict[UUID, "Kept"] = OrderedDict()


@dataclass
class Running:
    simulation: Simulation
    cutter: FrameCutter
    obeyed: int = 0
    """Commands of the log so far."""
    stored: list[Reading | None] = field(default_factory=lambda: [None, None])
    """Of the cutter's readings, those that Valkey has."""

    def checkpoint(self) -> bytes:
        """Compressed: most of an arena is zeros."""
        packed: bytes = msgpack.packb(
            {"simulation": self.simulation.snapshot(), "cutter": self.cutter.state(), "obeyed": self.obeyed}
        )
        return zlib.compress(packed, 1)

    def cutter_parts(self) -> dict[str, bytes]:
        """What of the cutter has changed since Valkey got it last."""
        parts: dict[str, bytes] = {"cutter": msgpack.packb(self.cutter.present())}
        for slot, reading in enumerate(self.cutter.readings):
            if reading is not None and reading is not self.stored[slot]:
                parts[f"reading{slot}"] = reading.packed
        return parts

    @classmethod
    def of(cls, program: Program, checkpoint: bytes | None) -> "Running | None":
        """None for a checkpoint that another version of the product has left: it is derived again."""
        if checkpoint is None:
            return None
        try:
            parts = msgpack.unpackb(zlib.decompress(checkpoint))
            simulation = Simulation.restore(program, parts["simulation"])
            return cls(simulation, FrameCutter.restore(program, parts["cutter"]), parts["obeyed"])
        except (KeyError, ValueError, zlib.error):
            return None

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
    found = Running.of(program, store.checkpoint(run_id)) or before(run_id, state, state.time, len(state.log))
    return _with_cutter(run_id, program, found or new(program, state.seed))


@cache
def bytes_kept() -> float:
    """By this process."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(MOST_BYTES_KEPT, SHARE_KEPT * memory / settings.CELERY_WORKER_CONCURRENCY)


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
        if found is not None and (running := Running.of(program, found.data)):
            return running
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
    parts = store.cutter(run_id)
    present = msgpack.unpackb(parts[0]) if parts else {}
    if parts and "turn" in present:  # Else another version of the product has left it.
        running.cutter = FrameCutter.restore(program, {**present, "readings": parts[1:]})
        running.stored = list(running.cutter.readings)
    return running


def keep(run_id: UUID, epoch: int, running: Running, state: RunState, text: str) -> None:
    """As it was committed, for the slice of that epoch or a later one, should it come to this process again."""
    running.stored = list(running.cutter.readings)
    _kept[run_id] = Kept(epoch, running, state, text)
    while len(_kept) > 1 and sum(one.running.bytes for one in _kept.values()) > bytes_kept():
        _kept.popitem(last=False)


def forget(run_id: UUID) -> None:
    _kept.pop(run_id, None)
