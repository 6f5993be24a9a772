"""A run from beginning to end without a server: the same engine as the live run, for commands, tests and benchmarks."""

from collections.abc import Callable, Sequence

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import Heal, HealAll, Inject, LoggedCommand, Operate
from apps.schema.operations import Operation
from apps.schema.results import Results

from .arena import ArenaFull
from .compiling import compile_document
from .program import Program
from .results import results
from .simulation import Simulation
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
    log: Sequence[LoggedCommand] = (),
    max_events: int = MAX_EVENTS,
    batches: int = BATCHES,
    begun: Callable[[Simulation], None] = lambda simulation: None,
) -> tuple[Results, Simulation]:
    """Runs a document for `until` simulated seconds, with faults at their own times, or with a live run's log.

    The means it leaves carry 95 % intervals from so many equal `batches` of time; 0 leaves the intervals out. A run
    ends early, as "budget reached" and with its results so far, after `max_events` events or with more messages
    in flight than an arena can hold. Raises CompileError, FaultRefused or
    OperationRefused. `begun` gets the simulation before its first event, to watch it.
    """
    simulation = begin(compile_document(document), seed, faults, operations)
    begun(simulation)
    readings: list[Sums] = [read_sums(simulation)] if batches else []
    steps = [until * step / batches for step in range(1, batches)] + [until]

    def note(now: Simulation) -> None:
        if batches:
            readings.append(read_sums(now))

    reached = through(simulation, steps, note, log=log, max_events=max_events)
    unsteady = "faults and commands change the run: replicate it" if faults or operations or log else ""
    found = results(simulation, "reached" if reached else "budget reached", Batches(readings, unsteady))
    return found, simulation


def begin(program: Program, seed: int, faults: Sequence[Fault], operations: Sequence[Operation] = ()) -> Simulation:
    simulation = Simulation(program, seed)
    for number, fault in enumerate(faults, start=1):
        simulation.inject(f"fault-{number}", fault)
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
    try:
        for at, line in sorted(stops, key=lambda stop: stop[0]):
            if not simulation.advance(at, max_events - simulation.events):
                return False
            if line is None:
                at_step(simulation)
            else:
                obey(simulation, line)
    except ArenaFull:
        return False
    return True


def obey(simulation: Simulation, line: LoggedCommand) -> None:
    """Applies a logged command at the simulation's present time; what only paces a live run changes nothing here."""
    match line.command:
        case Inject(fault=fault):
            assert line.fault_id is not None
            simulation.inject(line.fault_id, fault)
        case Heal(fault=fault_id):
            simulation.heal(fault_id)
        case HealAll():
            simulation.heal_all()
        case Operate(operation=operation):
            simulation.operate(operation)
