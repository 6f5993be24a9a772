"""Faults: what can be broken, where, from when, for how long."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Model, setting
from .nodes import CONTAINERS, KINDS, SOURCES, STATIONS


class FaultBase(Model):
    target: Identifier = setting(..., "Where", help="The id of a node or an edge.")
    at_seconds: float = setting(
        0.0, "From", unit="s", help="Simulated time. In a live run: not before now.", ge=0, le=31_536_000
    )
    duration_seconds: float | None = setting(
        None, "For", unit="s", help="Left out: until it is healed.", gt=0, le=31_536_000
    )


class Crash(FaultBase):
    """A node is down: it does nothing, and what it was doing is lost or comes again, as its broker has it."""

    kind: Literal["crash"] = "crash"


class AddedLatency(FaultBase):
    """Everything that arrives over an edge, or at a node, takes longer to arrive."""

    kind: Literal["latency"] = "latency"
    added_ms: float = setting(500.0, "Added latency", unit="ms", gt=0, le=3_600_000)


class ErrorRate(FaultBase):
    """A share of all attempts at a node fails at the end of its work."""

    kind: Literal["error_rate"] = "error_rate"
    percent: float = setting(20.0, "Error rate", unit="%", gt=0, le=100)


class Slow(FaultBase):
    """Work takes a multiple of its time."""

    kind: Literal["slow"] = "slow"
    factor: float = setting(5.0, "Slow by", unit="×", gt=1, le=10_000)


class TrafficSpike(FaultBase):
    """A source sends a multiple of its rate."""

    kind: Literal["traffic_spike"] = "traffic_spike"
    factor: float = setting(3.0, "Traffic", unit="×", gt=0, le=1000)


Fault = Annotated[Crash | AddedLatency | ErrorRate | Slow | TrafficSpike, Field(discriminator="kind")]


@dataclass(frozen=True)
class FaultKind:
    """A row of the chaos menu: the kinds of node or edge it can strike."""

    model: type[FaultBase]
    label: str
    nodes: tuple[str, ...]
    edges: tuple[str, ...] = ()


FAULT_KINDS: dict[str, FaultKind] = {
    "crash": FaultKind(Crash, "Down", (*SOURCES, *STATIONS, *CONTAINERS)),
    "latency": FaultKind(
        AddedLatency, "Added latency", (*STATIONS, *CONTAINERS), ("publish", "subscribe", "call", "read", "write")
    ),
    "error_rate": FaultKind(ErrorRate, "Error rate", STATIONS),
    "slow": FaultKind(Slow, "Slow by", STATIONS),
    "traffic_spike": FaultKind(TrafficSpike, "Traffic", tuple(kind for kind in SOURCES if kind in KINDS)),
}
