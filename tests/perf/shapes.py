"""The workloads by their numbers, the same for every engine that is measured.

W1: M/M/1. W2: a keyed topic of 8 partitions and a group of 8, with failures, retries and a dead letter queue. W3: a
topic with 20 subscribers. Times in seconds.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class W1:
    rate: float = 800.0
    work: float = 0.001


@dataclass(frozen=True)
class W2:
    """A retry waits base x 2^n, of which a random half is jitter ("equal" jitter)."""

    rate: float = 1000.0
    keys: int = 10_000
    partitions: int = 8
    latency: float = 0.002
    work: float = 0.006
    fails: float = 0.05
    retries: int = 3
    backoff: float = 0.1


@dataclass(frozen=True)
class W3:
    rate: float = 1000.0
    subscribers: int = 20
    latency: float = 0.002
    work: float = 0.0005


Shape = W1 | W2 | W3
