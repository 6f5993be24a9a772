"""Closed forms of queueing theory. Rates per second, times in seconds.

Sources: L. Kleinrock, Queueing Systems, volume I, Theory, 1975 (M/M/c, M/M/1/K, M/G/1, G/M/1, Jackson networks) and
volume II, Computer Applications, 1976 (priorities, Kingman's bound); F. Baskett, K. M. Chandy, R. R. Muntz and
F. G. Palacios, Open, Closed, and Mixed Networks of Queues with Different Classes of Customers, JACM 22, 1975 (BCMP);
E. Reich, Waiting Times When Queues are in Tandem, Annals of Mathematical Statistics 28, 1957.
"""

import math
from collections.abc import Callable, Sequence

P99_OF_NORMAL = 2.3263478740408408


def mm1_wait(rate: float, service_rate: float) -> float:
    """Wq = rho / (mu - lambda)."""
    return rate / service_rate / (service_rate - rate)


def exponential_quantile(share: float, rate: float) -> float:
    return -math.log(1 - share) / rate


def erlang_b(servers: int, offered: float) -> float:
    """The share of arrivals that M/G/c/c loses, by the recursion over the number of servers."""
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = offered * blocked / (k + offered * blocked)
    return blocked


def erlang_c(servers: int, offered: float) -> float:
    """The share of arrivals that wait in M/M/c."""
    blocked = erlang_b(servers, offered)
    return servers * blocked / (servers - offered * (1 - blocked))


def mmc_wait(servers: int, rate: float, service_rate: float) -> float:
    return erlang_c(servers, rate / service_rate) / (servers * service_rate - rate)


def mg1_wait(rate: float, mean: float, second_moment: float) -> float:
    """Pollaczek–Khinchine: Wq = lambda E[S^2] / (2 (1 - rho))."""
    return rate * second_moment / (2 * (1 - rate * mean))


def lognormal_moments(median: float, p99: float) -> tuple[float, float]:
    """E[S] and E[S^2] of a log-normal time given by its median and its 99th percentile."""
    variance = (math.log(p99 / median) / P99_OF_NORMAL) ** 2
    return median * math.exp(variance / 2), median**2 * math.exp(2 * variance)


def uniform_moments(low: float, high: float) -> tuple[float, float]:
    return (low + high) / 2, (low**2 + low * high + high**2) / 3


def gamma_moments(mean: float, shape: float) -> tuple[float, float]:
    return mean, mean**2 * (1 + 1 / shape)


def empirical_moments(values: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Of (time, weight) pairs."""
    total = sum(weight for _, weight in values)
    return sum(t * w for t, w in values) / total, sum(t * t * w for t, w in values) / total


def mm1k_loss(load: float, places: int) -> float:
    """(1 - rho) rho^K / (1 - rho^(K + 1)): the share of arrivals that find K places, all there are, taken."""
    return (1 - load) * load**places / (1 - load ** (places + 1))


def priority_waits(rates: Sequence[float], mean: float, second_moment: float) -> list[float]:
    """Cobham: non-preemptive, the most urgent class first, the same service times for all."""
    residual = sum(rates) * second_moment / 2
    waits, before = [], 0.0
    for rate in rates:
        upto = before + rate * mean
        waits.append(residual / ((1 - before) * (1 - upto)))
        before = upto
    return waits


def dm1_wait(rate: float, service_rate: float) -> float:
    """G/M/1 with constant gaps: Wq = sigma / (mu (1 - sigma)), sigma = exp(-(1 - sigma) mu / lambda)."""
    sigma = 0.5
    for _ in range(10_000):
        sigma = math.exp(-(1 - sigma) * service_rate / rate)
    return sigma / (service_rate * (1 - sigma))


def kingman_bound(rate: float, gap_variance: float, mean: float, service_variance: float) -> float:
    """Wq <= lambda (Var[A] + Var[S]) / (2 (1 - rho))."""
    return rate * (gap_variance + service_variance) / (2 * (1 - rate * mean))


def two_exponentials_quantile(share: float, first: float, second: float) -> float:
    """Of the sum of two independent exponential times with different rates, by bisection."""

    def beyond(t: float) -> float:
        return (second * math.exp(-first * t) - first * math.exp(-second * t)) / (second - first)

    return bisect(lambda t: beyond(t) - (1 - share), 0.0, 100.0 / min(first, second))


def bisect(falling: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def attempts(fails: float, retries: int) -> float:
    """Per message, with at most `retries` after the first: (1 - p^(n+1)) / (1 - p)."""
    return (1 - fails ** (retries + 1)) / (1 - fails)


def dead_share(fails: float, retries: int) -> float:
    return float(fails ** (retries + 1))


def visits(outside: Sequence[float], routing: Sequence[Sequence[float]]) -> list[float]:
    """Arrival rates of a Jackson network: lambda_j = gamma_j + sum_i lambda_i r_ij, by iteration."""
    rates = list(outside)
    for _ in range(10_000):
        rates = [outside[j] + sum(rates[i] * routing[i][j] for i in range(len(rates))) for j in range(len(outside))]
    return rates
