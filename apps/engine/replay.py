"""A run from beginning to end without a server: the same engine as the live run, for commands, tests and benchmarks."""

from collections.abc import Sequence

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import Heal, HealAll, Inject, LoggedCommand
from apps.schema.results import Results

from .compiling import compile_document
from .results import Status, results
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

    Raises CompileError, FaultRefused, or ArenaFull.
    """
    simulation = Simulation(compile_document(document), seed)
    for number, fault in enumerate(faults, start=1):
        simulation.inject(f"fault-{number}", fault)
    status: Status = "reached"
    for line in log:
        if line.at > until:
            break
        if not simulation.advance(line.at, max_events - simulation.events):
            status = "budget reached"
            break
        obey(simulation, line)
    if status == "reached" and not simulation.advance(until, max_events - simulation.events):
        status = "budget reached"
    return results(simulation, status), simulation


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
