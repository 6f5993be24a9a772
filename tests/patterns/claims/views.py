"""Read models: in what order they apply events, and how they are built anew."""

from .claim import Chapter, Claim, Measured, at_least, at_most, between, exactly
from .playing import Played, played

SUBSCRIPTIONS = ("moves_stream-unordered", "moves_topic-ordered")


def _stock() -> Played:
    return played("out_of_order", "slow-instance", 30, 60, 120)


def _violations(when: float) -> Measured:
    unordered, ordered = (_stock().order_violations(edge, when) for edge in SUBSCRIPTIONS)
    return unordered, ordered


def _in_the_slow_time() -> Measured:
    unordered, ordered = (
        _stock().order_violations(edge, 60) - _stock().order_violations(edge, 30) for edge in SUBSCRIPTIONS
    )
    return unordered, ordered


def _waiting(when: float) -> Measured:
    return _stock().at[when].nodes["unordered"].waiting, _stock().at[when].nodes["ordered"].waiting


OUT_OF_ORDER = Chapter(
    "out_of_order",
    "150 movements/s of 300 products. One instance of each view is 5 times slower from 30 s to 60 s.",
    ("competing consumers", "keyed partitions"),
    (
        Claim("Applied out of order by 30 s", "movements", (at_least(5), exactly(0)), lambda: _violations(30)),
        Claim("Applied out of order, 30 to 60 s", "movements", (at_least(20), exactly(0)), _in_the_slow_time),
        Claim("Waiting at 60 s", "movements", (at_most(50), at_least(500)), lambda: _waiting(60)),
        Claim("Applied out of order by 120 s", "movements", (at_least(30), exactly(0)), lambda: _violations(120)),
        Claim("Waiting at 120 s", "movements", (at_most(50), at_most(50)), lambda: _waiting(120)),
    ),
)


def _rebuild() -> Played:
    return played("rebuilt_view", "rebuild", 59, 60, 90, 120, 180)


def _behind(when: float) -> Measured:
    rebuilt, current = (
        consistency.events_behind
        for view in ("rebuilt", "current")
        if (consistency := _rebuild().at[when].nodes[view].consistency) is not None
    )
    return rebuilt, current


def _read() -> Measured:
    return _rebuild().sent("event_store-rebuilt", 60, 120), _rebuild().sent("event_store-current", 60, 120)


REBUILT_VIEW = Chapter(
    "rebuilt_view",
    "100 payments/s. At 60 s the next version of the view goes back to the first event.",
    ("the view rebuilt", "the view in use"),
    (
        Claim("Events behind at 59 s", "events", (at_most(50), at_most(50)), lambda: _behind(59)),
        Claim("Events behind at 60 s", "events", (at_least(5_500), at_most(50)), lambda: _behind(60)),
        Claim("Events behind at 120 s", "events", (at_most(50), at_most(50)), lambda: _behind(120)),
        Claim("Events read, 60 to 120 s", "events", (at_least(11_000), between(5_500, 6_500)), _read),
        Claim(
            "Reads answered in time, 60 to 120 s",
            "%",
            (None, at_least(99)),
            lambda: (None, _rebuild().answered("readers", 60, 120)),
        ),
        Claim(
            "Payments taken in time, 60 to 120 s",
            "%",
            (None, at_least(99)),
            lambda: (None, _rebuild().answered("cashiers", 60, 120)),
        ),
        Claim(
            "Events lost or applied twice by 180 s",
            "events",
            (None, exactly(0)),
            lambda: (None, _rebuild().end.ledger.lost + _rebuild().end.ledger.duplicate_effects),
        ),
    ),
)
