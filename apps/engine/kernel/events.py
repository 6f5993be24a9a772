"""The event list: one heap of (time, sequence and message), earliest first, ties in the order scheduled.

A message has at most one valid event: `due` is the sequence number of it. Scheduling another makes the first stale,
and stale events are passed over when they come up. The first event leaves a hole when it is taken: what is scheduled
next, which nearly every event does, goes straight in there. What waits in a queue has no event, so a backlog costs
nothing.
"""

from ..layout import INDEX_BITS, NEVER
from ..records import earliest_of_four, enter, float_bits, is_before
from .options import compiled, exported, inlined
from .places import event, message, state

WAYS = 4
"""Children of a place in the heap: half the levels of a binary one, and the four side by side in the cache. Behind the
last event all places say NEVER, so that there are always four to look at, and each of the four another, so that they
are not equal."""


@exported
def schedule(arena, time, m):
    """Makes what message m's `kind` says happen at `time`, instead of what else was to happen to it.

    The kind is set by the caller: Numba would compile this once for each constant it is called with.
    """
    s = state(arena)
    message(arena, m).due = s.sequence
    order = (s.sequence << INDEX_BITS) | m
    s.sequence += 1
    # Of a time that is not negative the bits, as a whole number, grow with it, and compare without a branch.
    if s.hole != 0:
        s.hole = 0
        sink(arena, float_bits(time), order)
    else:
        rise(arena, float_bits(time), order)


@compiled
def rise(arena, bits, order):
    """A new event at the end of the heap, and up to where it belongs."""
    s = state(arena)
    i = s.pending
    s.pending = i + 1
    while i > 0:
        above = (i - 1) >> 2
        parent = event(arena, above)
        if not is_before(bits, order, parent):
            break
        here = event(arena, i)
        here.time = parent.time
        here.order = parent.order
        i = above
    enter(event(arena, i), bits, order)


@inlined
def fill_hole(arena):
    """The last event takes the first place, and goes down to where it belongs."""
    s = state(arena)
    s.hole = 0
    n = s.pending - 1
    s.pending = n
    if n > 0:
        last = event(arena, n)
        bits = float_bits(last.time)
        order = last.order
        enter(last, NEVER | (n & (WAYS - 1)), order)
        sink(arena, bits, order)


@compiled
def sink(arena, bits, order):
    """An event from the first place, which is empty, down to where it belongs."""
    n = state(arena).pending
    i = 0
    while True:
        child = WAYS * i + 1
        if child >= n:
            break
        child += earliest_of_four(event(arena, child))
        best = event(arena, child)
        if is_before(bits, order, best):
            break
        here = event(arena, i)
        here.time = best.time
        here.order = best.order
        i = child
    enter(event(arena, i), bits, order)
