"""Sagas: what becomes of orders that nobody answers for, and of those that cannot be undone."""

from apps.schema.frames import Sagas

from .claim import Chapter, Claim, Measured, at_least, at_most, exactly
from .playing import Played, played


def _silence() -> Played:
    return played("stuck_saga", "no-answer", 20, 60, 150)


def _of(saga: str, when: float) -> Sagas:
    found = _silence().at[when].nodes[saga].sagas
    assert found is not None
    return found


def _open(when: float) -> Measured:
    waiting, timed = (_of(saga, when).running + _of(saga, when).compensating for saga in ("waiting", "timed"))
    return waiting, timed


STUCK_SAGA = Chapter(
    "stuck_saga",
    "70 % of the payments fail from 20 s to 40 s; what runs out of retries is answered by nobody.",
    ("waits for ever", "5 s timeout"),
    (
        Claim("Orders open at 20 s", "orders", (at_most(30), at_most(30)), lambda: _open(20)),
        Claim("Orders open at 60 s", "orders", (at_least(300), at_most(30)), lambda: _open(60)),
        Claim("Orders open at 150 s", "orders", (at_least(300), at_most(30)), lambda: _open(150)),
        Claim(
            "Orders undone by 150 s",
            "orders",
            (exactly(0), at_least(300)),
            lambda: (_of("waiting", 150).compensated, _of("timed", 150).compensated),
        ),
        Claim(
            "Dead letters without an order undone at 150 s",
            "orders",
            (at_least(300), at_most(0)),
            lambda: (
                _silence().end.ledger.dead_lettered - _of("waiting", 150).compensated,
                _silence().end.ledger.dead_lettered - _of("timed", 150).compensated,
            ),
        ),
    ),
)


def _refunds(scenario: str | None) -> Played:
    return played("refund_saga", scenario, 20, 40, 180)


def _refunded(run: Played) -> int:
    return run.end.ledger_by_type["payment.refund"].completed


def _unpaid(run: Played) -> int:
    """How far the refunds that the bank paid are from the orders that the saga calls undone."""
    return abs(run.end.sagas.compensated - run.end.nodes["bank"].completed) + run.end.ledger.duplicate_effects


REFUND_SAGA = Chapter(
    "refund_saga",
    "Three in a hundred orders cannot be shipped; on the right nothing can be, from 20 s to 40 s.",
    ("left alone", "shipping fails"),
    (
        Claim(
            "Orders refunded by 180 s",
            "orders",
            (at_most(300), at_least(700)),
            lambda: (_refunded(_refunds(None)), _refunded(_refunds("shipping-fails"))),
        ),
        Claim(
            "Orders undone and not refunded, or refunded twice",
            "orders",
            (exactly(0), exactly(0)),
            lambda: (_unpaid(_refunds(None)), _unpaid(_refunds("shipping-fails"))),
        ),
        Claim(
            "Orders stuck at 180 s",
            "orders",
            (exactly(0), exactly(0)),
            lambda: (_refunds(None).end.sagas.stuck, _refunds("shipping-fails").end.sagas.stuck),
        ),
    ),
)

REFUNDS_FAIL_TOO = Chapter(
    "refund_saga",
    "Nothing can be shipped from 20 s to 40 s, and the bank is down: for 20 s, or for 90 s.",
    ("bank down for 20 s", "bank down for 90 s"),
    (
        Claim(
            "Being undone at 40 s",
            "orders",
            (at_least(300), at_least(300)),
            lambda: (
                _refunds("short-refund-outage").at[40].sagas.compensating,
                _refunds("long-refund-outage").at[40].sagas.compensating,
            ),
        ),
        Claim(
            "Stuck at 180 s: charged, not shipped, not refunded",
            "orders",
            (exactly(0), at_least(400)),
            lambda: (_refunds("short-refund-outage").end.sagas.stuck, _refunds("long-refund-outage").end.sagas.stuck),
        ),
        Claim(
            "Orders refunded by 180 s",
            "orders",
            (at_least(700), at_most(300)),
            lambda: (_refunded(_refunds("short-refund-outage")), _refunded(_refunds("long-refund-outage"))),
        ),
        Claim(
            "Orders undone and not refunded, or refunded twice",
            "orders",
            (exactly(0), exactly(0)),
            lambda: (_unpaid(_refunds("short-refund-outage")), _unpaid(_refunds("long-refund-outage"))),
        ),
    ),
)
