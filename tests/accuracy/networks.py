"""Several stations, and messages that come back: tandem queues, Jackson networks, retries."""

from . import theory
from .checks import TAILS, Check
from .documents import JACKSON_ROUTING, jackson, retrying, tandem
from .replications import lasting
from .windows import Window

TANDEM_RATE, FIRST_MS, SECOND_MS = 50.0, 8.0, 10.0
TANDEM = lasting("tandem, ρ = 0.4 and 0.5", lambda: tandem(TANDEM_RATE, FIRST_MS, SECOND_MS), TANDEM_RATE, 6.5)
FIRST_LEAVES, SECOND_LEAVES = 1000.0 / FIRST_MS - TANDEM_RATE, 1000.0 / SECOND_MS - TANDEM_RATE

IN_TANDEM = [
    Check(
        "tandem, sojourn at the second station",
        "1 / (μ₂ − λ)",
        TANDEM,
        lambda w: w.sojourn("second"),
        1000.0 / SECOND_LEAVES,
        "ms",
    ),
    Check(
        "tandem, from end to end",
        "1 / (μ₁ − λ) + 1 / (μ₂ − λ)",
        TANDEM,
        lambda w: w.path("source", "second"),
        1000.0 / FIRST_LEAVES + 1000.0 / SECOND_LEAVES,
        "ms",
    ),
    Check(
        "tandem, from end to end, 99th percentile",
        "of Exp(μ₁ − λ) + Exp(μ₂ − λ), independent",
        TANDEM,
        lambda w: w.path_quantile("source", "second", 0.99),
        1000.0 * theory.two_exponentials_quantile(0.99, FIRST_LEAVES, SECOND_LEAVES),
        "ms",
        TAILS,
    ),
]

OUTSIDE = {"a": 30.0, "b": 10.0}
WORK_MS = {"a": 10.0, "b": 18.0, "c": 12.0}
SERVERS = {"a": 1, "b": 2, "c": 1}
JACKSON = lasting("Jackson network with feedback", lambda: jackson(OUTSIDE, WORK_MS, SERVERS), sum(OUTSIDE.values()), 6)
VISITS = dict(zip("abc", theory.visits([30.0, 10.0, 0.0], JACKSON_ROUTING), strict=True))


def present(window: Window, name: str) -> float:
    return window.waiting(name) + window.busy(name)


def expected_present(name: str) -> float:
    rate, service_rate = VISITS[name], 1000.0 / WORK_MS[name]
    return rate * (theory.mmc_wait(SERVERS[name], rate, service_rate) + 1 / service_rate)


IN_A_NETWORK = [
    *(
        Check(
            f"Jackson network, messages at station {name}",
            f"M/M/{SERVERS[name]} with λ from the traffic equations",
            JACKSON,
            lambda w, name=name: present(w, name),  # type: ignore[misc]
            expected_present(name),
        )
        for name in "abc"
    ),
    *(
        Check(
            f"Jackson network, utilisation of station {name}",
            "λ E[S] / c, λ from the traffic equations",
            JACKSON,
            lambda w, name=name: w.utilisation(name),  # type: ignore[misc]
            VISITS[name] * WORK_MS[name] / 1000.0 / SERVERS[name],
        )
        for name in "abc"
    ),
    Check(
        "Jackson network, sojourn per visit of station c",
        "1 / (μ − λ)",
        JACKSON,
        lambda w: w.sojourn("c"),
        1000.0 * expected_present("c") / VISITS["c"],
        "ms",
    ),
]

FAILS, RETRIES, LOOP_RATE = 0.3, 3, 50.0
LOOP = lasting("delayed retries, p = 0.3, n = 3", lambda: retrying(LOOP_RATE, 10.0, 1, FAILS, RETRIES), LOOP_RATE, 14)
LOOP_LEAVES = 100.0 - LOOP_RATE * theory.attempts(FAILS, RETRIES)
GIVING_UP = lasting("one retry, p = 0.3", lambda: retrying(200.0, 1.0, 4, FAILS, 1), 200.0, 5)

WITH_RETRIES = [
    Check(
        "attempts per message",
        "(1 − p^(n + 1)) / (1 − p), p = 0.3, n = 3",
        LOOP,
        lambda w: w.count("consumer", "arrived") / w.published,
        theory.attempts(FAILS, RETRIES),
    ),
    Check(
        "share of messages dead-lettered",
        "p^(n + 1), p = 0.3, n = 1",
        GIVING_UP,
        lambda w: w.ledger("dead_lettered") / w.published,
        theory.dead_share(FAILS, 1),
    ),
    Check(
        "retry loop, sojourn per visit",
        "BCMP: 1 / (μ − λ × attempts)",
        LOOP,
        lambda w: w.sojourn("consumer"),
        1000.0 / LOOP_LEAVES,
        "ms",
    ),
    Check(
        "retry loop, sojourn per visit, 99th percentile",
        "BCMP: −ln 0.01 / (μ − λ × attempts)",
        LOOP,
        lambda w: w.sojourn_quantile("consumer", 0.99),
        1000.0 * theory.exponential_quantile(0.99, LOOP_LEAVES),
        "ms",
        TAILS,
    ),
    Check(
        "retry loop, utilisation",
        "λ × attempts × E[S]",
        LOOP,
        lambda w: w.utilisation("consumer"),
        LOOP_RATE * theory.attempts(FAILS, RETRIES) / 100.0,
    ),
]
