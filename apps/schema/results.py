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


class Instances(Model):
    """Of a station, at the end of the run."""

    up: int
    """That take work now."""
    wanted: int
    """By the document, by autoscaling, or by an operator."""
    mean_up: float
    """Time average."""
    autoscaled_between: tuple[int, int] | None = None


class Consistency(Model):
    """How far a read model is behind what was written."""

    events_behind: int
    seconds_behind: float
    """Age of the oldest event that is not applied; 0 when all are."""
    applied: Latency | None
    """From publish to applied, of every event that was."""


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
    """Sojourn: from ready at the node to done, waiting included. Of what was handled well."""
    duplicate_effects: int = 0
    """Messages and calls whose effect happened here again."""
    deduplicated: int = 0
    """Repeated ones whose effect an idempotent consumer left out."""
    conflicts: int = 0
    """Appends that found another before them."""
    causes: dict[str, int] = {}
    """Channels only: why messages ended badly."""
    ledger: Ledger | None = None
    """Channels only."""
    instances: Instances | None = None
    sagas: Sagas | None = None
    """Orchestrators only."""
    consistency: Consistency | None = None
    """Projections only."""


class EdgeResult(Model):
    kind: str
    source: str
    target: str
    count: int
    failed: int
    timed_out: int
    refused: int
    late_replies: int = 0
    """Of calls: nobody waited for them any more, or, through a queue, they came a second time."""
    lost_replies: int = 0
    """They did not get through: the broker was down, or somebody did not reach it."""
    latency: Latency | None
    """Calls: time to the answer. Subscriptions: from publish to handled."""


class GroupResult(Model):
    """A consumer group of a channel; competing consumers of a queue are one group, named after it."""

    channel: str
    name: str
    edges: list[str]
    """Its subscriptions."""
    arrived: int
    waiting: int
    """Messages that no consumer has taken."""
    mean_waiting: float
    in_process: int
    lag: int
    """In a log: entries behind the last commit, as brokers report it. In a queue: not handled, whether
    waiting, handed out or on the way."""
    lag_by_partition: list[int]
    """Logs only, and of at most 256 partitions."""
    seconds_behind: float
    """Since the oldest message was sent that is not handled; 0 when all are."""
    order_violations: int
    """Messages handled after one of the same key that was sent later."""


class Ending(Model):
    """A message that was dead-lettered, or expired, was dropped or lost."""

    id: int
    """Of the request or event that everything downstream shares."""
    event_type: str
    key: int
    channel: str
    outcome: Literal["dead_lettered", "expired", "dropped", "lost"]
    cause: str
    attempts: int
    """That failed."""
    deliveries: int
    """As its broker counts them; 0 where it does not."""
    sent: float
    time: float


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
    ledger_by_type: dict[str, Ledger] = {}
    """Adds up to the ledger, as the nodes' ledgers do."""
    causes: dict[str, int] = {}
    """Why messages ended badly: cause to number of messages."""
    requests: Requests
    sagas: Sagas
    nodes: dict[str, NodeResult]
    edges: dict[str, EdgeResult]
    groups: list[GroupResult] = []
    paths: list[PathResult]
    endings: list[Ending] = []
    """The last messages that ended badly, at most 200, oldest first."""


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
