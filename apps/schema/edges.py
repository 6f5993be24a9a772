"""Edges: how one node reaches another, and what may connect to what."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Model, setting
from .channel_edges import RABBITMQ, AmqpMessage, DeadLetter, EdgeBase, Publish, Subscribe
from .nodes import CHANNELS, SOURCES
from .retries import Backoff


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
    retries: int = setting(0, "Retries", help="Of the call itself, when it failed.", ge=0, le=20)
    backoff: Backoff | None = setting(
        None, "Backoff", help="What a retry waits for. Left out: it is made right after the failure."
    )
    max_concurrent: int | None = setting(
        None,
        "Bulkhead",
        unit="calls per instance",
        help="Open at once; more fail right away. Left out: no limit.",
        advanced=True,
        ge=1,
        le=100_000,
    )
    circuit_breaker: CircuitBreaker | None = setting(None, "Circuit breaker")


class Call(AmqpMessage, SynchronousEdge):
    """Asks and waits for the answer. Of a RabbitMQ queue: by a request with reply-to and correlation id, which whoever
    reads the queue answers once it has handled it (Remote procedure call, RabbitMQ tutorials)."""

    kind: Literal["call"] = "call"
    sends: Identifier | None = setting(
        None, "Sends", help="Left out: passes on what it handles.", refers_to="eventTypes"
    )


class Read(SynchronousEdge):
    """Reads from a store or a read model and waits for it."""

    kind: Literal["read"] = "read"
    latency_ms: float = setting(0.5, "Network latency", unit="ms", help="Each way.", ge=0, le=60_000)


class Write(SynchronousEdge):
    """Writes to a store and waits for it; what an event store or an outbox then passes on is what `sends` names."""

    kind: Literal["write"] = "write"
    sends: Identifier | None = setting(None, "Writes", help="Left out: what it handles.", refers_to="eventTypes")
    latency_ms: float = setting(0.5, "Network latency", unit="ms", help="Each way.", ge=0, le=60_000)


AnyEdge = Annotated[Publish | Subscribe | Call | Read | Write | DeadLetter, Field(discriminator="kind")]


@dataclass(frozen=True)
class EdgeKind:
    """A row of the rules: kinds of node it may start and end at. `within`: only inside the same broker."""

    model: type[EdgeBase]
    label: str
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


CALLERS = (*SOURCES, "api_gateway", "service", "saga", "external_system", "projection")
ANSWERING = ("api_gateway", "service", "external_system")
ASKED_BY_QUEUE = ("rabbitmq_queue",)
"""Channels that a call may go through: those who read them answer."""
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
            (("rabbitmq_exchange",), RABBITMQ),
        ),
    ),
    "call": EdgeKind(Call, "calls", ((CALLERS, (*ANSWERING, *ASKED_BY_QUEUE)),)),
    "read": EdgeKind(Read, "reads from", ((CALLERS, ("database", "event_store", "projection")),)),
    "write": EdgeKind(Write, "writes to", ((CALLERS, ("database", "event_store")),)),
    "dead_letter": EdgeKind(
        DeadLetter,
        "dead-letters to",
        (
            ((*CONSUMERS, *READABLE, "event_store"), ("dead_letter_queue",)),
            (("rabbitmq_queue",), ("rabbitmq_exchange",)),
        ),
    ),
}


def edge_kinds_between(source_kind: str, target_kind: str) -> list[str]:
    """The edge kinds that may lead from one kind of node to another, the likeliest first."""
    return [
        kind
        for kind, row in EDGE_KINDS.items()
        if any(source_kind in sources and target_kind in targets for sources, targets in row.pairs)
    ]


__all__ = [
    "ASKED_BY_QUEUE",
    "EDGE_KINDS",
    "AnyEdge",
    "Call",
    "CircuitBreaker",
    "DeadLetter",
    "EdgeBase",
    "EdgeKind",
    "Publish",
    "Read",
    "Subscribe",
    "SynchronousEdge",
    "Write",
    "edge_kinds_between",
]
