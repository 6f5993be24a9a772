"""The engine against queueing theory: 20 replications with fixed seeds, theory inside the 99.9 % interval, and that
interval within 1 % of the value."""

import math

from tests.accuracy.replications import assert_agrees
from tests.engine.small import exponential, queue, service

WORK_MS = 10.0


def erlang_c(servers: int, offered: float) -> float:
    """The share of arrivals that wait, M/M/c."""
    last = offered**servers / math.factorial(servers) * servers / (servers - offered)
    return last / (sum(offered**k / math.factorial(k) for k in range(servers)) + last)


def test_mm1_mean_sojourn() -> None:
    rate, service_rate = 80.0, 1000.0 / WORK_MS
    document = queue(rate, service(exponential(WORK_MS)))
    theory_ms = 1000.0 / (service_rate - rate)
    assert_agrees(document, 14000.0, lambda r: r.nodes["consumer"].latency.mean_ms, theory_ms)


def test_mm1_utilisation() -> None:
    document = queue(80.0, service(exponential(WORK_MS)))
    assert_agrees(document, 1000.0, lambda r: r.nodes["consumer"].utilisation or 0.0, 0.8)


def test_mm1_waiting_messages_by_littles_law() -> None:
    rate, service_rate = 50.0, 1000.0 / WORK_MS
    document = queue(rate, service(exponential(WORK_MS)))
    share = rate / service_rate
    assert_agrees(document, 9000.0, lambda r: r.nodes["consumer"].mean_waiting, share**2 / (1 - share))


def test_mmc_mean_sojourn() -> None:
    rate, servers = 300.0, 4
    document = queue(rate, service(exponential(WORK_MS), instances=2, concurrency=2))
    offered = rate * WORK_MS / 1000.0
    wait_ms = erlang_c(servers, offered) * WORK_MS / (servers - offered)
    assert_agrees(document, 2000.0, lambda r: r.nodes["consumer"].latency.mean_ms, wait_ms + WORK_MS)


def retrying(retries: int) -> dict[str, object]:
    return {"retry": {"maxRetries": retries, "baseMs": 10}, "failurePercent": 30}


def test_attempts_per_message_with_retries() -> None:
    fails, retries = 0.3, 3
    document = queue(100.0, service(exponential(1.0), concurrency=4, **retrying(retries)))
    theory = (1 - fails ** (retries + 1)) / (1 - fails)
    assert_agrees(document, 600.0, lambda r: r.nodes["consumer"].arrived / r.ledger.published, theory)


def test_share_of_messages_that_are_dead_lettered() -> None:
    fails, retries = 0.3, 1
    document = queue(200.0, service(exponential(1.0), concurrency=4, **retrying(retries)))
    theory = fails ** (retries + 1)
    assert_agrees(document, 1500.0, lambda r: r.ledger.dead_lettered / r.ledger.published, theory)
