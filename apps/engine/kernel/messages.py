"""The life of a message record: taken from the free list, and given back."""

from ..layout import CARRIED_MARKS, FREE, HAS_DIED
from .deaths import forget_deaths
from .options import compiled, exported, inlined
from .places import message, state


@exported
def take(arena):
    """A blank message. `advance` sees to it that enough are free before every event."""
    s = state(arena)
    m = s.free
    msg = message(arena, m)
    s.free = msg.next
    s.free_count -= 1
    msg.due = -1
    msg.next = -1
    msg.prev = -1
    msg.place = -1
    msg.consumer = -1
    msg.via = -1
    msg.parent = -1
    msg.child = -1
    msg.extra = -1
    msg.station = -1
    msg.attempt = 0
    msg.deliveries = 0
    msg.marks = 0
    msg.step = 0
    msg.priority = 0
    msg.reply_to = 0
    msg.lineage = 0
    return m


@compiled
def release(arena, m):
    s = state(arena)
    msg = message(arena, m)
    if msg.marks & HAS_DIED != 0:
        forget_deaths(arena, m)
    msg.kind = FREE
    msg.due = -1
    msg.marks = 0
    msg.next = s.free
    s.free = m
    s.free_count += 1


@inlined
def inherit(arena, child, parent):
    """What everything downstream of one request or event shares: its id, its key, its birth, whether it is sampled, and
    what led to it."""
    new = message(arena, child)
    old = message(arena, parent)
    new.id = old.id
    new.lineage = old.lineage
    new.born = old.born
    new.origin = old.origin
    new.key = old.key
    new.type = old.type
    new.payload = old.payload
    new.marks = old.marks & CARRIED_MARKS


@inlined
def ask_the_same(arena, x, m):
    """Message x is another copy or record of message m: it wants the same reply."""
    old = message(arena, m)
    if old.reply_to != 0:
        new = message(arena, x)
        new.reply_to = old.reply_to
        new.until = old.until
