"""A record that is given back: its member seeks back to it and pauses its partition until it may come again. Of one
whose member died after the work, all that was not committed comes again."""

from ...kernel.messages import release
from ...kernel.options import rare
from ...kernel.places import consumer, message, reader, state
from .membership import given_up, leaves_perhaps
from .offsets import begin_again, move_to, put_aside
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
    lay_down(arena, m)
    if rd.consumer != k:
        return
    if offset >= rd.committed:
        move_to(arena, r, offset)
    goes_on(arena, r, k, delay)


@rare
def uncommitted(arena, m):
    """Who handled message m died before the next commit and is back at once, as a static member is that restarts within
    its session (KIP-345): its partition goes on from the last commit."""
    msg = message(arena, m)
    r = msg.place
    k = msg.consumer
    lay_down(arena, m)
    if reader(arena, r).consumer == k:
        begin_again(arena, r)
        goes_on(arena, r, k, 0.0)


@rare
def lay_down(arena, m):
    """Nobody has message m in hand any more."""
    msg = message(arena, m)
    r = msg.place
    k = msg.consumer
    reader(arena, r).active -= 1
    msg.priority = 0
    put_aside(arena, r, m)
    leaves_perhaps(arena, k)


@rare
def goes_on(arena, r, k, delay):
    """Partition r, set back, is read on by its member k after so many seconds, unless it has to give it up."""
    rd = reader(arena, r)
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
