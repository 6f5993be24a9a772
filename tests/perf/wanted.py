"""The numbers that the engine is to reach, each beside what was measured."""

import operator
from dataclasses import asdict, dataclass
from typing import Any, Literal

Relation = Literal[">=", "<="]
_HOLDS = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Number:
    name: str
    relation: Relation
    wanted: float
    unit: str


NUMBERS: dict[str, Number] = {
    "w2-cimba": Number("W2 against Cimba", ">=", 2.0, "times"),
    "w2-simpy": Number("W2 against SimPy", ">=", 40.0, "times"),
    "w3-cimba": Number("W3 against Cimba", ">=", 1.2, "times"),
    "fifty-events": Number("50 nodes, all brokers, 100,000 messages in flight", ">=", 4e6, "events/s"),
    "fifty-snapshot": Number("its snapshot", "<=", 5.0, "ms"),
    "fifty-restore": Number("its restore", "<=", 5.0, "ms"),
    "nodes": Number("an event among 200 nodes against 20", "<=", 1.6, "times"),
    "backlog": Number("an event with a backlog of 1,000,000 against 1,000", "<=", 1.3, "times"),
    "delayed": Number("an event beside 1,000,000 delayed messages against 1,000", "<=", 3.5, "times"),
    "bytes-queued": Number("memory a message in flight, queued", "<=", 100.0, "bytes"),
    "bytes-delayed": Number("memory a message in flight, delayed", "<=", 100.0, "bytes"),
    "slices": Number("slices of 50 ms against one call, at 1,000 messages/s", "<=", 1.3, "times"),
    "cold": Number("compiling everything, nothing cached", "<=", 60.0, "s"),
    "cached": Number("a new process to its first event, compiled before", "<=", 2.0, "s"),
}


def on_broker(label: str) -> Number:
    return Number(f"W2's shape on {label} against Kafka", ">=", 0.5, "times")


def beside(number: Number, measured: float) -> dict[str, Any]:
    """A line of the report. The measured value is judged as it is, then rounded to be read."""
    holds = bool(_HOLDS[number.relation](measured, number.wanted))
    return {**asdict(number), "measured": float(f"{measured:.4g}"), "holds": holds}
