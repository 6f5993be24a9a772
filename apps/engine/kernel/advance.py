"""The loop: the next event, and who deals with it.

Place in the flow: the host (`simulation`) calls `advance` with the arena's address, again and again. Where the calls
are cut never changes a result.
"""

from ..layout import (
    ANSWER,
    AT_CHANNEL,
    BROKER_TIMER,
    CALL_ARRIVES,
    DELIVERING,
    GROW,
    INDEX_BITS,
    INDEX_MASK,
    PAUSED,
    REACHED,
    REPLY,
    RETRY,
    RETRY_IN_PLACE,
    SAGA_TIMER,
    SOURCE_TICK,
    STATION_TIMER,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from ..records import fetch_ahead
from .arrivals import (
    answer_arrives,
    answer_overdue,
    at_channel,
    call_arrives,
    delivered,
    reply_arrives,
    retried,
    retried_in_place,
)
from .dispatch import expire
from .events import WAYS, fill_hole
from .instances import settle
from .options import apart, compiled, exported
from .places import event, message, state
from .sagas import saga_timer
from .scaling import station_timer
from .sources import tick
from .working import work_done

FITS_THE_CACHE = 200
"""So few events, and what happens at them, are in the processor's first cache all the time."""


@exported
def advance(arena, until, max_events):
    """Simulates up to and including `until` seconds; REACHED, or PAUSED after max_events, or GROW for more room.

    On GROW nothing of the next event has happened: the host enlarges the arena and calls again.
    """
    s = state(arena)
    last = s.events + max_events
    room = 0
    while True:
        if s.unsettled_head >= 0:
            if room <= 0:
                if needs_room(s):
                    return GROW
                room = room_beyond_margin(s)
            room -= s.margin
            settle(arena)
            continue
        if s.hole != 0:
            fill_hole(arena)
        if s.pending == 0:
            break
        first = event(arena, 0)
        if first.time > until:
            break
        if s.events >= last:
            return PAUSED
        if room <= 0:
            if needs_room(s):
                return GROW
            room = room_beyond_margin(s)
        room -= s.margin
        order = first.order
        m = order & INDEX_MASK
        time = first.time
        s.hole = 1
        if message(arena, m).due != order >> INDEX_BITS:
            continue
        s.now = time
        s.events += 1
        if s.pending > FITS_THE_CACHE:
            # One of the four below the first is the next, unless this event brings about one that is earlier still.
            for n in range(1, WAYS + 1):
                fetch_ahead(message(arena, event(arena, n).order & INDEX_MASK))
        happen(arena, m)
    if until > s.now:
        s.now = until
    return REACHED


@compiled
def room_beyond_margin(s):
    """How many messages more have room than the next event may need. None takes more than the margin, so that nobody
    looks again before as many are used up."""
    if s.keeps_more != 0:
        return 1
    least = min(s.free_count, s.heap_count - s.pending)
    if s.entry_margin > 0:
        least = min(least, s.free_entry_count)
    return least - s.margin + 1


@compiled
def needs_room(s):
    return (
        s.free_count < s.margin
        or s.heap_count - s.pending < s.margin
        or s.free_entry_count < s.entry_margin
        or (s.keeps_more != 0 and needs_more_room(s))
    )


@compiled
def needs_more_room(s):
    """For what few programs keep: x-death lines, remembered ids, sagas."""
    return (
        s.free_death_count < s.margin * s.has_deaths
        or 2 * s.seen_used >= s.seen_count
        or (s.saga_nodes_count > 0 and s.free_saga_count < 2)
    )


@apart
def happen(arena, m):
    kind = message(arena, m).kind
    if kind == WORK_DONE:
        work_done(arena, m)
    elif kind == AT_CHANNEL:
        at_channel(arena, m)
    elif kind == SOURCE_TICK:
        tick(arena, m)
    elif kind == DELIVERING:
        delivered(arena, m)
    elif kind == BROKER_TIMER:
        expire(arena, m)
    elif kind == ANSWER:
        answer_arrives(arena, m)
    elif kind == CALL_ARRIVES:
        call_arrives(arena, m)
    elif kind == RETRY:
        retried(arena, m)
    elif kind == WAITS_FOR_ANSWER:
        answer_overdue(arena, m)
    elif kind == SAGA_TIMER:
        saga_timer(arena, m)
    elif kind == RETRY_IN_PLACE:
        retried_in_place(arena, m)
    elif kind == STATION_TIMER:
        station_timer(arena, m)
    elif kind == REPLY:
        reply_arrives(arena, m)
