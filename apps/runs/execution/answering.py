"""Answers to questions about a run's past: the simulation as it was then, from the nearest checkpoint, and a look.

Bounded in events and in time, so that a question can be slow and never takes a worker for long.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from apps.diagrams.errors import DiagramNotFound
from apps.engine import CompileError
from apps.engine.arena import ArenaFull
from apps.engine.held import held_messages
from apps.engine.past import found_messages
from apps.engine.tracing import trace_on
from apps.runs import selectors
from apps.runs.errors import QuestionRefused, RunNotFound
from apps.runs.execution import comparing, programs, questions, simulations, store
from apps.runs.execution.adoption import state_of
from apps.runs.execution.questions import Question
from apps.runs.execution.simulations import EVENTS_PER_CALL, Running
from apps.runs.execution.state import RunState
from apps.runs.models import Run
from apps.schema.time_travel import MessageHistory
from apps.schema.tracing import TraceStep

logger = logging.getLogger(__name__)

MOST_SECONDS = 20.0
MOST_EVENTS = 60_000_000

Note = Callable[[float, str], None]


def answer(key: str) -> None:
    question = questions.asked(key)
    if question is None:
        return
    last = 0.0

    def note(progress: float, words: str) -> None:
        nonlocal last
        if time.monotonic() - last > 0.2:
            last = time.monotonic()
            questions.note(key, round(progress, 3), words)

    note(0.0, "Looking it up.")
    try:
        questions.answer(key, _answer(question, note), live=question.mark == "live")
    except QuestionRefused as refused:
        questions.refuse(key, str(refused))
    except (DiagramNotFound, RunNotFound):
        questions.refuse(key, "The run is no longer there.")
    except (CompileError, ArenaFull, ValueError, MemoryError) as error:
        questions.refuse(key, f"It cannot be worked out: {error}")
    except Exception:
        logger.exception("question %s about run %s", question.kind, question.run)
        questions.refuse(key, "It could not be worked out.")


def _answer(question: Question, note: Note) -> str:
    if question.kind == "compare":
        assert question.other is not None
        return comparing.compare(question.run, question.other, note).model_dump_json()
    row = selectors.run_row(question.run)
    state = store.current(row.pk) or state_of(row)
    at = state.time if question.at is None else question.at
    if question.kind == "history":
        assert question.message is not None
        return _history(row, state, question.message, at, note).model_dump_json()
    if question.kind == "node_messages" and question.node not in programs.of_revision(state.revision_id).channels:
        raise QuestionRefused("Only a queue, a topic or a stream holds messages.")
    running = as_of(row.pk, state, at, note)
    if question.kind == "messages":
        assert question.outcome is not None
        return found_messages(running.simulation, question.outcome, question.node, question.most).model_dump_json()
    assert question.node is not None
    return held_messages(running.simulation, question.node, question.most).model_dump_json()


def as_of(run_id: UUID, state: RunState, at: float, note: Note) -> Running:
    """The run as it was at a moment. Raises QuestionRefused when that is too far from any checkpoint."""
    obeyed = sum(line.at <= at for line in state.log)
    running = simulations.before(run_id, state, at, obeyed) or simulations.new(
        programs.of_revision(state.revision_id), state.seed
    )
    past = state.model_copy(
        update={
            "time": at,
            "log": state.log[:obeyed],
            "off_grid": state.off_grid and at >= state.time,
        }
    )
    begun, deadline, start = running.simulation.events, time.monotonic() + MOST_SECONDS, running.simulation.time
    while not running.catch_up(past, EVENTS_PER_CALL):
        simulation = running.simulation
        if time.monotonic() > deadline or simulation.events - begun > MOST_EVENTS:
            raise QuestionRefused(f"{at:g} s is too far from the nearest checkpoint, at {start:g} s.")
        note((simulation.time - start) / max(1e-9, at - start), "Simulating the past again.")
    return running


def _history(row: Run, state: RunState, message: int, at: float, note: Note) -> MessageHistory:
    """From the newest checkpoint before the message began, with its id watched."""
    program = programs.of_revision(state.revision_id)
    obeyed = sum(line.at <= at for line in state.log)
    running = simulations.before(row.pk, state, at, obeyed, next_id=message) or simulations.new(program, state.seed)
    simulation, start = running.simulation, running.simulation.time
    deadline = time.monotonic() + MOST_SECONDS

    def noticed(now: float) -> bool:
        note((now - start) / max(1e-9, at - start), "Simulating the past again with the message watched.")
        return time.monotonic() < deadline

    steps, complete, ended = trace_on(
        simulation, message, state.log[running.obeyed : obeyed], at, max_events=MOST_EVENTS, noticed=noticed
    )
    return MessageHistory(
        run=str(row.pk),
        at=simulation.time,
        id=message,
        steps=steps,
        complete=complete,
        ended=ended,
        nodes=_in_order(name for step in steps for name in _visited(step)),
        edges=_in_order(step.edge for step in steps),
        begun=steps[0].time if steps else None,
        seconds=round(steps[-1].time - steps[0].time, 6) if steps else None,
        attempts=sum(step.what == "attempt_failed" for step in steps),
    )


def _visited(step: TraceStep) -> Sequence[str | None]:
    """In the order of the way: to a channel from who sends, from a channel to who gets."""
    return (step.channel, step.node) if step.what in ("handed_out", "given_out_again") else (step.node, step.channel)


def _in_order(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name is not None))
