"""What is not acknowledged comes again: after ack_wait, at once after a nak, or later if the nak says so.

A message that comes again while somebody still works on it is done twice (`twins`). After its last delivery it is not
delivered again. Whoever still works on it then may finish; only if that comes to nothing it ends, or goes to the dead
letter queue (which in NATS an application does that listens to the advisories).
"""

from ...kernel.accounting import count_redelivered
from ...kernel.consumers import wake_idle
from ...kernel.events import schedule
from ...kernel.messages import release, take
from ...kernel.options import compiled, inlined
from ...kernel.places import consumer, group, message, state
from ...kernel.twins import split
from ...layout import ACKNOWLEDGED, BROKER_TIMER, DROPPED_DELIVERY_LIMIT, HELD, NATS, REDELIVERED
from ..pending import idle_seconds, put_last, take_out
from .endings import end_delivered
from .places import awaiting, carried, delayed, durable, returned, stream
from .retention import deleted_for
from .words import ACK_WAIT, CARRIED, NAK_OVER, RETURNED, SLICE


@inlined
def unacknowledged(arena, d):
    """How many messages max_ack_pending counts."""
    return awaiting(arena, d).length + returned(arena, d).length + delayed(arena, d).length


@inlined
def await_ack(arena, d, st, g, m):
    """Message m is delivered: it waits for its acknowledgement."""
    put_last(arena, awaiting(arena, d), m)
    du = durable(arena, d)
    if du.timer < 0:
        t = take(arena)
        timer = message(arena, t)
        timer.kind = BROKER_TIMER
        timer.priority = NATS
        timer.step = ACK_WAIT
        timer.place = g
        du.timer = t
        schedule(arena, state(arena).now + st.ack_wait, t)


@inlined
def list_of(arena, d, m):
    """The list that a delivered message stands in."""
    priority = message(arena, m).priority
    if priority == CARRIED:
        return carried(arena, d)
    if priority == RETURNED:
        return returned(arena, d)
    return awaiting(arena, d)


@compiled
def ack_wait_over(arena, t):
    """Hands back, in slices, what has waited too long, and waits for the next."""
    g = message(arena, t).place
    d = group(arena, g).own
    du = durable(arena, d)
    st = stream(arena, du.stream)
    waiting = awaiting(arena, d)
    for _ in range(SLICE):
        if waiting.head < 0 or idle_seconds(arena, waiting.head) < st.ack_wait:
            break
        m = waiting.head
        take_out(arena, waiting, m)
        give_back(arena, d, g, m)
    if waiting.head < 0:
        du.timer = -1
        release(arena, t)
        return
    schedule(arena, state(arena).now + max(0.0, st.ack_wait - idle_seconds(arena, waiting.head)), t)


@compiled
def give_back(arena, d, g, m):
    """Message m, in no list, is to be delivered again at once, unless it was acknowledged late, is no longer in the
    stream, or was delivered often enough."""
    msg = message(arena, m)
    st = stream(arena, durable(arena, d).stream)
    why = deleted_for(arena, st, m)
    if msg.marks & ACKNOWLEDGED == 0 and why == 0 and 0 < st.max_deliver <= msg.deliveries:
        why = DROPPED_DELIVERY_LIMIT
    if msg.marks & ACKNOWLEDGED != 0 or why != 0:
        # One fewer waits for an acknowledgement.
        end_delivered(arena, m, why)
        wake_idle(arena, g)
        return
    x = m
    if msg.kind != HELD:
        x = split(arena, m)
        message(arena, x).kind = HELD
    message(arena, x).ready = state(arena).now
    put_last(arena, returned(arena, d), x)
    wake_idle(arena, g)


@compiled
def next_returned(arena, d, st, k):
    """The first of the messages to be delivered again that is still to be, for consumer k; -1 if there is none."""
    lst = returned(arena, d)
    while lst.head >= 0:
        m = lst.head
        take_out(arena, lst, m)
        msg = message(arena, m)
        why = deleted_for(arena, st, m)
        if msg.marks & ACKNOWLEDGED != 0 or why != 0:
            end_delivered(arena, m, why)
            continue
        msg.priority = 0
        if msg.kind != HELD:
            m = split(arena, m)
            msg = message(arena, m)
        msg.consumer = k
        msg.deliveries += 1
        msg.marks |= REDELIVERED
        count_redelivered(arena, m)
        return m
    return -1


@compiled
def set_delay(arena, d, m, seconds):
    """Message m, in no list, is to be delivered again after a time (nak with a delay)."""
    msg = message(arena, m)
    put_last(arena, delayed(arena, d), m)
    msg.kind = BROKER_TIMER
    msg.priority = NATS
    msg.step = NAK_OVER
    schedule(arena, state(arena).now + seconds, m)


@compiled
def delay_over(arena, m):
    msg = message(arena, m)
    g = consumer(arena, msg.consumer).group
    d = group(arena, g).own
    take_out(arena, delayed(arena, d), m)
    msg.kind = HELD
    msg.priority = 0
    give_back(arena, d, g, m)
