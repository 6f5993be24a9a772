"""One queue, one consumer: waiting times, tails and utilisation. Work takes 10 ms on average."""

from typing import Any

from . import theory
from .checks import TAILS, Check
from .documents import exponential, queueing, service, with_priorities
from .replications import Experiment, lasting
from .windows import Window

WORK_MS = 10.0
SERVICE_RATE = 1000.0 / WORK_MS
SERVERS = 2
EMPIRICAL = [(4.0, 5.0), (8.0, 3.0), (20.0, 1.0), (46.0, 1.0)]


def station(name: str, rate: float, millions: float, work: dict[str, Any], servers: int = 1) -> Experiment:
    return lasting(name, lambda: queueing(rate, service(work, servers)), rate, millions)


def wait(window: Window) -> float:
    return window.wait("consumer")


MM1 = station("M/M/1, ρ = 0.8", 80.0, 28, exponential(WORK_MS))
MMC = station("M/M/2, ρ = 0.7", 140.0, 19, exponential(WORK_MS), SERVERS)
MD1 = station("M/D/1, ρ = 0.7", 70.0, 10.5, {"kind": "constant", "ms": WORK_MS})

EXPONENTIAL_SERVICE = [
    Check(
        "M/M/1 wait",
        "Wq = ρ / (μ − λ)",
        MM1,
        wait,
        1000.0 * theory.mm1_wait(80.0, SERVICE_RATE),
        "ms",
    ),
    Check(
        "M/M/1 sojourn, 99th percentile",
        "−ln 0.01 / (μ − λ)",
        MM1,
        lambda w: w.sojourn_quantile("consumer", 0.99),
        1000.0 * theory.exponential_quantile(0.99, SERVICE_RATE - 80.0),
        "ms",
        TAILS,
    ),
    Check("M/M/1 utilisation", "λ E[S]", MM1, lambda w: w.utilisation("consumer"), 0.8),
    Check(
        "M/M/c wait",
        "Erlang C / (c μ − λ), c = 2",
        MMC,
        wait,
        1000.0 * theory.mmc_wait(SERVERS, 140.0, SERVICE_RATE),
        "ms",
    ),
    Check("M/M/c utilisation", "λ E[S] / c, c = 2", MMC, lambda w: w.utilisation("consumer"), 0.7),
]


def general(
    name: str, rate: float, millions: float, work: dict[str, Any], moments: tuple[float, float], pending: str = ""
) -> list[Check]:
    """Moments in ms and ms²."""
    mean, second = moments
    load = rate * mean / 1000.0
    experiment = station(f"M/G/1, {name} work, ρ = {load:.2g}", rate, millions, work)
    waits = theory.mg1_wait(rate / 1000.0, mean, second)
    return [
        Check(f"M/G/1 wait, {name}", "λ E[S²] / (2 (1 − ρ))", experiment, wait, waits, "ms", pending=pending),
        Check(
            f"M/G/1 utilisation, {name}",
            "λ E[S]",
            experiment,
            lambda w: w.utilisation("consumer"),
            load,
            pending=pending,
        ),
    ]


MEDIAN_MS, P99_MS = 8.0, 40.0
EVEN = {"kind": "uniform", "low": 5, "high": 15}
UNIFORM = theory.uniform_moments(5.0, 15.0)
LOGNORMAL = theory.lognormal_moments(MEDIAN_MS, P99_MS)
GENERAL_SERVICE = [
    Check("M/D/1 wait", "ρ / (2 μ (1 − ρ))", MD1, wait, 1000.0 * theory.mg1_wait(70.0, 0.01, 0.0001), "ms"),
    *general(
        "log-normal",
        70.0,
        14,
        {"kind": "lognormal", "median": MEDIAN_MS, "p99": P99_MS},
        LOGNORMAL,
    ),
    *general("uniform", 70.0, 12, EVEN, UNIFORM),
    *general(
        "gamma",
        60.0,
        20,
        {"kind": "gamma", "mean": WORK_MS, "shape": 0.5},
        theory.gamma_moments(WORK_MS, 0.5),
    ),
    *general(
        "empirical",
        60.0,
        20,
        {"kind": "empirical", "values": [{"ms": ms, "weight": weight} for ms, weight in EMPIRICAL]},
        theory.empirical_moments(EMPIRICAL),
    ),
]


def in_order_of_priority() -> list[Check]:
    rates = {2: 20.0, 1: 25.0, 0: 20.0}
    experiment = lasting(
        "M/M/1 with three priorities, ρ = 0.65",
        lambda: with_priorities(rates, exponential(WORK_MS)),
        sum(rates.values()),
        18,
    )
    waits = theory.priority_waits(list(rates.values()), WORK_MS / 1000.0, 2 * (WORK_MS / 1000.0) ** 2)
    return [
        Check(
            f"M/M/1 sojourn at priority {priority}",
            "Cobham: λ E[S²] / 2 / ((1 − σ above) (1 − σ with its own)) + E[S]",
            experiment,
            lambda w, priority=priority: w.path(f"source-{priority}", "consumer"),  # type: ignore[misc]
            1000.0 * expected + WORK_MS,
            "ms",
        )
        for priority, expected in zip(rates, waits, strict=True)
    ]


PRIORITIES = in_order_of_priority()


def constant_gaps(load: float, millions: float) -> list[Check]:
    """D/M/1: theory knows it exactly, and Kingman's bound comes the nearer the higher the load."""
    rate = load * SERVICE_RATE
    experiment = lasting(
        f"D/M/1, ρ = {load}",
        lambda: queueing(rate, service(exponential(WORK_MS)), arrivals="constant"),
        rate,
        millions,
    )
    exact = theory.dm1_wait(rate, SERVICE_RATE)
    bound = theory.kingman_bound(rate, 0.0, 1 / SERVICE_RATE, SERVICE_RATE**-2)
    return [
        Check(
            f"D/M/1 wait, ρ = {load}", "σ / (μ (1 − σ)), σ = exp(−(1 − σ) μ / λ)", experiment, wait, 1000 * exact, "ms"
        ),
        Check(
            f"D/M/1 below Kingman's bound, ρ = {load}",
            f"λ (Var A + Var S) / (2 (1 − ρ)); exact is {exact / bound:.1%} of it",
            experiment,
            wait,
            1000 * bound,
            "ms",
            says="at most",
        ),
    ]


def neither_exponential(millions: float) -> Check:
    """Nothing as simple is known of D/G/1 with uniform work, but the bound is."""
    rate = 90.0
    mean, second = (moment / 1000.0**power for power, moment in enumerate(UNIFORM, start=1))
    return Check(
        "D/G/1 below Kingman's bound, uniform",
        "λ (Var A + Var S) / (2 (1 − ρ))",
        lasting(
            "D/G/1, uniform work, ρ = 0.9", lambda: queueing(rate, service(EVEN), arrivals="constant"), rate, millions
        ),
        wait,
        1000 * theory.kingman_bound(rate, 0.0, mean, second - mean**2),
        "ms",
        says="at most",
    )


KINGMAN = [
    *constant_gaps(0.85, 26),
    neither_exponential(9),
]
