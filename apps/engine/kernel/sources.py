"""Sources: when the next request or event begins, and what it is."""

import math

from numba import njit

from ..layout import (
    ARRIVALS,
    AT_SOURCE,
    BURST_ARRIVALS,
    CONSTANT_ARRIVALS,
    KEYS,
    MIX,
    POISSON_ARRIVALS,
    RECORDED,
    SAMPLED,
    SCHEDULED,
    SOURCE_TICK,
)
from .events import schedule
from .messages import take
from .places import ENTRY, INLINED, JIT, message, share, source, state, station, trace_point
from .random import below, exponential, uniform
from .working import proceed


@njit(**JIT)
def tick(arena, m):
    """One arrival at the source that message m stands for; then the next is scheduled."""
    src = source(arena, message(arena, m).parent)
    if src.kind == RECORDED:
        point = trace_point(arena, src.first_point + src.next_point)
        key = point.key
        if key < 0:
            key = below(arena, station(arena, src.station).stream + KEYS, point.keys)
        begin(arena, src.station, point.type, key)
        src.next_point += 1
    else:
        chosen = src.first_share
        if src.shares > 1:
            draw = uniform(arena, station(arena, src.station).stream + MIX)
            while draw > share(arena, chosen).below and chosen < src.first_share + src.shares - 1:
                chosen += 1
        picked = share(arena, chosen)
        key = below(arena, station(arena, src.station).stream + KEYS, picked.keys)
        begin(arena, src.station, picked.type, key)
    schedule_next(arena, m)


@njit(**INLINED)
def begin(arena, s, event_type, key):
    """A new request or event at source s. A source that is down begins nothing."""
    st = station(arena, s)
    if st.down != 0:
        return
    whole = state(arena)
    m = take(arena)
    msg = message(arena, m)
    msg.id = whole.next_id
    whole.next_id += 1
    msg.born = whole.now
    msg.sent = whole.now
    msg.ready = whole.now
    msg.type = event_type
    msg.key = key
    msg.station = s
    msg.origin = s
    msg.marks = AT_SOURCE
    if msg.id % whole.sample_every == 0:
        msg.marks = AT_SOURCE | SAMPLED
    st.arrived += 1
    proceed(arena, m)


@njit(**ENTRY)
def schedule_next(arena, m):
    now = state(arena).now
    src = source(arena, message(arena, m).parent)
    stream = station(arena, src.station).stream + ARRIVALS
    if src.kind == POISSON_ARRIVALS:
        when = now + exponential(arena, stream, 1.0 / (src.rate * src.factor))
    elif src.kind == CONSTANT_ARRIVALS:
        when = now + 1.0 / (src.rate * src.factor)
    elif src.kind == BURST_ARRIVALS:
        when = next_of_burst(arena, src, stream)
    elif src.kind == SCHEDULED:
        src.batch_left -= 1
        when = now
        if src.batch_left <= 0:
            src.batch_left = max(1, int(src.batch * src.factor))
            when = (math.floor(now / src.rate + 1e-9) + 1.0) * src.rate
    else:
        if src.next_point >= src.points:
            if src.repeat_every <= 0.0:
                return
            src.next_point = 0
            src.offset += src.repeat_every
        when = src.offset + trace_point(arena, src.first_point + src.next_point).at
    schedule(arena, max(when, now), m, SOURCE_TICK)


@njit(**JIT)
def next_of_burst(arena, src, stream):
    """Poisson at the rate of the phase; at a phase's end the draw begins anew, which changes no distribution."""
    now = state(arena).now
    while True:
        rate = (src.rate if src.on != 0 else src.off_rate) * src.factor
        if rate > 0.0:
            when = now + exponential(arena, stream, 1.0 / rate)
            if when <= src.phase_until:
                return when
        now = src.phase_until
        src.on = 0 if src.on != 0 else 1
        src.phase_until = now + (src.on_seconds if src.on != 0 else src.off_seconds)
