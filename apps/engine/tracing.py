"""The history of any request or event, asked for afterwards: the run is repeated with its id watched.

Place in the flow: beside `replay`, on the same simulation. A run is the same whether somebody watches or not, so what
is found is what happened; its digest shows it. The kernel writes steps into a ring, which is emptied after every
stretch of events; should a stretch ever overflow it, the replay begins again with a larger one.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import LoggedCommand
from apps.schema.monkey import Monkey
from apps.schema.operations import Operation
from apps.schema.tracing import Trace, TraceStep

from .arena import Arena
from .compiling import compile_document
from .layout import FREE
from .program import Program
from .replay import MAX_EVENTS, begin, go_on, through
from .simulation import Simulation
from .telling import told

EVENTS_A_STRETCH = 50_000
RING, LARGEST_RING = 1 << 15, 1 << 21
MOST_STEPS = 100_000

Steps = NDArray[Any]


class _Overflow(Exception):
    """More steps in one stretch than the ring holds."""


class Watch:
    """Empties a simulation's ring of steps, stretch by stretch."""

    def __init__(
        self,
        simulation: Simulation,
        identity: int,
        ring: int,
        noticed: Callable[[Simulation], None] | None = None,
    ) -> None:
        self.simulation, self.noticed = simulation, noticed
        self.unwatched = len(simulation.arena.view("history"))
        self.parts: list[Steps] = []
        self.found = 0
        simulation.arena = simulation.arena.with_history(ring)
        simulation.arena.state["watched"] = identity
        simulation.events_a_call, simulation.after_call = EVENTS_A_STRETCH, self.empty

    def empty(self, arena: Arena) -> None:
        written, ring = int(arena.state["history_written"][0]), arena.view("history")
        if written > len(ring):
            raise _Overflow
        if written and self.found < MOST_STEPS:
            self.parts.append(ring[:written].copy())
        self.found += written
        arena.state["history_written"] = 0
        if self.noticed is not None:
            self.noticed(self.simulation)

    def end(self) -> Steps:
        """Leaves the simulation as if nobody had watched."""
        self.noticed = None
        self.empty(self.simulation.arena)
        arena = self.simulation.arena
        arena.view("history")[:] = 0
        arena.state["watched"] = -1
        self.simulation.arena = arena.with_history(self.unwatched)
        self.simulation.after_call = None
        return np.concatenate(self.parts)[:MOST_STEPS] if self.parts else arena.view("history")[:0]


def trace(
    document: Document,
    identity: int,
    *,
    seed: int = 1,
    until: float = 300.0,
    faults: Sequence[Fault] = (),
    operations: Sequence[Operation] = (),
    monkeys: Sequence[Monkey] = (),
    log: Sequence[LoggedCommand] = (),
    max_events: int = MAX_EVENTS,
    checkpoint: bytes | None = None,
    noticed: Callable[[Simulation], None] | None = None,
) -> Trace:
    """Every step of the request or event with an id, in order of time, from the run that `play` makes of the same
    arguments.

    With a `checkpoint` (a snapshot of that run) it starts there: seed, faults and operations are in it, and `log` holds
    only what came after. `noticed` is called after every stretch of events. Raises CompileError, FaultRefused,
    OperationRefused; ValueError for a checkpoint of another version of the engine; MemoryError for more steps at once
    than can be kept.
    """
    program, ring = compile_document(document), RING
    while ring <= LARGEST_RING:
        if checkpoint:
            simulation = Simulation.restore(program, checkpoint)
        else:
            simulation = begin(program, seed, faults, operations, monkeys)
        known = identity >= int(simulation.arena.state["next_id"][0])
        try:
            return _replayed(program, simulation, identity, known, ring, until, log, max_events, noticed)
        except _Overflow:
            ring *= 4
    raise MemoryError(f"more than {LARGEST_RING:,} steps of one message within {EVENTS_A_STRETCH:,} events")


def _replayed(
    program: Program,
    simulation: Simulation,
    identity: int,
    from_its_begin: bool,
    ring: int,
    until: float,
    log: Sequence[LoggedCommand],
    max_events: int,
    noticed: Callable[[Simulation], None] | None,
) -> Trace:
    watch = Watch(simulation, identity, ring, noticed)
    reached = through(simulation, [until], lambda now: None, log=log, max_events=max_events)
    steps = watch.end()
    return Trace(
        id=identity,
        steps=told(program, steps),
        complete=from_its_begin and watch.found <= MOST_STEPS,
        simulated_seconds=simulation.time,
        status="reached" if reached else "budget reached",
        digest=simulation.digest(),
    )


def trace_on(
    simulation: Simulation,
    identity: int,
    log: Sequence[LoggedCommand],
    until: float,
    *,
    max_events: int,
    noticed: Callable[[float], bool],
) -> tuple[list[TraceStep], bool, bool]:
    """The same from wherever a simulation stands, along the log that is still before it.

    `noticed` is called with the simulated time, and ends the search with False. Returns the steps, whether they are all
    of them up to `until`, and whether nothing of the message is left there.
    """
    watch, obeyed, there = Watch(simulation, identity, LARGEST_RING // 8), 0, False
    last = simulation.events + max_events
    try:
        while not there and simulation.events < last and noticed(simulation.time):
            obeyed, there = go_on(simulation, log, obeyed, until, EVENTS_A_STRETCH)
        steps = watch.end()
    except _Overflow:
        raise MemoryError(f"more than {LARGEST_RING // 8:,} steps of one message within a stretch") from None
    own = simulation.arena.view("messages")
    left = bool(((own["id"] == identity) & (own["kind"] != FREE)).any())
    return told(simulation.program, steps), there and watch.found <= MOST_STEPS, there and not left
