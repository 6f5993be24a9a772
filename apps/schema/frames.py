"""What a live run shows at one moment of simulated time, ten times a second of wall time.

Counters are totals since the start of the run, so that a lost frame loses nothing; rates and percentiles are of the
last few seconds of simulated time. Times are in seconds, latencies in milliseconds.
"""

from typing import Literal

from .base import Model

NodeState = Literal["ok", "warn", "down"]


class Ledger(Model):
    """Every message once for each subscription that must receive it. Sync calls are in `Requests`.

    published = completed + deadLettered + expired + dropped + lost + inFlight, always.
    """

    published: int
    completed: int
    dead_lettered: int
    expired: int
    dropped: int
    lost: int
    in_flight: int
    balanced: bool
    redelivered: int
    duplicate_deliveries: int
    duplicate_effects: int


class Requests(Model):
    """Synchronous calls: sent = answered + failed + timedOut + refused + inFlight, always."""

    sent: int
    answered: int
    failed: int
    timed_out: int
    refused: int
    in_flight: int
    balanced: bool
    late_replies: int = 0
    """Nobody waited for them any more, or, by way of a queue, they came a second time."""
    lost_replies: int = 0
    """By way of a queue: they did not get through."""


class Sagas(Model):
    """started = committed + compensated + stuck + running + compensating."""

    started: int
    committed: int
    compensated: int
    stuck: int
    running: int
    compensating: int


class NodeGauges(Model):
    state: NodeState
    why: str = ""
    """What is wrong, in words, when state is not ok."""
    arrived: int
    completed: int
    failed: int
    dead_lettered: int = 0
    in_rate: float
    out_rate: float
    busy: int = 0
    slots: int = 0
    instances: int | None = None
    """Up now; null where there are none."""
    utilisation: float = 0.0
    waiting: int = 0
    """Messages waiting here: calls in the queue of a station, lag of its subscriptions, depth of a channel."""
    waiting_by_partition: list[int] = []
    """Channels only: waiting messages by partition, the slowest group's."""
    behind: float | None = None
    """Seconds since the oldest message was sent that it, or a channel's slowest reader, has not handled."""
    p50_ms: float | None = None
    p99_ms: float | None = None
    retries: int = 0
    sagas: Sagas | None = None


class EdgeGauges(Model):
    count: int
    rate: float
    failed: int = 0
    p99_ms: float | None = None
    lag: int = 0
    """Of a subscription, messages of this group not yet handled; of others, messages that wait at their sender, as
    they do not get to their broker."""
    state: NodeState = "ok"


class Sample(Model):
    """A real message on an edge, one of every `sampleEvery`."""

    message: int
    """The id of the request or event that everything downstream of it shares."""
    edge: str
    event_type: str
    departed: float
    arrived: float
    backwards: bool = False
    """An answer, from the edge's target to its source."""
    failed: bool = False


class ActiveFault(Model):
    id: str
    kind: str
    target: str
    since: float
    until: float | None
    words: str


class Consequence(Model):
    """A line of the cascade: what a node suffers, compared with before the fault."""

    node: str
    severity: NodeState
    words: str
    because: str | None = None
    """The nearest node that is broken or suffers itself, or the edge that is broken; null where it starts."""
    via: list[str] = []
    """The edges from there to here."""


class Frame(Model):
    sequence: int
    time: float
    speed: float
    events: int
    nodes: dict[str, NodeGauges]
    edges: dict[str, EdgeGauges]
    ledger: Ledger
    requests: Requests
    sagas: Sagas
    conflicts: dict[str, int] = {}
    """By event store that expects versions: appends refused because another came first."""
    end_to_end_p99_ms: float | None
    completed_rate: float
    """Messages and outermost requests that ended well, per second."""
    sample_every: int
    samples: list[Sample]
    faults: list[ActiveFault]
    cascade: list[Consequence]
