"""Too little room: what is refused where only so many may wait."""

from typing import Any

from . import theory
from .checks import Check
from .documents import bounded_queue, calling, exponential
from .replications import lasting
from .windows import Window

WORK_MS = 10.0
RATE = 80.0
PLACES = 3
SERVERS = 4
OFFERED = 4.0


def refused(window: Window) -> float:
    return window.count("consumer", "refused") / window.count("consumer", "arrived")


def dropped(window: Window) -> float:
    return (window.ledger("dropped") + window.ledger("lost")) / window.published


MM1K = [
    Check(
        "M/M/1/K loss, waiting calls",
        "(1 − ρ) ρ^K / (1 − ρ^(K + 1)), K = 3",
        lasting("M/M/1/3, ρ = 0.8, calls", lambda: calling(RATE, exponential(WORK_MS), 1, PLACES - 1), RATE, 5),
        refused,
        theory.mm1k_loss(RATE * WORK_MS / 1000, PLACES),
    ),
    Check(
        "M/M/1/K loss, queue with max-length",
        "(1 − ρ) ρ^K / (1 − ρ^(K + 1)), K = 3",
        lasting("M/M/1/3, ρ = 0.8, queue", lambda: bounded_queue(RATE, WORK_MS, PLACES - 1), RATE, 5),
        dropped,
        theory.mm1k_loss(RATE * WORK_MS / 1000, PLACES),
    ),
]


def erlang_b(name: str, work: dict[str, Any], mean_ms: float) -> Check:
    rate = 1000.0 * OFFERED / mean_ms
    return Check(
        f"Erlang B loss, {name} work",
        f"B(c, a), c = {SERVERS}, a = {OFFERED:g}",
        lasting(f"M/G/4/4, a = 4, {name} work", lambda: calling(rate, work, SERVERS, 0), rate, 2),
        refused,
        theory.erlang_b(SERVERS, OFFERED),
    )


MEDIAN_MS, P99_MS = 8.0, 40.0
CHECKS = [
    *MM1K,
    erlang_b("exponential", exponential(WORK_MS), WORK_MS),
    erlang_b(
        "log-normal",
        {"kind": "lognormal", "median": MEDIAN_MS, "p99": P99_MS},
        theory.lognormal_moments(MEDIAN_MS, P99_MS)[0],
    ),
]
