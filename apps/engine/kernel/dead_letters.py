"""Dead letter queues: where messages go that nobody could handle."""

from ..layout import QUEUED
from ..layout.history import KEPT_DEAD
from .accounting import channel_of
from .deaths import copy_deaths
from .messages import ask_the_same, inherit, release, take
from .options import compiled
from .places import channel, edge, emission, message, state
from .publishing import publish
from .statistics import note_hop
from .tracing import note_at


@compiled
def to_dead_letters(arena, m, e, c):
    """A copy of message m goes to dead letter queue c over edge e: to who reads that queue, or it is kept there."""
    ed = edge(arena, e)
    ch = channel(arena, c)
    now = state(arena).now
    note_hop(arena, m, e, now, now, 0, 1)
    ch.kept += 1
    ed.count += 1
    if ch.groups == 0:
        ch.arrived += 1
        keep(arena, m, c)
        return
    event_type = message(arena, m).type
    base = emission(arena, ch.dlq + event_type)
    for r in range(base.first_route, base.first_route + base.routes):
        x = publish(arena, m, event_type, r, 0)
        if x >= 0:
            # Where a redrive takes it back to.
            message(arena, x).prev = channel_of(arena, m)
            copy_deaths(arena, m, x)
            ask_the_same(arena, x, m)


KEPT = 10_000
"""Dead letters a queue that nobody reads remembers; the oldest are forgotten, not their number."""


@compiled
def keep(arena, m, c):
    ch = channel(arena, c)
    x = take(arena)
    inherit(arena, x, m)
    old = message(arena, m)
    new = message(arena, x)
    new.kind = QUEUED
    new.sent = old.sent
    new.ready = state(arena).now
    new.attempt = old.attempt
    new.deliveries = old.deliveries
    new.place = c
    note_at(arena, new.id, new.type, c, KEPT_DEAD, 0.0)
    new.parent = channel_of(arena, m)
    copy_deaths(arena, m, x)
    ask_the_same(arena, x, m)
    if ch.stored > 0:
        message(arena, ch.stored_tail).next = x
    else:
        ch.stored_head = x
    ch.stored_tail = x
    ch.stored += 1
    if ch.stored > KEPT:
        forget_oldest(arena, c)


@compiled
def forget_oldest(arena, c):
    ch = channel(arena, c)
    x = ch.stored_head
    ch.stored_head = message(arena, x).next
    ch.stored -= 1
    release(arena, x)
