"""What brokers deliver again, late, or to whom."""

from .claim import Chapter, Claim, Measured, at_least, at_most, between, exactly
from .playing import Played, played

LAG_OF_A_COMMIT = 150
"""Messages of a partition that are handled and not yet committed: 5 s of 10 a second, and chance."""


def _poison() -> Played:
    return played("poison_message", "poison", 20, 60, 120, 180)


def _longest_lag(when: float) -> Measured:
    stubborn, parking = (max(_poison().lag_by_partition(f"prices-{one}", when)) for one in ("stubborn", "parking"))
    return stubborn, parking


def _blocked() -> Measured:
    stubborn, parking = (
        sum(lag > 2 * LAG_OF_A_COMMIT for lag in _poison().lag_by_partition(f"prices-{one}", 180))
        for one in ("stubborn", "parking")
    )
    return stubborn, parking


POISON_MESSAGE = Chapter(
    "poison_message",
    "One in twenty-five of the messages published from 20 s to 22 s can never be handled. 10 messages/s a partition.",
    ("tries for ever", "dead-letters"),
    (
        Claim("Partitions that stand still at 180 s, of 6", "", (between(1, 5), exactly(0)), _blocked),
        Claim("Longest lag of a partition at 20 s", "messages", (at_most(150), at_most(150)), lambda: _longest_lag(20)),
        Claim(
            "Longest lag of a partition at 60 s", "messages", (at_least(300), at_most(150)), lambda: _longest_lag(60)
        ),
        Claim(
            "Longest lag of a partition at 180 s",
            "messages",
            (at_least(1_300), at_most(150)),
            lambda: _longest_lag(180),
        ),
        Claim(
            "Messages set aside by 180 s",
            "",
            (exactly(0), between(1, 15)),
            lambda: (
                _poison().end.nodes["stubborn"].dead_lettered,
                _poison().end.nodes["parking"].dead_lettered,
            ),
        ),
    ),
)

DURING = tuple(20 + half / 2 for half in range(10))


def _deploy() -> Played:
    return played("rebalance_stall", "deploy", 10, *DURING, 120)


def _crash() -> Played:
    return played("rebalance_stall", "crash", 10, 20, 21, 26, 28.5, 30, 50, 120)


def _handled(run: Played, since: float, until: float) -> Measured:
    eager, cooperative = (run.done(group, since, until) / (until - since) for group in ("eager", "cooperative"))
    return eager, cooperative


def _longest_wait() -> Measured:
    eager, cooperative = (
        max(_deploy().at[when].nodes[group].waiting for when in DURING) for group in ("eager", "cooperative")
    )
    return eager, cooperative


REBALANCE_STALL = Chapter(
    "rebalance_stall",
    "200 readings/s. Members come and go every 15 s from 20 s on; a rebalance takes 3 s.",
    ("eager", "cooperative"),
    (
        Claim("Handled, 10 to 20 s", "/s", (at_least(180), at_least(180)), lambda: _handled(_deploy(), 10, 20)),
        Claim(
            "Handled in the rebalance, 21 to 23 s",
            "/s",
            (exactly(0), at_least(80)),
            lambda: _handled(_deploy(), 21, 23),
        ),
        Claim("Most waiting, 20 to 24.5 s", "messages", (at_least(500), at_most(400)), _longest_wait),
        Claim(
            "Not handled at 120 s",
            "messages",
            (at_most(50), at_most(50)),
            lambda: (
                _deploy().end.nodes["eager"].waiting,
                _deploy().end.nodes["cooperative"].waiting,
            ),
        ),
    ),
)

REBALANCE_AFTER_A_CRASH = Chapter(
    "rebalance_stall",
    "One of three instances is down from 20 s to 50 s; its session times out after 10 s.",
    ("eager", "cooperative"),
    (
        Claim(
            "Handled before the session times out, 21 to 26 s",
            "/s",
            (between(110, 155), between(110, 155)),
            lambda: _handled(_crash(), 21, 26),
        ),
        Claim(
            "Handled in the rebalance, 28.5 to 30 s",
            "/s",
            (at_most(5), at_least(100)),
            lambda: _handled(_crash(), 28.5, 30),
        ),
        Claim("Handled, 20 to 120 s", "/s", (at_least(190), at_least(190)), lambda: _handled(_crash(), 20, 120)),
    ),
)


def _videos() -> Played:
    return played("visibility_timeout", "slow", 30, 90, 150, 200, 240)


def _rendered_again(until: float, since: float = 0) -> Measured:
    short, long = (
        _again(f"{lane}-renderer", until) - (_again(f"{lane}-renderer", since) if since else 0)
        for lane in ("short", "long")
    )
    return short, long


def _again(renderer: str, when: float) -> int:
    return _videos().at[when].nodes[renderer].duplicate_effects


def _finished(when: float) -> Measured:
    """Different videos: what the renderer completed less what it had completed before."""
    short, long = (
        _videos().at[when].nodes[f"{lane}-renderer"].completed - _again(f"{lane}-renderer", when)
        for lane in ("short", "long")
    )
    return short, long


VISIBILITY_TIMEOUT = Chapter(
    "visibility_timeout",
    "Rendering is 4 times slower from 30 s to 150 s: about 6 s a video.",
    ("visible after 5 s", "visible after 120 s"),
    (
        Claim("Rendered again by 30 s", "videos", (exactly(0), exactly(0)), lambda: _rendered_again(30)),
        Claim("Rendered again by 90 s", "videos", (at_least(60), exactly(0)), lambda: _rendered_again(90)),
        Claim("Rendered again by 150 s", "videos", (at_least(150), exactly(0)), lambda: _rendered_again(150)),
        Claim("Different videos by 150 s", "videos", (at_most(300), at_least(340)), lambda: _finished(150)),
        Claim(
            "Rendered again, 200 to 240 s",
            "videos",
            (exactly(0), exactly(0)),
            lambda: _rendered_again(240, since=200),
        ),
    ),
)


def _ledgers() -> Played:
    return played("idempotent_consumer", "crashes", 20, 120)


def _bookings(what: str) -> Measured:
    naive, idempotent = (getattr(_ledgers().end.nodes[lane], what) for lane in ("naive", "idempotent"))
    return naive, idempotent


IDEMPOTENT_CONSUMER = Chapter(
    "idempotent_consumer",
    "From 20 s to 80 s both ledgers crash before they acknowledge one payment in twenty.",
    ("no inbox", "inbox"),
    (
        Claim(
            "Payments delivered again by 120 s",
            "",
            (at_least(200), at_least(200)),
            lambda: (
                _ledgers().end.nodes["naive_queue"].ledger.redelivered,  # type: ignore[union-attr]
                _ledgers().end.nodes["idempotent_queue"].ledger.redelivered,  # type: ignore[union-attr]
            ),
        ),
        Claim(
            "Payments booked twice by 120 s", "", (at_least(200), exactly(0)), lambda: _bookings("duplicate_effects")
        ),
        Claim("Bookings left out by 120 s", "", (exactly(0), at_least(200)), lambda: _bookings("deduplicated")),
        Claim(
            "Payments lost",
            "",
            (exactly(0), exactly(0)),
            lambda: (
                _ledgers().end.nodes["naive_queue"].ledger.lost,  # type: ignore[union-attr]
                _ledgers().end.nodes["idempotent_queue"].ledger.lost,  # type: ignore[union-attr]
            ),
        ),
    ),
)
