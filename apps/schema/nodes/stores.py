"""Things that remember: databases, event stores, read models."""

from typing import Literal

from ..base import Model, setting
from ..distributions import Exponential, Work
from ..retries import RetryPolicy
from .services import IdempotencyStore, Station, idempotency_store, idempotency_window


class Outbox(Model):
    relay_interval_ms: float = setting(
        100.0, "Relay every", unit="ms", help="How often written events are picked up and published.", ge=1, le=60_000
    )


class Database(Station):
    """Reads and writes; with an outbox, what was written is also published, in one transaction."""

    kind: Literal["database"] = "database"
    concurrency: int = setting(50, "Connections", unit="per instance", ge=1, le=10_000)
    work: Work = setting(lambda: Exponential(mean=3.0), "Query time")
    outbox: Outbox | None = setting(None, "Outbox", help="Publishes what was written over its publish edges.")


class EventStore(Station):
    """Keeps every event in order; what is appended goes to all that subscribe."""

    kind: Literal["event_store"] = "event_store"
    concurrency: int = setting(32, "Appends at once", unit="per instance", ge=1, le=10_000)
    work: Work = setting(lambda: Exponential(mean=2.0), "Append time")
    partitions: int = setting(8, "Streams read in parallel", help="Order holds within each.", ge=1, le=1000)
    expected_version: bool = setting(
        False,
        "Expected version",
        help="An append conflicts, and fails, when another to the same key came between its read and itself.",
    )
    history: int = setting(
        10_000,
        "Replayable history",
        unit="events",
        help="How many events that everybody has read can still be replayed in the simulation.",
        ge=0,
        le=1_000_000,
        advanced=True,
    )


class Projection(Station):
    """A read model: folds events into a view, behind by however long that takes."""

    kind: Literal["projection"] = "projection"
    concurrency: int = setting(4, "Concurrency", unit="per instance", help="Events applied at once.", ge=1, le=10_000)
    work: Work = setting(lambda: Exponential(mean=3.0), "Time an event or query")
    retry: RetryPolicy = setting(RetryPolicy, "Retries")
    idempotent: bool = setting(True, "Idempotent", help="A redelivered event changes nothing.")
    idempotency_store: IdempotencyStore = idempotency_store()
    idempotency_window_seconds: float | None = idempotency_window()
