"""The loop: the next event, and who deals with it.

Place in the flow: the host (`simulation`) calls `advance` with the arena's address, again and again. Where the calls
are cut never changes a result.
"""

from numba import njit

from ..layout import (
    ANSWER,
    AT_CHANNEL,
    AT_LANE,
    CALL_ARRIVES,
    COMMIT_TICK,
    GROW,
    INDEX_BITS,
    INDEX_MASK,
    PAUSED,
    REACHED,
    REDELIVER,
    RETRY,
    RETRY_IN_PLACE,
    SAGA_TIMER,
    SOURCE_TICK,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from .arrivals import (
    answer_arrives,
    answer_overdue,
    at_lane,
    call_arrives,
    commit,
    redelivered,
    retried,
    retried_in_place,
)
from .events import drop_first, schedule
from .places import ENTRY, JIT, event, message, state, subscription
from .publishing import fan_out
from .sagas import saga_timer
from .sources import tick
from .working import work_done


@njit(**ENTRY)
def advance(arena, until, max_events):
    """Simulates up to and including `until` seconds; REACHED, or PAUSED after max_events, or GROW for more room.

    On GROW nothing of the next event has happened: the host enlarges the arena and calls again.
    """
    s = state(arena)
    last = s.events + max_events
    while s.pending > 0:
        first = event(arena, 0)
        if first.time > until:
            break
        if s.events >= last:
            return PAUSED
        if (
            s.free_count < s.margin
            or s.heap_count - s.pending < s.margin
            or (s.saga_nodes_count > 0 and s.free_saga_count < 2)
        ):
            return GROW
        order = first.order
        m = order & INDEX_MASK
        time = first.time
        drop_first(arena)
        if message(arena, m).due != order >> INDEX_BITS:
            continue
        s.now = time
        s.events += 1
        happen(arena, m)
    if until > s.now:
        s.now = until
    return REACHED


@njit(**JIT)
def happen(arena, m):
    kind = message(arena, m).kind
    if kind == WORK_DONE:
        work_done(arena, m)
    elif kind == AT_LANE:
        at_lane(arena, m)
    elif kind == SOURCE_TICK:
        tick(arena, m)
    elif kind == AT_CHANNEL:
        fan_out(arena, m)
    elif kind == ANSWER:
        answer_arrives(arena, m)
    elif kind == CALL_ARRIVES:
        call_arrives(arena, m)
    elif kind == RETRY:
        retried(arena, m)
    elif kind == WAITS_FOR_ANSWER:
        answer_overdue(arena, m)
    elif kind == COMMIT_TICK:
        commit(arena, m)
        every = subscription(arena, message(arena, m).parent).commit_every
        schedule(arena, state(arena).now + every, m, COMMIT_TICK)
    elif kind == SAGA_TIMER:
        saga_timer(arena, m)
    elif kind == RETRY_IN_PLACE:
        retried_in_place(arena, m)
    elif kind == REDELIVER:
        redelivered(arena, m)
