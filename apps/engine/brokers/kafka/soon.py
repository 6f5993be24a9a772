"""What seldom happens is done by an event of its own, at the same moment.

So what every record goes through does not contain it: Numba compiles everything a function calls into it, again at each
level above.
"""

from ...kernel.events import schedule
from ...kernel.messages import take
from ...kernel.options import rare
from ...kernel.places import consumer, message, state
from ...layout import BROKER_TIMER, KAFKA
from .places import member
from .records import MEMBER_ACTS


@rare
def set_timer(arena, step, place, when):
    """A timer of Kafka's; returns it."""
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = KAFKA
    timer.step = step
    timer.place = place
    schedule(arena, when, t)
    return t


@rare
def soon(arena, step, place):
    set_timer(arena, step, place, state(arena).now)


@rare
def act_soon(arena, k):
    """Member k joins, leaves or comes back, as its phase has it."""
    mem = member(arena, consumer(arena, k).own)
    if mem.acts == 0:
        mem.acts = 1
        soon(arena, MEMBER_ACTS, k)
