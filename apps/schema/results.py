"""What a run leaves: totals, percentiles and accounts, for people and scripts. Latencies in ms."""

from typing import Literal

from .base import Model
from .frames import Ledger, Requests, Sagas


class Spread(Model):
    """Where the middle share of the replications lies."""

    low: float
    high: float


class Estimate(Model):
    """A mean that says how well it is known: `mean` ± `half_width` holds the true one with this confidence."""

    mean: float
    half_width: float | None
    """None where no interval can be given; `note` says why."""
    confidence: float
    n: int
    """Independent values behind it: replications, pairs of them, or batches of one run."""
    method: Literal["replications", "pairs", "batches"]
    unit: str = ""
    spread: Spread | None = None
    """The middle share (as large as the confidence) of single runs; replications only."""
    lag_1: float | None = None
    """Correlation of neighbouring batches; one run only."""
    warm_up_seconds: float = 0.0
    """Simulated time left out at the start, on average over the runs."""
    note: str = ""


class Latency(Model):
    """Percentiles from a histogram whose buckets are 1.6 % wide. One run gives no interval for them: replicate it."""

    count: int
    mean_ms: float
    mean_interval: Estimate | None = None
    """By batch means; None where the run was not cut in batches."""
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
    utilisation_interval: Estimate | None = None
    mean_waiting: float
    """Time average of the messages waiting here."""
    mean_waiting_interval: Estimate | None = None
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


class Replications(Model):
    """The same document on several seeds."""

    title: str
    seeds: list[int]
    simulated_seconds: float
    warm_up: Literal["mser5"] | float
    confidence: float
    events: int
    cut_short: list[int]
    """Seeds whose run ended at a budget; they are in no estimate, which makes the others too favourable."""
    unobserved: list[str]
    """Metrics for which no run had an observation."""
    estimates: dict[str, Estimate]
    """By metric: nodes.ID.latency.mean_ms, nodes.ID.utilisation, paths.SOURCE->END.p99_ms and so on."""


class Compared(Model):
    """One metric of two documents that ran on the same random numbers."""

    first: Estimate
    second: Estimate
    difference: Estimate
    """Second minus first, in pairs of runs of one seed."""
    variance_reduction: float | None
    """How many times the variance on seeds of their own would be; None if the pairs do not differ at all, or are
    fewer than two."""


class Comparison(Model):
    first: str
    second: str
    seeds: list[int]
    simulated_seconds: float
    confidence: float
    cut_short: list[int]
    unobserved: list[str]
    metrics: dict[str, Compared]
