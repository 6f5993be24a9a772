from functools import lru_cache
from math import ceil
from uuid import UUID

from apps.accounts.actors import Actor
from apps.diagrams import services as diagrams
from apps.runs import selectors, tasks
from apps.runs.errors import CommandRefused
from apps.runs.execution import adoption, store
from apps.runs.execution.state import RunState
from apps.runs.models import Run
from apps.runs.services.reading import access_to
from apps.schema import Document
from apps.schema.live_strikes import strike_problem
from apps.schema.messages import Command, Heal, Inject, Operate, Step, Stop, Strike, Unleash
from apps.schema.striking import operation_problem

MAX_LOG = 1000
MAX_FAULTS = 2000
"""In all, healed or not: what a worker does within a second when it plays the log again."""


def control(actor: Actor, run_id: UUID, command: Command, share_token: str | None = None) -> float | None:
    """Hands a command to the run's next slice, which logs it with the time at which it applies. Returns that time if it
    is certain already, as in a run that pauses. Raises RunNotFound, CommandRefused."""
    if access_to(actor, run_id, share_token) != "edit":
        raise CommandRefused("You may watch this run, but not control it.")
    row = selectors.run_row(run_id)
    state = store.current(run_id)
    if state is None and row.status in Run.LIVE:
        epoch = adoption.adopt(row)
        state = store.current(run_id)
        if epoch is not None and row.status != Run.Status.PAUSED:
            tasks.enqueue(run_id, epoch)
    if state is None or state.ended:
        raise CommandRefused("The run has ended.")
    problem = _problem(state, command)
    if problem:
        raise CommandRefused(problem)
    handed_in = store.hand_in(run_id, command)
    match handed_in.outcome:
        case "wakes":
            tasks.enqueue(run_id, handed_in.epoch)
        case "full":
            raise CommandRefused("The run has not yet taken in the commands before this one. Try again.")
        case "ended" | "missing":
            raise CommandRefused("The run has ended.")
    # A run that rests makes up first what it owes.
    return state.time if handed_in.outcome == "wakes" and state.status == "paused" else None


def _problem(state: RunState, command: Command) -> str | None:
    if len(state.log) >= MAX_LOG and not isinstance(command, Stop):
        return f"The run has got {MAX_LOG} commands; it can only be stopped."
    if more := _faults_of(command):
        given = sum(len(line.struck()) for line in state.log)
        if given + more > MAX_FAULTS:
            return f"The run has got {given} faults; with {more} more there would be over {MAX_FAULTS}."
    if isinstance(command, Heal) and command.fault not in state.injected():
        return f"There is no fault '{command.fault}' to heal."
    if isinstance(command, Step) and state.status != "paused":
        return "Only a run that is paused goes on event by event."
    return problem_of(state.revision_id, state.time, command)


def _faults_of(command: Command) -> int:
    match command:
        case Inject():
            return 1
        case Strike(faults=faults):
            return len(faults)
        case Unleash(monkey=monkey):
            return ceil(monkey.per_minute * monkey.duration_seconds / 60.0)
    return 0


def problem_of(revision_id: int, now: float, command: Command) -> str | None:
    """Why a fault or an operation cannot be given to a run of a revision that has reached this time."""
    if isinstance(command, Inject | Strike | Unleash):
        return strike_problem(_document(revision_id), command, now)
    if isinstance(command, Operate):
        problem = operation_problem(_document(revision_id), command.operation)
        return problem or _past(command.operation.at_seconds, now)
    return None


def _past(at: float, now: float) -> str | None:
    """0 is what stands there when nothing was said: now."""
    return f"{at:g} s is past: the run is at {now:g} s." if 0 < at < now else None


@lru_cache(maxsize=32)
def _document(revision_id: int) -> Document:
    return diagrams.revision_document(revision_id).document
