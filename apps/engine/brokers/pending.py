"""What a group has been given and not yet acknowledged: messages in a list, in order of the time of their delivery.

Place in the flow: below the brokers that keep such a list on the server (Redis Streams, NATS JetStream). The list may
be any record with the fields head, tail and length. A message in it has the time of its last delivery in `place`, in
milliseconds that start again after 24 days; one that the server no longer has in its list has OUTSIDE in `prev`.
"""

from ..kernel.options import compiled, inlined
from ..kernel.places import message, state
from ..layout import HELD, ORPHAN, QUEUED

OUTSIDE = -2
_MILLISECONDS = (1 << 31) - 1


@inlined
def milliseconds(arena):
    return int(state(arena).now * 1000.0 + 0.5) & _MILLISECONDS


@inlined
def idle_seconds(arena, m):
    """How long ago message m was last delivered."""
    return ((milliseconds(arena) - message(arena, m).place) & _MILLISECONDS) / 1000.0


@inlined
def put_last(arena, pending, m):
    """Message m is delivered now: it stands at the end of the list."""
    msg = message(arena, m)
    msg.place = milliseconds(arena)
    msg.next = -1
    msg.prev = pending.tail
    if pending.tail >= 0:
        message(arena, pending.tail).next = m
    else:
        pending.head = m
    pending.tail = m
    pending.length += 1


@inlined
def take_out(arena, pending, m):
    """Message m leaves the list. Returns the one behind it, -1 if it was the last."""
    msg = message(arena, m)
    following = msg.next
    if msg.prev >= 0:
        message(arena, msg.prev).next = following
    else:
        pending.head = following
    if following >= 0:
        message(arena, following).prev = msg.prev
    else:
        pending.tail = msg.prev
    msg.prev = OUTSIDE
    msg.next = -1
    pending.length -= 1
    return following


@compiled
def put_instead(arena, pending, m, x):
    """Message x, a second record of message m, stands where m stood."""
    old = message(arena, m)
    new = message(arena, x)
    new.prev = old.prev
    new.next = old.next
    if old.prev >= 0:
        message(arena, old.prev).next = x
    else:
        pending.head = x
    if old.next >= 0:
        message(arena, old.next).prev = x
    else:
        pending.tail = x
    old.prev = OUTSIDE
    old.next = -1


@compiled
def stands_for(arena, m):
    """The orphan that still stands in the list where message m, its second record, belongs; -1 if there is none."""
    p = message(arena, m).parent
    if p >= 0 and message(arena, p).marks & ORPHAN != 0 and message(arena, p).prev != OUTSIDE:
        return p
    return -1


@compiled
def in_hands(arena, m):
    """Whether a consumer works on message m."""
    kind = message(arena, m).kind
    return kind != HELD and kind != QUEUED
