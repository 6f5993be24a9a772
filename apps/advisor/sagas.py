"""Whether a saga can end: every step undone or answered."""

from collections.abc import Iterator

from apps.schema.nodes import Saga

from .finding import Finding, Reading


def step_cannot_be_undone(reading: Reading) -> Iterator[Finding]:
    """A step that a later one can fail after needs an action that undoes it."""
    for identifier, node in reading.document.nodes.items():
        if not isinstance(node, Saga):
            continue
        for step, following in zip(node.steps, node.steps[1:], strict=False):
            if step.compensation is None:
                yield Finding(
                    "step_cannot_be_undone",
                    "warn",
                    identifier,
                    f"{node.name}: nothing undoes '{step.name}' when '{following.name}' fails",
                    "A compensation for the step.",
                )


def answer_never_comes(reading: Reading) -> Iterator[Finding]:
    """A step whose answer nobody sends to the saga can only time out."""
    for identifier, node in reading.document.nodes.items():
        if not isinstance(node, Saga):
            continue
        arriving = reading.flow.arriving[identifier]
        if node.starts_on is None:
            yield Finding(
                "saga_never_starts",
                "warn",
                identifier,
                f"{node.name} starts on no event type: it does nothing",
                "The event type that each saga begins with.",
            )
            continue
        if node.starts_on not in arriving:
            yield Finding(
                "saga_never_starts",
                "warn",
                identifier,
                f"{node.name} starts on {_name(reading, node.starts_on)}, which never reaches it",
                "A subscription that brings the event.",
            )
            continue
        for step in node.steps:
            if step.succeeds_on not in arriving:
                yield Finding(
                    "answer_never_comes",
                    "warn",
                    identifier,
                    f"{node.name}: '{step.name}' waits for {_name(reading, step.succeeds_on)}, which never reaches it; "
                    f"it can only time out after {step.timeout_ms / 1000:g} s",
                    "A subscription that brings the event.",
                )
            if step.compensated_on and step.compensated_on not in arriving:
                yield Finding(
                    "undoing_never_confirmed",
                    "warn",
                    identifier,
                    f"{node.name}: undoing '{step.name}' waits for {_name(reading, step.compensated_on)}, which never "
                    "reaches it; the saga gets stuck",
                    "A subscription that brings the event, or no waiting for it.",
                )


def _name(reading: Reading, event_type: str) -> str:
    return reading.document.event_types[event_type].name
