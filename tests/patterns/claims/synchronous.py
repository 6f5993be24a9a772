"""Callers that wait: retries, queues, slots, and what they do to a service in trouble."""

from .claim import Chapter, Claim, Measured, at_least, at_most, between
from .playing import Played, played


def _storm() -> Played:
    return played("retry_storm", "hiccup", 10, 30, 50, 60, 120, 240)


def _orders(since: float, until: float) -> Measured:
    eager, careful = (_storm().answered(f"{lane}-shoppers", since, until) for lane in ("eager", "careful"))
    return eager, careful


def _calls_an_order() -> Measured:
    eager, careful = (
        _storm().sent(f"{lane}-gateway-orders", 120, 240) / _storm().sent(f"{lane}-shoppers-gateway", 120, 240)
        for lane in ("eager", "careful")
    )
    return eager, careful


RETRY_STORM = Chapter(
    "retry_storm",
    "Both services are 4 times slower from 30 s to 50 s; everything after that is without any fault.",
    ("3 retries", "3 retries, circuit breaker"),
    (
        Claim("Orders answered in time, 10 to 30 s", "%", (at_least(95), at_least(95)), lambda: _orders(10, 30)),
        Claim("Orders answered in time, 60 to 120 s", "%", (at_most(5), at_least(95)), lambda: _orders(60, 120)),
        Claim("Orders answered in time, 120 to 240 s", "%", (at_most(5), at_least(95)), lambda: _orders(120, 240)),
        Claim("Calls for one order, 120 to 240 s", "calls", (at_least(3.5), at_most(1.1)), _calls_an_order),
        Claim(
            "Calls that wait at 240 s",
            "calls",
            (at_least(5_000), at_most(50)),
            lambda: (
                _storm().end.nodes["eager-orders"].waiting,
                _storm().end.nodes["careful-orders"].waiting,
            ),
        ),
    ),
)


def _rush() -> Played:
    return played("overload", "rush", 10, 30, 40, 90, 180, 260, 300)


def _searches(since: float, until: float) -> Measured:
    patient, shedding = (_rush().answered(f"{lane}-readers", since, until) for lane in ("patient", "shedding"))
    return patient, shedding


def _goodput(since: float, until: float) -> Measured:
    patient, shedding = (
        _rush().done(f"{lane}-readers", since, until) / (until - since) for lane in ("patient", "shedding")
    )
    return patient, shedding


OVERLOAD = Chapter(
    "overload",
    "Three times the traffic from 30 s to 90 s: 180 searches/s, where a service can do 100.",
    ("every call waits", "at most 40 wait"),
    (
        Claim("Searches answered in time, 10 to 30 s", "%", (at_least(95), at_least(95)), lambda: _searches(10, 30)),
        Claim(
            "Slots busy, 40 to 90 s",
            "%",
            (at_least(99), at_least(98)),
            lambda: (_rush().busy("patient-search", 40, 90), _rush().busy("shedding-search", 40, 90)),
        ),
        Claim("Searches answered in time, 40 to 90 s", "/s", (at_most(5), at_least(85)), lambda: _goodput(40, 90)),
        Claim("Searches answered in time, 90 to 180 s", "%", (at_most(5), at_least(95)), lambda: _searches(90, 180)),
        Claim(
            "Searches answered in time, 260 to 300 s", "%", (at_least(95), at_least(95)), lambda: _searches(260, 300)
        ),
    ),
)


def _shop() -> Played:
    return played("timeout_cascade", "bank-stuck", 10, 30, 45, 90, 120, 150)


def _customers(who: str, since: float, until: float) -> Measured:
    shared, bulkhead = (_shop().answered(f"{lane}-{who}", since, until) for lane in ("shared", "bulkhead"))
    return shared, bulkhead


TIMEOUT_CASCADE = Chapter(
    "timeout_cascade",
    "The banks are stuck from 30 s to 90 s. Browsing calls nobody behind the shop.",
    ("no bulkhead", "bulkhead of 8"),
    (
        Claim(
            "Browsing answered, 10 to 30 s", "%", (at_least(98), at_least(98)), lambda: _customers("browsers", 10, 30)
        ),
        Claim("Buying answered, 45 to 90 s", "%", (at_most(5), at_most(5)), lambda: _customers("buyers", 45, 90)),
        Claim("Browsing answered, 45 to 90 s", "%", (at_most(5), at_least(98)), lambda: _customers("browsers", 45, 90)),
        Claim(
            "Slots of the shop busy, 45 to 90 s",
            "%",
            (at_least(98), at_most(50)),
            lambda: (_shop().busy("shared-storefront", 45, 90), _shop().busy("bulkhead-storefront", 45, 90)),
        ),
        Claim(
            "Browsing answered, 120 to 150 s",
            "%",
            (at_least(98), at_least(98)),
            lambda: _customers("browsers", 120, 150),
        ),
    ),
)


def _stampede() -> Played:
    return played("cache_stampede", "slow-database", 10, 59, 60, 61, 66, 75, 115, 120, 130, 180)


def _queries(since: float, until: float) -> Measured:
    together, spread = (_stampede().sent(f"{lane}-cache-database", since, until) for lane in ("together", "spread"))
    return together, spread


def _placed(since: float, until: float) -> Measured:
    together, spread = (_stampede().answered(f"{lane}-orders", since, until) for lane in ("together", "spread"))
    return together, spread


CACHE_STAMPEDE = Chapter(
    "cache_stampede",
    "3,000 entries live 60 s. The database is half as fast from 115 s to 145 s, across the second expiry.",
    ("expire together", "expire with jitter"),
    (
        Claim(
            "Database queries of the cache, 59 to 61 s", "", (at_least(2_900), at_most(150)), lambda: _queries(59, 61)
        ),
        Claim(
            "Database queries of the cache, 10 to 130 s",
            "",
            (between(5_900, 6_100), between(5_900, 6_100)),
            lambda: _queries(10, 130),
        ),
        Claim("Orders placed in time, 10 to 59 s", "%", (at_least(98), at_least(98)), lambda: _placed(10, 59)),
        Claim("Orders placed in time, 61 to 66 s", "%", (at_most(10), at_least(95)), lambda: _placed(61, 66)),
        Claim("Orders placed in time, 75 to 115 s", "%", (at_least(98), at_least(98)), lambda: _placed(75, 115)),
        Claim("Orders placed in time, 120 to 130 s", "%", (at_most(20), at_least(95)), lambda: _placed(120, 130)),
    ),
)
