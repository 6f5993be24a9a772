"""What a run leaves: totals, percentiles and accounts, for people and scripts. Latencies in ms."""

from typing import Literal

from .base import Model
from .frames import Ledger, Requests, Sagas


class Latency(Model):
    """Percentiles from a histogram whose buckets are 1.6 % wide."""

    count: int
    mean_ms: float
    p50_ms: float
    p90_ms: float
    p95_ms: float
    p99_ms: float
    p999_ms: float
    max_ms: float


class NodeResult(Model):
    kind: str
    name: str
    arrived: int
    completed: int
    failed: int
    retries: int
    dead_lettered: int
    dropped: int
    refused: int
    lost: int
    utilisation: float | None
    mean_waiting: float
    """Time average of the messages waiting here."""
    waiting: int
    latency: Latency | None
    """Sojourn: from ready at the node to done, waiting included."""


class EdgeResult(Model):
    kind: str
    source: str
    target: str
    count: int
    failed: int
    timed_out: int
    refused: int
    latency: Latency | None
    """Calls: time to the answer. Subscriptions: from publish to handled."""


class PathResult(Model):
    """From a source to where its messages end, over all routes between the two."""

    source: str
    target: str
    latency: Latency


class Results(Model):
    title: str
    seed: int
    simulated_seconds: float
    status: Literal["reached", "budget reached", "stopped"]
    events: int
    digest: str
    ledger: Ledger
    requests: Requests
    sagas: Sagas
    nodes: dict[str, NodeResult]
    edges: dict[str, EdgeResult]
    paths: list[PathResult]
