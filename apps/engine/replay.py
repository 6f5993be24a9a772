"""A run from beginning to end without a server: the same engine as the live run, for commands, tests and benchmarks."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import Heal, HealAll, Inject, LoggedCommand, Operate, Step, Stop, Strike, Unleash, numbered
from apps.schema.monkey import Monkey
from apps.schema.operations import Operation
from apps.schema.results import Results

from .arena import ArenaFull
from .compiling import compile_document
from .monkey import expand
from .program import Program
from .results import results
from .simulation import FaultRefused, OperationRefused, Simulation
from .statistics.batches import BATCHES, Batches
from .statistics.sums import Sums, read_sums

MAX_EVENTS = 2_000_000_000


def play(
    document: Document,
    *,
    seed: int = 1,
    until: float = 300.0,
    faults: Sequence[Fault] = (),
    operations: Sequence[Operation] = (),
    monkeys: Sequence[Monkey] = (),
    log: Sequence[LoggedCommand] = (),
    max_events: int = MAX_EVENTS,
    batches: int = BATCHES,
    begun: Callable[[Simulation], None] = lambda simulation: None,
) -> tuple[Results, Simulation]:
    """Runs a document for `until` simulated seconds, with faults at their own times, or with a live run's log.

    The means it leaves carry 95 % intervals from so many equal `batches` of time; 0 leaves the intervals out. A run
    ends early, as "budget reached" and with its results so far, after `max_events` events or with more messages
    in flight than an arena can hold. `begun` gets the simulation before its first event, to watch it. Raises
    CompileError, FaultRefused, MonkeyRefused or OperationRefused.
    """
    simulation = begin(compile_document(document), seed, faults, operations, monkeys)
    begun(simulation)
    readings: list[Sums] = [read_sums(simulation)] if batches else []
    steps = [until * step / batches for step in range(1, batches)] + [until]

    def note(now: Simulation) -> None:
        if batches:
            readings.append(read_sums(now))

    reached = through(simulation, steps, note, log=log, max_events=max_events)
    unsteady = "faults and commands change the run: replicate it" if faults or operations or monkeys or log else ""
    found = results(simulation, "reached" if reached else "budget reached", Batches(readings, unsteady))
    return found, simulation


def begin(
    program: Program,
    seed: int,
    faults: Sequence[Fault],
    operations: Sequence[Operation] = (),
    monkeys: Sequence[Monkey] = (),
) -> Simulation:
    simulation = Simulation(program, seed)
    for number, fault in enumerate(faults, start=1):
        simulation.inject(f"fault-{number}", fault)
    for number, monkey in enumerate(monkeys, start=1):
        drawn = expand(program.document, monkey, seed)
        for fault_id, fault in numbered(f"monkey-{number}", drawn).items():
            simulation.inject(fault_id, fault)
    for operation in operations:
        simulation.operate(operation)
    return simulation


def through(
    simulation: Simulation,
    steps: Sequence[float],
    at_step: Callable[[Simulation], None],
    *,
    log: Sequence[LoggedCommand] = (),
    max_events: int = MAX_EVENTS,
) -> bool:
    """Advances from step to step, obeying the log on the way; False if a budget ended it before the last step."""
    stops: list[tuple[float, LoggedCommand | None]] = [(line.at, line) for line in log if line.at <= steps[-1]]
    stops += [(step, None) for step in steps]
    halted = False
    try:
        for at, line in sorted(stops, key=lambda stop: stop[0]):
            if not halted and not reach(simulation, at, line, max_events):
                return False
            if line is None:
                at_step(simulation)
            elif not halted:
                obey(simulation, line, steps[-1])
                halted = ends_between_frames(line)
    except ArenaFull:
        return False
    return True


def go_on(
    simulation: Simulation,
    log: Sequence[LoggedCommand],
    obeyed: int,
    until: float,
    max_events: int,
    *,
    halt: bool = False,
) -> tuple[int, bool]:
    """On along a log of which it has obeyed so many lines, to `until`, by at most `max_events` events.

    With `halt` it stays where the last line leaves it, as a run does after a step. Returns how many lines it has
    obeyed by now, and whether it is there; if not, calling again goes on from here.
    Raises ArenaFull, FaultRefused, OperationRefused.
    """
    last = simulation.events + max_events
    for line in log[obeyed:]:
        if line.at > until:
            break
        if not reach(simulation, line.at, line, last):
            return obeyed, False
        obey(simulation, line, until)
        obeyed += 1
        if ends_between_frames(line):
            return obeyed, True
    return obeyed, halt or simulation.advance(until, last - simulation.events)


def reach(simulation: Simulation, at: float, line: LoggedCommand | None, last: int) -> bool:
    """On to a moment or, for a command given between two frames, up to an event. False if `last` came first."""
    if line is None or line.events is None:
        return simulation.advance(at, last - simulation.events)
    reached = simulation.advance(at, min(last, line.events) - simulation.events)
    return reached or simulation.events >= line.events


def ends_between_frames(line: LoggedCommand) -> bool:
    """Whether a run was stopped after a step: there may be more events at the same moment that did not happen."""
    return isinstance(line.command, Stop) and line.events is not None


def obey(simulation: Simulation, line: LoggedCommand, until: float = float("inf")) -> int | None:
    """Applies a logged command at the simulation's present time; what only paces a live run changes nothing here. A
    step goes no further than `until`. Returns, of a redrive, how many dead letters it took. Raises FaultRefused and
    OperationRefused, except where the run's own was refused: then that is done again, as far as it went."""
    if line.refused is not None:
        with suppress(FaultRefused, OperationRefused):
            obey(simulation, line.model_copy(update={"refused": None}), until)
        return None
    match line.command:
        case Inject() | Strike() | Unleash():
            for fault_id, fault in line.struck().items():
                simulation.inject(fault_id, fault)
        case Heal(fault=fault_id):
            simulation.heal(fault_id)
        case HealAll():
            simulation.heal_all()
        case Operate(operation=operation):
            return simulation.operate(operation)
        case Step(events=events):
            simulation.advance(until, events)
    return None
