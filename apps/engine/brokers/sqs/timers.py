"""The timers of a queue: one for each of its lists, never one a message, except where a message has a delay of its own.

A timer is set for the message that is due first, and not moved when that one goes: it goes off, finds nothing due, and
is set for the next.
"""

from ...kernel.events import schedule
from ...kernel.messages import take
from ...kernel.options import compiled, inlined
from ...kernel.places import message, state
from ...layout import BROKER_TIMER, SQS
from .places import queue
from .records import DELAY_OVER, TIMES_OUT, TOO_OLD


@compiled
def timer_for(arena, qi, purpose, when):
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = SQS
    timer.place = qi
    timer.step = purpose
    schedule(arena, max(when, state(arena).now), t)
    return t


@inlined
def watch_flight(arena, qi, when):
    q = queue(arena, qi)
    if q.visibility_timer < 0:
        q.visibility_timer = timer_for(arena, qi, TIMES_OUT, when)


@compiled
def watch_delay(arena, qi, when):
    q = queue(arena, qi)
    if q.delay_timer < 0:
        q.delay_timer = timer_for(arena, qi, DELAY_OVER, when)


@inlined
def watch_age(arena, qi, when):
    """A message of the queue is too old at `when`."""
    q = queue(arena, qi)
    if q.retention_timer < 0:
        q.too_old_at = when
        q.retention_timer = timer_for(arena, qi, TOO_OLD, when)
    elif when < q.too_old_at:
        q.too_old_at = when
        schedule(arena, max(when, state(arena).now), q.retention_timer)
