"""A run from beginning to end without a server: the same engine as the live run, for commands, tests and benchmarks."""

from collections.abc import Sequence

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import Heal, HealAll, Inject, LoggedCommand
from apps.schema.results import Results

from .arena import ArenaFull
from .compiling import compile_document
from .results import results
from .simulation import Simulation

MAX_EVENTS = 2_000_000_000


def play(
    document: Document,
    *,
    seed: int = 1,
    until: float = 300.0,
    faults: Sequence[Fault] = (),
    log: Sequence[LoggedCommand] = (),
    max_events: int = MAX_EVENTS,
) -> tuple[Results, Simulation]:
    """Runs a document for `until` simulated seconds, with faults at their own times, or with a live run's log.

    A run ends early, as "budget reached" and with its results so far, after `max_events` events or with more messages
    in flight than an arena can hold. Raises CompileError or FaultRefused.
    """
    simulation = Simulation(compile_document(document), seed)
    for number, fault in enumerate(faults, start=1):
        simulation.inject(f"fault-{number}", fault)
    try:
        reached = _through(simulation, [line for line in log if line.at <= until], until, max_events)
    except ArenaFull:
        reached = False
    return results(simulation, "reached" if reached else "budget reached"), simulation


def _through(simulation: Simulation, log: Sequence[LoggedCommand], until: float, max_events: int) -> bool:
    """Advances from command to command and to the end; False if the events ran out first."""
    for line in log:
        if not simulation.advance(line.at, max_events - simulation.events):
            return False
        obey(simulation, line)
    return simulation.advance(until, max_events - simulation.events)


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
