"""Sagas: the orchestrators' plans, and the instances under way."""

from ..records import record

SagaNode = record(
    [
        ("station", "i4"),
        ("starts_on", "i4"),
        ("first_step", "i4"),
        ("steps", "i4"),
        ("first_committed", "i4"),
        ("committed", "i4"),
        ("first_compensated", "i4"),
        ("compensated", "i4"),
        ("now_running", "i8"),
        ("now_compensating", "i8"),
        ("now_stuck", "i8"),
        ("all_started", "i8"),
        ("all_committed", "i8"),
        ("all_compensated", "i8"),
    ]
)
SagaStep = record(
    [
        ("timeout", "f8"),
        ("succeeds_on", "i4"),
        ("compensated_on", "i4"),
        ("command", "i4"),
        ("compensation", "i4"),
        ("first_fails_on", "i4"),
        ("fails_on", "i4"),
        ("undo_every", "f8"),
        ("undo_retries", "i4"),
        ("unused", "i4"),
    ]
)
SagaType = record([("type", "i4"), ("unused", "i4")])
Saga = record(
    [
        ("id", "i8"),
        ("born", "f8"),
        ("node", "i4"),
        ("status", "i4"),
        ("step", "i4"),
        ("done", "i4"),
        ("undone", "i4"),
        ("timer", "i4"),
        ("key", "i4"),
        ("marks", "i4"),
        ("next", "i4"),
        ("tries", "i4"),
    ]
)
SagaSlot = record([("key", "i8"), ("saga", "i4"), ("unused", "i4")])

RECORDS = {
    "saga_nodes": SagaNode,
    "saga_steps": SagaStep,
    "saga_types": SagaType,
    "sagas": Saga,
    "saga_slots": SagaSlot,
}
