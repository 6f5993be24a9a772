"""Operations: what an operator does to a running system, and when."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Model, setting
from .nodes import KINDS, SOURCES, STATIONS


class OperationBase(Model):
    target: Identifier = setting(..., "Where", help="The id of a node or an edge.")
    at_seconds: float = setting(
        0.0, "At", unit="s", help="Simulated time. In a live run: not before now.", ge=0, le=31_536_000
    )


class Seek(OperationBase):
    """A consumer group goes to another place in its log: back to read again, or ahead to leave something out."""

    kind: Literal["seek"] = "seek"
    to: Literal["earliest", "latest", "seconds_ago"] = setting("earliest", "To")
    seconds: float = setting(60.0, "Seconds ago", unit="s", help="For seconds_ago.", ge=0, le=31_536_000)


class Redrive(OperationBase):
    """What lies in a dead letter queue goes back to where it came from."""

    kind: Literal["redrive"] = "redrive"
    per_second: float | None = setting(
        None,
        "At most",
        unit="/s",
        help="Left out: as fast as it goes.",
        source="MaxNumberOfMessagesPerSecond, SQS StartMessageMoveTask: 1 to 500",
        ge=1,
        le=500,
    )


class Scale(OperationBase):
    """A node gets more or fewer instances."""

    kind: Literal["scale"] = "scale"
    instances: int = setting(2, "Instances", ge=1, le=1000)


class Purge(OperationBase):
    """Everything that waits in a queue is thrown away."""

    kind: Literal["purge"] = "purge"


class Tune(OperationBase):
    """A number of a node or an edge gets another value, and keeps it."""

    kind: Literal["tune"] = "tune"
    number: Literal["concurrency", "rate", "work", "failure", "timeout", "retries"] = setting(
        "work",
        "What",
        help="Slots of each instance; messages per second of a source; mean time of the work in ms; failures in "
        "percent; timeout of a call in ms; repetitions of a call or a delivery.",
    )
    value: float = setting(100.0, "New value", help="In the unit of what is changed.", ge=0, le=10_000_000)


Operation = Annotated[Seek | Redrive | Scale | Purge | Tune, Field(discriminator="kind")]


@dataclass(frozen=True)
class OperationKind:
    """A row of the operator's menu. `edges_from`: subscribe edges that start at a node of one of these kinds. `edges`:
    edges of these kinds, wherever they start."""

    model: type[OperationBase]
    label: str
    nodes: tuple[str, ...] = ()
    edges_from: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tunable:
    """What a setting of `Tune` may be changed on, and between which values."""

    label: str
    unit: str
    least: float
    most: float
    whole: bool = False
    nodes: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()


LOGS = tuple(kind for kind in ("kafka_topic", "redis_stream", "nats_stream", "event_store") if kind in KINDS)
QUEUES = tuple(kind for kind in ("rabbitmq_queue", "sqs_queue", "nats_stream", "dead_letter_queue") if kind in KINDS)

SYNCHRONOUS = ("call", "read", "write")
PACED = tuple(kind for kind in SOURCES if kind in KINDS)

TUNABLE: dict[str, Tunable] = {
    "concurrency": Tunable("Slots of each instance", "", 1, 10_000, whole=True, nodes=STATIONS),
    "rate": Tunable("Rate", "/s", 0.001, 100_000, nodes=PACED),
    "work": Tunable("Mean work", "ms", 0, 3_600_000, nodes=STATIONS),
    "failure": Tunable("Failures", "%", 0, 100, nodes=STATIONS),
    "timeout": Tunable("Timeout", "ms", 1, 3_600_000, edges=SYNCHRONOUS),
    "retries": Tunable("Retries", "", 0, 100, whole=True, edges=(*SYNCHRONOUS, "subscribe")),
}

OPERATION_KINDS: dict[str, OperationKind] = {
    "seek": OperationKind(Seek, "Seek", edges_from=LOGS),
    "redrive": OperationKind(Redrive, "Redrive", ("dead_letter_queue",)),
    "scale": OperationKind(Scale, "Scale", STATIONS),
    "purge": OperationKind(Purge, "Purge", QUEUES),
    "tune": OperationKind(Tune, "Change a number", (*STATIONS, *PACED), edges=(*SYNCHRONOUS, "subscribe")),
}
