"""What a consumer does with a message whose handling failed."""

from typing import Literal

from .base import Model, setting


class Backoff(Model):
    """How long a call that failed waits before it is made again, its caller's slot held."""

    backoff: Literal["fixed", "exponential"] = setting("exponential", "Backoff")
    base_ms: float = setting(100.0, "First delay", unit="ms", gt=0, le=3_600_000)
    factor: float = setting(2.0, "Factor", unit="×", help="Each delay is this many times the last.", ge=1, le=10)
    max_ms: float = setting(10_000.0, "Longest delay", unit="ms", gt=0, le=3_600_000)
    jitter: Literal["none", "equal", "full", "decorrelated"] = setting(
        "equal",
        "Jitter",
        help="Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the "
        "first delay and three times the last one.",
    )


class RetryPolicy(Model):
    max_retries: int = setting(
        3, "Retries", help="Attempts after the first; then the message is dead-lettered, or dropped.", ge=0, le=1000
    )
    backoff: Literal["none", "fixed", "exponential"] = setting("exponential", "Backoff")
    base_ms: float = setting(100.0, "First delay", unit="ms", ge=0, le=3_600_000)
    factor: float = setting(2.0, "Factor", unit="×", help="Each delay is this many times the last.", ge=1, le=10)
    max_ms: float = setting(60_000.0, "Longest delay", unit="ms", ge=0, le=3_600_000)
    jitter: Literal["none", "equal", "full", "decorrelated"] = setting(
        "equal",
        "Jitter",
        help="Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the "
        "first delay and three times the last one.",
    )
    mode: Literal["in_place", "retry_topic", "requeue"] = setting(
        "retry_topic",
        "While waiting",
        help="in_place: the slot and the partition wait. retry_topic: others go first, it comes back after its "
        "backoff. requeue: handed back by the broker's own means (nack, seek back, visibility timeout, left pending).",
    )
