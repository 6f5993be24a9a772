"""A record that is given back: its member seeks back to it and pauses its partition until it may come again."""

from ...kernel.messages import release
from ...kernel.options import rare
from ...kernel.places import consumer, message, reader, state
from .membership import given_up, leaves_perhaps
from .offsets import move_to, put_aside
from .places import member
from .ready import offer, take_out
from .records import GIVEN_UP, PAUSED, RESUME
from .soon import set_timer


@rare
def returned(arena, m):
    """Message m may come again at its `ready`; what its member has taken from the partition since comes again too."""
    msg = message(arena, m)
    r = msg.place
    rd = reader(arena, r)
    k = msg.consumer
    delay = msg.ready - state(arena).now
    offset = msg.extra
    rd.active -= 1
    msg.priority = 0
    put_aside(arena, r, m)
    leaves_perhaps(arena, k)
    if rd.consumer != k:
        return
    if offset >= rd.committed:
        move_to(arena, r, offset)
    if rd.state & GIVEN_UP != 0:
        if rd.active == 0:
            given_up(arena, r)
    elif delay > 0.0:
        rd.state |= PAUSED
        take_out(arena, r, member(arena, consumer(arena, k).own))
        rd.timer = set_timer(arena, RESUME, r, state(arena).now + delay)
    else:
        offer(arena, r)


@rare
def resume(arena, t):
    r = message(arena, t).place
    release(arena, t)
    rd = reader(arena, r)
    if rd.timer != t:
        return
    rd.timer = -1
    rd.state &= ~PAUSED
    offer(arena, r)
