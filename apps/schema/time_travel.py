"""What can be asked about a run's past: its index, its branches, its messages, and how two runs differ."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Model
from .frames import Ledger
from .messages import Heal, HealAll, Inject, LoggedCommand, Operate, RunStatus, SteppedEvent
from .tracing import TraceStep

BranchCommand = Annotated[Inject | Heal | HealAll | Operate, Field(discriminator="kind")]


class FramePoint(Model):
    sequence: int
    time: float


class RunIndex(Model):
    """What of a run is kept, so that a timeline can be drawn and any moment be found."""

    first_sequence: int
    last_sequence: int
    first_time: float
    last_time: float
    points: list[FramePoint]
    """About every fiftieth frame; between two of them time and sequence are proportional, unless the speed changed."""
    checkpoints: list[float]
    """Moments from which the past is simulated again, in seconds."""
    log: list[LoggedCommand]


class RunSummary(Model):
    """A row of the list of one's runs."""

    id: str
    diagram: str
    diagram_title: str
    revision: int
    seed: int
    status: RunStatus
    activity: str
    reason: str
    speed: float
    time: float
    until_seconds: float
    progress: float
    seconds_left: float | None
    parent: str | None
    parent_time: float | None
    commands: int
    started_at: str
    ended_at: str | None


class RunPage(Model):
    runs: list[RunSummary]
    next: str | None
    """Ask for `?before=` this for the next page; none at the end."""


class Working(Model):
    """The answer is being worked out; ask the same again in a moment."""

    status: Literal["working", "waiting_for_worker"]
    progress: float
    """0 to 1."""
    words: str


MessageOutcome = Literal["dead_lettered", "lost", "expired", "dropped", "slow"]


class FoundMessage(Model):
    id: int
    outcome: MessageOutcome
    event_type: str
    node: str | None
    """The channel where it ended; of a slow one where it was last."""
    cause: str
    """The reason; of a slow one what it took longest at."""
    attempts: int
    deliveries: int
    key: int | None
    sent: float
    time: float
    """When it ended."""
    seconds: float
    """From its sending to its end; of a slow one from its first sampled step to its last."""


class FoundMessages(Model):
    at: float
    """The run's time that this is true of."""
    messages: list[FoundMessage]
    """Newest first; slow ones slowest first."""
    counts: dict[str, int]
    """How many there are of each outcome since the start; of slow ones how many were sampled."""
    complete: bool
    """False where older ones are no longer remembered."""


class MessageHistory(Model):
    run: str
    at: float
    id: int
    steps: list[TraceStep]
    """Empty where no request or event had this id."""
    complete: bool
    """False where the steps were too many, or the budget ended the search for them."""
    ended: bool
    """Whether everything that belongs to it has ended."""
    nodes: list[str]
    """That it has been at, in the order of the first visit."""
    edges: list[str]
    begun: float | None
    seconds: float | None
    """From its first step to its last."""
    attempts: int
    """That failed."""


WaitingState = Literal["waiting", "delivered", "on_its_way"]


class WaitingMessage(Model):
    id: int
    event_type: str
    key: int
    position: int
    """From 0: first what is delivered, then what waits, the oldest first."""
    state: WaitingState
    """delivered: a reader has it and has not acknowledged it."""
    holder: str | None
    """Who has it, where it is delivered."""
    born: float
    sent: float
    age_seconds: float
    died_in: str | None
    """The channel or node that it was dead-lettered from."""
    reason: str | None
    attempts: int | None
    deliveries: int | None
    deaths: int
    """How often it has been dead-lettered, as far as its broker counts."""


class NodeMessages(Model):
    node: str
    at: float
    total: int
    waiting: int
    """Of all of them, those that nobody has taken."""
    messages: list[WaitingMessage]
    redrivable: bool
    """Whether a redrive sends them back from here."""


class Divergence(Model):
    """The first event that is not the same in both."""

    time: float
    before: int
    """Events that were the same."""
    a: SteppedEvent | None
    """What happened in the first run; none if it had ended."""
    b: SteppedEvent | None
    words: str


class Side(Model):
    run: str
    revision: int
    seed: int
    status: RunStatus
    time: float
    speed: float
    log: list[LoggedCommand]
    ledger: Ledger | None


class MetricDifference(Model):
    """One number of both runs over time. Values stand at `times` of the comparison; None where a run has no frame."""

    metric: str
    """completedRate, endToEndP99Ms, a field of the ledger, or a field of a node's or an edge's gauges."""
    node: str | None
    edge: str | None
    title: str
    unit: str
    a: list[float | None]
    b: list[float | None]
    largest: float
    """Greatest distance, in the metric's unit."""
    at: float | None
    """When the two were furthest apart."""
    notable: bool


class ResultDifference(Model):
    metric: str
    title: str
    unit: str
    a: float | None
    b: float | None
    change_percent: float | None
    notable: bool
    better: Literal["a", "b"] | None


class RunComparison(Model):
    a: Side
    b: Side
    same_document: bool
    same_seed: bool
    shared_until: float
    """Up to here, in simulated seconds, both runs had the same document, seed and commands."""
    times: list[float]
    metrics: list[MetricDifference]
    """The overall ones first, then those of nodes and edges that differ notably, the most different first."""
    results: list[ResultDifference]
    divergence: Divergence | None
    divergence_words: str
    """Why there is none: the runs are the same, or it was not found within the budget."""
