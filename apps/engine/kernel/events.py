"""The event list: one binary heap of (time, sequence and message), earliest first, ties in the order scheduled.

A message has at most one valid event: `due` is the sequence number of it. Scheduling another makes the first stale,
and stale events are passed over when they come up. What waits in a queue has no event, so a backlog costs nothing.
"""

from numba import njit

from ..layout import INDEX_BITS
from .options import ENTRY, INLINED
from .places import event, message, state


@njit(**ENTRY)
def schedule(arena, time, m):
    """Makes what message m's `kind` says happen at `time`, instead of what else was to happen to it.

    The kind is set by the caller: Numba would compile this once for each constant it is called with.
    """
    s = state(arena)
    msg = message(arena, m)
    msg.due = s.sequence
    order = (s.sequence << INDEX_BITS) | m
    s.sequence += 1
    i = s.pending
    s.pending = i + 1
    while i > 0:
        above = (i - 1) >> 1
        parent = event(arena, above)
        if not (time < parent.time or (time == parent.time and order < parent.order)):
            break
        here = event(arena, i)
        here.time = parent.time
        here.order = parent.order
        i = above
    here = event(arena, i)
    here.time = time
    here.order = order


@njit(**INLINED)
def drop_first(arena):
    s = state(arena)
    n = s.pending - 1
    s.pending = n
    if n == 0:
        return
    last = event(arena, n)
    time = last.time
    order = last.order
    i = 0
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        best = event(arena, child)
        if child + 1 < n:
            right = event(arena, child + 1)
            if right.time < best.time or (right.time == best.time and right.order < best.order):
                best = right
                child += 1
        if not (best.time < time or (best.time == time and best.order < order)):
            break
        here = event(arena, i)
        here.time = best.time
        here.order = best.order
        i = child
    here = event(arena, i)
    here.time = time
    here.order = order
