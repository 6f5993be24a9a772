"""Messages in flight: received, not deleted, and hidden from everybody until their visibility timeout is over.

SQS developer guide, visibility timeout: it begins when the message is received; who has not deleted it by then shares
it with whoever receives it next. One that is still in the works then has two records (`twins`).
"""

from ...kernel.consumers import wake_idle
from ...kernel.options import compiled, inlined
from ...kernel.places import group, message, state
from ...kernel.statistics import waiting_changes
from ...kernel.twins import split
from ...layout import HELD
from .lists import append, give, unlink
from .places import line, message_group, queue
from .records import FIFO, FLIGHT
from .timers import watch_flight
from .visible import VISIBLE, comes_again, offer_group

SLICE = 32
"""Timeouts dealt with in one event: each may take a record."""


@inlined
def takes_off(arena, qi, m):
    """Message m is in flight from now on."""
    q = queue(arena, qi)
    msg = message(arena, m)
    msg.until = state(arena).now + q.visibility
    append(arena, q.lists + FLIGHT, m)
    if q.visibility_timer < 0:
        watch_flight(arena, qi, msg.until)


@inlined
def lands(arena, qi, m):
    """Message m is no longer in flight. In a FIFO queue its client begins the next of its message group, or, after the
    last one, the group can be received from again."""
    q = queue(arena, qi)
    flight = q.lists + FLIGHT
    unlink(arena, flight, m)
    if q.kind == FIFO:
        lands_in_group(arena, qi, m)
    if line(arena, flight).count == q.flight_limit - 1:
        wake_idle(arena, q.group)


@compiled
def lands_in_group(arena, qi, m):
    q = queue(arena, qi)
    g = message(arena, m).place
    mg = message_group(arena, g)
    mg.flying -= 1
    if mg.held_head == m:
        mg.held_head = message(arena, m).child
        waiting_changes(arena, group(arena, q.group), -1)
    if mg.flying == 0 and offer_group(arena, qi, g):
        wake_idle(arena, q.group)


@compiled
def next_of_group(arena, own, g):
    """Client `own` has finished one message of group g and may begin the next that it has received."""
    mg = message_group(arena, g)
    m = mg.held_head
    if m >= 0:
        mg.held_head = message(arena, m).child
        give(arena, own, m)


@compiled
def leave_group(arena, qi, g):
    """The client gives up what it has received of group g and not begun: after a failure it would break the order."""
    mg = message_group(arena, g)
    m = mg.held_head
    while m >= 0:
        behind = message(arena, m).child
        message(arena, m).child = -1
        waiting_changes(arena, group(arena, queue(arena, qi).group), -1)
        m = behind
    mg.held_head = -1


@compiled
def time_out(arena, qi):
    """The visibility timer has gone off."""
    q = queue(arena, qi)
    now = state(arena).now
    flight = line(arena, q.lists + FLIGHT)
    left = SLICE
    while flight.count > 0 and left > 0:
        m = flight.head
        msg = message(arena, m)
        if msg.until > now:
            break
        left -= 1
        lands(arena, qi, m)
        if msg.kind != HELD:
            # Its client has it, at work or still to be begun: it knows nothing of this.
            msg.until = VISIBLE
            m = split(arena, m)
        comes_again(arena, qi, m)
    if flight.count > 0:
        watch_flight(arena, qi, message(arena, flight.head).until)
