"""What each command does to a run. It is logged with the simulated time at which it applied, always that of a frame, so
that (document, seed, log) gives the same run again."""

from collections.abc import Sequence

from apps.engine import Simulation
from apps.engine.monkey import expand
from apps.engine.operating import OperationRefused
from apps.engine.program import Program
from apps.engine.replay import obey
from apps.runs.execution import grid, pace
from apps.runs.execution.state import RunState
from apps.schema.faults import Fault
from apps.schema.messages import (
    Command,
    Heal,
    HealAll,
    Inject,
    LoggedCommand,
    Operate,
    Pause,
    Resume,
    SetSpeed,
    Stop,
    Strike,
    Unleash,
)

EVENTS_PER_CALL = 200_000


def apply(simulation: Simulation, state: RunState, command: Command, now: float) -> bool:
    """False if it changes nothing: then it is not logged either."""
    match command:
        case Pause() if state.status == "running":
            state.status = "paused"
        case Resume() if state.status == "paused":
            state.status = "running"
            pace.start(state, now)
        case SetSpeed() if command.factor != state.speed:
            grid.set_speed(state, command.factor)
            pace.start(state, now)
        case Stop():
            state.status = "stopped"
        case Unleash(monkey=monkey):
            drawn = expand(simulation.program.document, monkey, state.seed, state.time)
            return _log(simulation, state, command, state.new_fault(), drawn)
        case Inject() | Strike():
            return _log(simulation, state, command, state.new_fault())
        case Operate():
            try:
                return _log(simulation, state, command)
            except OperationRefused:
                return False
        case Heal() if command.fault in state.injected():
            pass
        case HealAll() if state.injected():
            pass
        case _:
            return False
    return _log(simulation, state, command)


def replayed(program: Program, state: RunState) -> Simulation:
    """The simulation that the log so far leads to."""
    simulation = Simulation(program, seed=state.seed)
    for entry in state.log:
        _advance(simulation, entry.at)
        obey(simulation, entry)
    _advance(simulation, state.time)
    return simulation


def _advance(simulation: Simulation, until: float) -> None:
    while not simulation.advance(until, max_events=EVENTS_PER_CALL):
        pass


def _log(
    simulation: Simulation, state: RunState, command: Command, fault_id: str | None = None, faults: Sequence[Fault] = ()
) -> bool:
    entry = LoggedCommand(at=state.time, command=command, fault_id=fault_id, faults=list(faults))
    obey(simulation, entry)
    state.log = [*state.log, entry]
    return True
