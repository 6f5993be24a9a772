"""The history of one request or event: every step of every message and call that carries its id."""

from typing import Literal

from .base import Model

StepKind = Literal[
    "begun",
    "published",
    "held_back",
    "arrived",
    "copied",
    "handed_out",
    "work_begun",
    "handled",
    "effect_skipped",
    "effect_repeated",
    "attempt_failed",
    "retry_planned",
    "acknowledged",
    "given_back",
    "rejected",
    "interrupted",
    "given_out_again",
    "ended_badly",
    "kept_dead",
    "called",
    "call_refused",
    "call_arrived",
    "answered",
    "answered_nobody",
    "call_overdue",
    "saga_started",
    "saga_step",
    "saga_committed",
    "saga_compensates",
    "saga_undoes",
    "saga_compensated",
    "saga_stuck",
    "replied",
    "reply_lost",
]


class TraceStep(Model):
    time: float
    what: StepKind
    words: str
    event_type: str
    node: str | None
    """Who sends, calls or works; the orchestrator of a saga."""
    edge: str | None
    channel: str | None
    instance: int | None
    """Of the node, from 0 on."""
    attempt: int | None
    """Number of the attempt or of the call, from 1 on. Of an ending: attempts that failed."""
    delivery: int | None
    """How often it has been handed to this node over this channel, this time included."""
    seconds: float | None
    """How long what begins here is planned to take: the way, the work, the wait for the next try; or the timeout."""
    reason: str | None
    """Of an ending: its cause. Of an answer: failed or refused. Of a delivery: retry topic, if by that. Of a saga: the
    step's name."""
    times: int = 1
    """So often in a row, from `time` on."""


class Trace(Model):
    id: int
    steps: list[TraceStep]
    """Empty where no request or event had this id."""
    complete: bool
    """False where the steps were too many, or it began before the checkpoint that the replay started from."""
    simulated_seconds: float
    status: Literal["reached", "budget reached"]
    digest: str
    """Of the replay's end: that of the run it repeats."""
