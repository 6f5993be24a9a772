"""Sagas: a business process over several services, undone step by step when a step fails."""

from typing import Literal

from ..base import Identifier, Label, Model, setting
from ..distributions import Constant, Work
from .services import Station


class SagaStep(Model):
    """One step: send a command (or only wait), until an event says how it went."""

    name: Label
    command: Identifier | None = setting(
        None, "Sends", help="Left out: somebody else starts the step, the saga only waits.", refers_to="eventTypes"
    )
    succeeds_on: Identifier = setting(..., "Succeeds on", refers_to="eventTypes")
    fails_on: list[Identifier] = setting(list, "Fails on", refers_to="eventTypes", max_length=10)
    timeout_ms: float = setting(
        30_000.0, "Timeout", unit="ms", help="No answer by then: the step failed.", gt=0, le=86_400_000
    )
    compensation: Identifier | None = setting(
        None, "Undone by", help="Sent when a later step fails.", refers_to="eventTypes"
    )
    compensated_on: Identifier | None = setting(
        None,
        "Undone on",
        help="The event that confirms it; waited for, and stuck without it. Left out: not waited for.",
        refers_to="eventTypes",
    )
    compensation_retries: int = setting(
        3,
        "Undoing, retries",
        help="When it is not confirmed within the timeout; after the last one the saga is stuck.",
        ge=0,
        le=1000,
    )
    compensation_backoff_ms: float = setting(
        1_000.0, "Undoing, delay", unit="ms", help="Before each of these retries.", ge=0, le=3_600_000
    )


class Saga(Station):
    """An orchestrator: starts on an event, goes through its steps, compensates in reverse order."""

    kind: Literal["saga"] = "saga"
    concurrency: int = setting(64, "Concurrency", unit="per instance", ge=1, le=10_000)
    work: Work = setting(lambda: Constant(ms=1.0), "Work", help="Time to take one event and decide.")
    starts_on: Identifier | None = setting(None, "Starts on", refers_to="eventTypes")
    steps: list[SagaStep] = setting(list, "Steps", max_length=20)
    committed_emits: list[Identifier] = setting(
        list, "When all steps succeeded, sends", refers_to="eventTypes", max_length=10
    )
    compensated_emits: list[Identifier] = setting(list, "When undone, sends", refers_to="eventTypes", max_length=10)
