"""The simulation of a run, from wherever it is: this process's memory, the checkpoint, or the log."""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

import msgpack

from apps.engine import Simulation
from apps.engine.frames import FrameCutter
from apps.runs.execution import commands, programs, store
from apps.runs.execution.state import RunState

MOST_KEPT = 8
_kept: OrderedDict[UUID, tuple[int, "Running"]] = OrderedDict()


@dataclass(frozen=True)
class Running:
    simulation: Simulation
    cutter: FrameCutter

    def checkpoint(self) -> bytes:
        packed: bytes = msgpack.packb({"simulation": self.simulation.snapshot(), "cutter": self.cutter.state()})
        return packed


def resumed(run_id: UUID, epoch: int, state: RunState) -> Running:
    """Raises CompileError, or DiagramNotFound if the document is gone."""
    kept = _kept.pop(run_id, None)
    if kept is not None and kept[0] == epoch:
        return kept[1]
    program = programs.of_revision(state.revision_id)
    checkpoint = store.checkpoint(run_id)
    if checkpoint is None:
        return Running(commands.replayed(program, state), FrameCutter(program))
    parts = msgpack.unpackb(checkpoint)
    return Running(Simulation.restore(program, parts["simulation"]), FrameCutter.restore(program, parts["cutter"]))


def keep(run_id: UUID, epoch: int, running: Running) -> None:
    """For the slice of that epoch, should it come to this process again."""
    _kept[run_id] = (epoch, running)
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
