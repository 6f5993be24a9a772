"""Edges: how one node reaches another, and what may connect to what."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Label, Model, setting
from .nodes import CHANNELS, SOURCES


class EdgeBase(Model):
    source: Identifier
    target: Identifier
    name: Label | None = None


class Publish(EdgeBase):
    """Sends events into a channel, without waiting for who reads them."""

    kind: Literal["publish"] = "publish"
    event_types: list[Identifier] = setting(
        list,
        "Carries",
        help="Only these of the sender's events; none named: all.",
        refers_to="eventTypes",
        max_length=50,
    )
    routing_key: str = setting(
        "", "Routing key", help="For exchanges. Left empty: the event type's id.", max_length=255
    )
    latency_ms: float = setting(0.0, "Extra latency", unit="ms", help="Added to the broker's own.", ge=0, le=60_000)


class Subscribe(EdgeBase):
    """Receives a copy of what a channel keeps; consumers with the same group share one copy."""

    kind: Literal["subscribe"] = "subscribe"
    group: str = setting("", "Consumer group", help="Left empty: the consumer's own id.", max_length=120)
    binding_key: str = setting(
        "#", "Binding key", help="For exchanges: * is one word, # any number of words.", max_length=255
    )
    event_types: list[Identifier] = setting(
        list, "Only", help="Only these event types; none named: all.", refers_to="eventTypes", max_length=50
    )
    prefetch: int = setting(
        0,
        "Prefetch",
        unit="per instance",
        help="Messages handed out and not yet acknowledged; 0: no limit. RabbitMQ.",
        ge=0,
        le=65_535,
    )
    latency_ms: float = setting(1.0, "Delivery latency", unit="ms", ge=0, le=60_000)


class CircuitBreaker(Model):
    failures: int = setting(5, "Opens after", unit="failures in a row", ge=1, le=1000)
    open_ms: float = setting(10_000.0, "Stays open", unit="ms", help="Then one call tries again.", gt=0, le=3_600_000)


class SynchronousEdge(EdgeBase):
    on: list[Identifier] = setting(
        list,
        "When handling",
        help="Only for these event types; none named: always.",
        refers_to="eventTypes",
        max_length=50,
    )
    timeout_ms: float = setting(
        2_000.0, "Timeout", unit="ms", help="The caller's slot is held until then.", gt=0, le=3_600_000
    )
    latency_ms: float = setting(1.0, "Network latency", unit="ms", help="Each way.", ge=0, le=60_000)
    retries: int = setting(0, "Retries", help="Of the call itself, right after it failed.", ge=0, le=20)


class Call(SynchronousEdge):
    """Asks and waits for the answer."""

    kind: Literal["call"] = "call"
    sends: Identifier | None = setting(
        None, "Sends", help="Left out: passes on what it handles.", refers_to="eventTypes"
    )
    circuit_breaker: CircuitBreaker | None = setting(None, "Circuit breaker")


class Read(SynchronousEdge):
    """Reads from a store or a read model and waits for it."""

    kind: Literal["read"] = "read"
    latency_ms: float = setting(0.5, "Network latency", unit="ms", help="Each way.", ge=0, le=60_000)


class Write(SynchronousEdge):
    """Writes to a store and waits for it; what an event store or an outbox then passes on is what `sends` names."""

    kind: Literal["write"] = "write"
    sends: Identifier | None = setting(None, "Writes", help="Left out: what it handles.", refers_to="eventTypes")
    latency_ms: float = setting(0.5, "Network latency", unit="ms", help="Each way.", ge=0, le=60_000)


class DeadLetter(EdgeBase):
    """Where a message goes when its retries are used up."""

    kind: Literal["dead_letter"] = "dead_letter"


AnyEdge = Annotated[Publish | Subscribe | Call | Read | Write | DeadLetter, Field(discriminator="kind")]


@dataclass(frozen=True)
class EdgeKind:
    """A row of the rules: kinds of node it may start and end at. `within`: only inside the same broker."""

    model: type[EdgeBase]
    label: str
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


CALLERS = (*SOURCES, "api_gateway", "service", "saga", "external_system", "projection")
PUBLISHERS = (*SOURCES, "api_gateway", "service", "saga", "external_system", "projection", "database")
ENTRY_CHANNELS = tuple(kind for kind in CHANNELS)
READABLE = tuple(kind for kind in CHANNELS if kind != "rabbitmq_exchange")
CONSUMERS = ("service", "saga", "projection", "external_system")

EDGE_KINDS: dict[str, EdgeKind] = {
    "publish": EdgeKind(Publish, "publishes to", ((PUBLISHERS, ENTRY_CHANNELS),)),
    "subscribe": EdgeKind(
        Subscribe,
        "is read by",
        (
            ((*(kind for kind in READABLE if kind != "sns_topic"), "event_store", "dead_letter_queue"), CONSUMERS),
            (("sns_topic",), ("sqs_queue", *CONSUMERS)),
            (("rabbitmq_exchange",), ("rabbitmq_queue",)),
        ),
    ),
    "call": EdgeKind(Call, "calls", ((CALLERS, ("api_gateway", "service", "external_system")),)),
    "read": EdgeKind(Read, "reads from", ((CALLERS, ("database", "event_store", "projection")),)),
    "write": EdgeKind(Write, "writes to", ((CALLERS, ("database", "event_store")),)),
    "dead_letter": EdgeKind(
        DeadLetter,
        "dead-letters to",
        (((*CONSUMERS, *(k for k in READABLE if k != "sns_topic"), "event_store"), ("dead_letter_queue",)),),
    ),
}


def edge_kinds_between(source_kind: str, target_kind: str) -> list[str]:
    """The edge kinds that may lead from one kind of node to another, the likeliest first."""
    return [
        kind
        for kind, row in EDGE_KINDS.items()
        if any(source_kind in sources and target_kind in targets for sources, targets in row.pairs)
    ]
