"""Questions about a run's past. A worker works out the answer; who asks again in a moment gets it."""

import time
from uuid import UUID

from apps.accounts.actors import Actor
from apps.runs import selectors, tasks
from apps.runs.errors import QuestionRefused
from apps.runs.execution import questions
from apps.runs.execution.questions import Question
from apps.runs.models import Run
from apps.runs.services.reading import access_to, info_of
from apps.schema.time_travel import MessageOutcome, Working

PATIENCE = 1.5
"""Seconds that a request waits for an answer before it says that it is being worked out."""
LOOK_EVERY = 0.03

Answer = str | Working
"""JSON text, as a worker wrote it."""


def compare(actor: Actor, run_id: UUID, other_id: UUID, share_token: str | None = None) -> Answer:
    """Raises RunNotFound, QuestionRefused."""
    access_to(actor, run_id, share_token)
    access_to(actor, other_id, share_token)
    one, other = selectors.run_row(run_id), selectors.run_row(other_id)
    marks = f"{info_of(one).sequence}/{info_of(other).sequence}" if _ended(one) and _ended(other) else "live"
    return _answer(Question(kind="compare", run=run_id, other=other_id, mark=marks))


def messages(
    actor: Actor,
    run_id: UUID,
    *,
    outcome: MessageOutcome,
    node: str | None,
    at: float | None,
    most: int,
    share_token: str | None = None,
) -> Answer:
    """Raises RunNotFound, QuestionRefused."""
    mark = _mark(actor, run_id, at, share_token)
    return _answer(Question(kind="messages", run=run_id, at=at, outcome=outcome, node=node, most=most, mark=mark))


def message_history(
    actor: Actor, run_id: UUID, message: int, at: float | None, share_token: str | None = None
) -> Answer:
    """Raises RunNotFound, QuestionRefused."""
    mark = _mark(actor, run_id, at, share_token)
    return _answer(Question(kind="history", run=run_id, at=at, message=message, mark=mark))


def node_messages(
    actor: Actor, run_id: UUID, node: str, at: float | None, most: int, share_token: str | None = None
) -> Answer:
    """Raises RunNotFound, QuestionRefused."""
    mark = _mark(actor, run_id, at, share_token)
    return _answer(Question(kind="node_messages", run=run_id, at=at, node=node, most=most, mark=mark))


def _mark(actor: Actor, run_id: UUID, at: float | None, share_token: str | None) -> str:
    """What an answer holds for: a live run's present passes by."""
    access_to(actor, run_id, share_token)
    info = info_of(selectors.run_row(run_id))
    if at is not None and at > info.time:
        raise QuestionRefused(f"{at:g} s has not come yet: the run is at {info.time:g} s.")
    if at is not None or info.status not in Run.LIVE:
        return "past"
    return f"paused-{info.sequence}-{info.time}" if info.status == "paused" else "live"


def _ended(row: Run) -> bool:
    return row.status not in Run.LIVE


def _answer(question: Question) -> Answer:
    key = question.key()
    deadline = time.monotonic() + PATIENCE
    if questions.ask(key, question):
        tasks.ask(key)
    while True:
        found = questions.find(key)
        if found.refused:
            raise QuestionRefused(found.refused)
        if found.answer is not None:
            return found.answer
        if time.monotonic() > deadline:
            return Working(
                status="working" if found.begun else "waiting_for_worker", progress=found.progress, words=found.words
            )
        time.sleep(LOOK_EVERY)
