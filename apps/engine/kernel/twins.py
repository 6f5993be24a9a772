"""Two records of one message: its broker has given it out again while somebody still works on it.

The one that is still worked on becomes an orphan: it stands for nothing in the ledger, but its effect is real. The two
know each other, so that the first effect counts as the effect and the second as a duplicate.
"""

from ..layout import ACKNOWLEDGED, APPLIED, IN_FLIGHT, ORPHAN, REDELIVERED
from ..layout.history import GIVEN_OUT_AGAIN
from .accounting import ends
from .messages import ask_the_same, inherit, take
from .options import compiled
from .places import consumer, message
from .tracing import note

CUT_OFF, LEFT = 1, 2
"""`gone` of a consumer that crashed or does not reach its broker; of one that was stopped in good order: it finishes
what it has."""


@compiled
def split(arena, m):
    """A second record of message m for its broker to give out again; m itself becomes an orphan. Returns the second."""
    separate(arena, m)
    note(arena, m, GIVEN_OUT_AGAIN, 0.0)
    x = take(arena)
    inherit(arena, x, m)
    ask_the_same(arena, x, m)
    old = message(arena, m)
    new = message(arena, x)
    new.sent = old.sent
    new.ready = old.ready
    new.via = old.via
    new.place = old.place
    new.extra = old.extra
    new.attempt = old.attempt
    new.deliveries = old.deliveries
    new.priority = old.priority
    new.consumer = old.consumer
    new.marks = (old.marks & ~ORPHAN) | REDELIVERED
    old.marks = (old.marks & ~IN_FLIGHT) | ORPHAN
    old.extra = -1
    old.parent = x
    new.parent = m
    return x


@compiled
def separate(arena, m):
    """Message m and its twin no longer know each other."""
    msg = message(arena, m)
    if msg.parent >= 0:
        message(arena, msg.parent).parent = -1
        msg.parent = -1


@compiled
def effect_of_orphan(arena, m, why):
    """The orphan's effect is the message's: its twin ends for the cause, and what comes of it is a duplicate. Its
    acknowledgement reaches the broker unless its consumer is cut off."""
    other = message(arena, m).parent
    if other < 0:
        return
    ends(arena, other, why)
    message(arena, other).marks |= APPLIED
    if consumer(arena, message(arena, m).consumer).gone != CUT_OFF:
        message(arena, other).marks |= ACKNOWLEDGED
