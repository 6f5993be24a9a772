"""Sources: when the next request or event begins, and what it is."""

from ..records import record

Source = record(
    [
        ("rate", "f8"),
        ("factor", "f8"),
        ("key_skew", "f8"),
        ("kind", "i4"),
        ("first_share", "i4"),
        ("shares", "i4"),
        ("station", "i4"),
        ("message", "i4"),
        ("on", "i4"),
        ("off_rate", "f8"),
        ("on_seconds", "f8"),
        ("off_seconds", "f8"),
        ("phase_until", "f8"),
        ("repeat_every", "f8"),
        ("offset", "f8"),
        ("think_a", "f8"),
        ("think_b", "f8"),
        ("batch", "i4"),
        ("batch_left", "i4"),
        ("first_point", "i4"),
        ("points", "i4"),
        ("next_point", "i4"),
        ("users", "i4"),
        ("think_kind", "i4"),
        ("first_think", "i4"),
        ("thinks", "i4"),
        ("first_knot", "i4"),
        ("knots", "i4"),
        ("unused", "i4"),
    ],
    lines=True,
)
"""first_knot, knots: of a rate that changes with time, the corners of its curve. users, think: of a closed loop.
key_skew: share of messages that a fault puts on key 0."""
Share = record(
    [
        ("below", "f8"),
        ("exponent", "f8"),
        ("hot", "f8"),
        ("type", "i4"),
        ("keys", "i4"),
        ("key_kind", "i4"),
        ("first_key", "i4"),
        ("payload", "i4"),
        ("payload_kind", "i4"),
        ("first_route", "i4"),
        ("routes", "i4"),
    ],
    lines=True,
)
"""How a source draws a message of one type: its share, its key (key_kind; exponent of Zipf, share of the hot key;
first_key: its rows in `key_weights`), its size in bytes (payload, the mean, of payload_kind: a kind of work). routes:
over how many, from first_route on, such a message goes as soon as it begins, -1 where its handler says so."""
Knot = record([("at", "f8"), ("rate", "f8")])
KeyWeight = record([("below", "f8")])
TracePoint = record([("at", "f8"), ("key", "i4"), ("payload", "i4"), ("share", "i4"), ("unused", "i4")])

RECORDS = {"sources": Source, "shares": Share, "knots": Knot, "key_weights": KeyWeight, "trace": TracePoint}
