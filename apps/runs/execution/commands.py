"""What each command does to a run. It is logged with the simulated time at which it applied, always that of a frame, so
that (document, seed, log) gives the same run again."""

from collections.abc import Sequence

from apps.engine import Simulation
from apps.engine.monkey import expand
from apps.engine.operating import OperationRefused
from apps.engine.replay import obey
from apps.engine.simulation import FaultRefused
from apps.engine.stepping import step
from apps.runs.execution import grid, pace
from apps.runs.execution.simulations import EVENTS_PER_CALL, Running
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
    Step,
    Stop,
    Strike,
    Unleash,
)


def apply(running: Running, state: RunState, command: Command, now: float) -> bool:
    """False if it changes nothing, as a pause of what pauses: then it is not logged either. What is refused is logged
    with the reason."""
    match command:
        case Pause() if state.status == "running":
            state.status = "paused"
        case Resume() if state.status == "paused":
            state.status, state.paused_unwatched, state.reason = "running", False, ""
            state.stepped = []
            pace.start(state, now)
        case Step() if state.status == "paused":
            _step(running, state, command)
            return True
        case SetSpeed() if command.factor != state.speed:
            grid.set_speed(state, command.factor)
            pace.start(state, now)
        case Stop():
            state.status = "stopped"
        case Unleash(monkey=monkey):
            drawn = expand(running.simulation.program.document, monkey, state.seed, state.time)
            return _log(running, state, command, state.new_fault(), drawn)
        case Inject() | Strike():
            return _log(running, state, command, state.new_fault())
        case Operate():
            pass
        case Heal() if command.fault in state.injected():
            pass
        case HealAll() if state.injected():
            pass
        case _:
            return False
    return _log(running, state, command)


def pause_unwatched(running: Running, state: RunState, seconds: float) -> None:
    state.status, state.paused_unwatched = "paused", True
    state.reason = f"Paused: nobody watched for {_minutes(seconds)}."
    _log(running, state, Pause())


def _minutes(seconds: float) -> str:
    whole = round(seconds / 60)
    return f"{seconds:g} s" if seconds < 60 else f"{whole} minute{'s' if whole > 1 else ''}"


def _step(running: Running, state: RunState, command: Step) -> None:
    simulation = running.simulation
    _note(running, state, _entry(simulation, state, command))
    state.stepped = step(simulation, command.events, state.until)
    state.time = simulation.time
    if simulation.time >= state.until:
        state.status = "finished"
        return
    grid.set_speed(state, state.speed)
    state.off_grid = True


def _log(
    running: Running, state: RunState, command: Command, fault_id: str | None = None, faults: Sequence[Fault] = ()
) -> bool:
    simulation = running.simulation
    # A replay comes to each command by advancing to its time: what the one before brought about at once is done then.
    while not state.off_grid and not simulation.advance(state.time, EVENTS_PER_CALL):
        pass
    entry = _entry(simulation, state, command, fault_id, faults)
    try:
        taken = obey(simulation, entry, state.until)
        refused = f"No dead letters wait in {_name(simulation, command)}." if taken == 0 else None
    except (FaultRefused, OperationRefused) as reason:
        refused = str(reason)
    _note(running, state, entry.model_copy(update={"refused": refused}))
    return True


def _name(simulation: Simulation, command: Command) -> str:
    assert isinstance(command, Operate)
    return simulation.program.document.nodes[command.operation.target].name


def _entry(
    simulation: Simulation,
    state: RunState,
    command: Command,
    fault_id: str | None = None,
    faults: Sequence[Fault] = (),
) -> LoggedCommand:
    events = simulation.events if state.off_grid else None
    return LoggedCommand(at=state.time, command=command, fault_id=fault_id, events=events, faults=list(faults))


def _note(running: Running, state: RunState, entry: LoggedCommand) -> None:
    state.log = [*state.log, entry]
    running.obeyed = len(state.log)
