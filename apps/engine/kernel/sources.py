"""Sources: when the next request or event begins, and what it is."""

import math

from ..layout import (
    ANY_SIZE,
    ARRIVALS,
    AT_SOURCE,
    BURST_ARRIVALS,
    CLOSED_LOOP,
    CONSTANT,
    CONSTANT_ARRIVALS,
    HOT_KEY,
    KEYS,
    MIX,
    POISSON_ARRIVALS,
    RATE_CURVE,
    RECORDED,
    SAMPLED,
    SCHEDULED,
    SIZE,
    SOURCE_TICK,
    UNIFORM,
    UNIFORM_KEYS,
)
from ..layout.history import BEGUN, HANDLED
from .events import schedule
from .messages import release, take
from .options import apart, compiled, exported, inlined
from .places import key_weight, knot, message, share, source, state, station, trace_point
from .publishing import send
from .random import below, drawn, exponential, uniform
from .statistics import observe
from .tracing import note
from .users import LEAST_TURN_SECONDS, think
from .working import proceed

ANY_SIZE_DRAWN = float(ANY_SIZE)
LEAST_RATE = 1e-300
"""Arrivals a second: what keeps a division by nothing away where nothing is left to wait for either."""


@apart
def tick(arena, m):
    """One arrival at the source that message m stands for; then the next is scheduled."""
    x = message(arena, m).parent
    src = source(arena, x)
    if src.kind == RECORDED:
        point = trace_point(arena, src.first_point + src.next_point)
        key = point.key
        if key < 0:
            key = drawn_key(arena, x, point.share)
        elif src.key_skew > 0.0 and uniform(arena, station(arena, src.station).stream + KEYS) <= src.key_skew:
            key = 0
        payload = point.payload
        if payload < 0:
            payload = drawn_payload(arena, x, point.share)
        src.next_point += 1
        chosen = point.share
    else:
        chosen = src.first_share
        if src.shares > 1:
            draw = uniform(arena, station(arena, src.station).stream + MIX)
            while draw > share(arena, chosen).below and chosen < src.first_share + src.shares - 1:
                chosen += 1
        key = drawn_key(arena, x, chosen)
        payload = drawn_payload(arena, x, chosen)
    event_type = share(arena, chosen).type
    if src.kind == CLOSED_LOOP:
        # The user's next request is drawn when this one has ended.
        begin(arena, src.station, event_type, key, payload)
        release(arena, m)
        return
    if share(arena, chosen).routes < 0:
        begin(arena, src.station, event_type, key, payload)
    elif station(arena, src.station).down == 0:
        send_at_once(arena, m, src.station, chosen, key, payload)
    schedule_next(arena, m)


@inlined
def drawn_key(arena, x, chosen):
    src = source(arena, x)
    picked = share(arena, chosen)
    stream = station(arena, src.station).stream + KEYS
    if src.key_skew > 0.0 and uniform(arena, stream) <= src.key_skew:
        return 0
    if picked.key_kind == UNIFORM_KEYS:
        return below(arena, stream, picked.keys)
    if picked.key_kind == HOT_KEY:
        if uniform(arena, stream) <= picked.hot or picked.keys == 1:
            return 0
        return 1 + below(arena, stream, picked.keys - 1)
    draw = uniform(arena, stream)
    low = 0
    high = picked.keys - 1
    while low < high:
        middle = (low + high) >> 1
        if key_weight(arena, picked.first_key + middle).below < draw:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def drawn_payload(arena, x, chosen):
    picked = share(arena, chosen)
    if picked.payload_kind == CONSTANT:
        return picked.payload
    stream = station(arena, source(arena, x).station).stream + SIZE
    mean = float(picked.payload)
    low = 0.0 if picked.payload_kind == UNIFORM else mean
    return max(1, int(min(ANY_SIZE_DRAWN, drawn(arena, stream, picked.payload_kind, low, 2.0 * mean, 0, 0))))


@exported
def begin(arena, s, event_type, key, payload):
    """A new request or event at source s. A source that is down begins nothing."""
    st = station(arena, s)
    if st.down != 0:
        if st.source >= 0 and source(arena, st.source).kind == CLOSED_LOOP:
            think(arena, st.source, LEAST_TURN_SECONDS)
        return
    m = take(arena)
    becomes_request(arena, m, s, event_type, key, payload)
    proceed(arena, m)


@inlined
def send_at_once(arena, m, s, chosen, key, payload):
    """An event at source s that waits for no answer is over as soon as it has begun: its clock m stands for it."""
    picked = share(arena, chosen)
    becomes_request(arena, m, s, picked.type, key, payload)
    st = station(arena, s)
    st.completed += 1
    note(arena, m, HANDLED, 0.0)
    send(arena, m, picked.type, picked.first_route, picked.routes, 0)
    observe(arena, st.summary, 0.0)
    message(arena, m).marks = 0


@inlined
def becomes_request(arena, m, s, event_type, key, payload):
    whole = state(arena)
    st = station(arena, s)
    msg = message(arena, m)
    msg.id = whole.next_id
    whole.next_id += 1
    msg.born = whole.now
    msg.sent = whole.now
    msg.ready = whole.now
    msg.type = event_type
    msg.key = key
    msg.payload = payload
    msg.station = s
    msg.origin = s
    msg.marks = AT_SOURCE
    if msg.id == whole.next_sample:
        whole.next_sample += whole.sample_every
        msg.marks = AT_SOURCE | SAMPLED
    st.arrived += 1
    note(arena, m, BEGUN, 0.0)


@exported
def schedule_next(arena, m):
    now = state(arena).now
    msg = message(arena, m)
    src = source(arena, msg.parent)
    stream = station(arena, src.station).stream + ARRIVALS
    msg.kind = SOURCE_TICK
    if src.kind == POISSON_ARRIVALS:
        when = now + exponential(arena, stream, 1.0 / (src.rate * src.factor))
    elif src.kind == CONSTANT_ARRIVALS:
        when = now + 1.0 / (src.rate * src.factor)
    elif src.kind == BURST_ARRIVALS:
        when = next_of_burst(arena, src, stream)
    elif src.kind == RATE_CURVE:
        when = next_of_curve(arena, src, stream)
        if when < 0.0:
            return
    elif src.kind == SCHEDULED:
        src.batch_left -= 1
        when = now
        if src.batch_left <= 0:
            when = (math.floor(now / src.rate + 1e-9) + 1.0) * src.rate
            when += next_batch(arena, src)
    else:
        if src.next_point >= src.points:
            if src.repeat_every <= 0.0:
                return
            src.next_point = 0
            src.offset += src.repeat_every
        at = trace_point(arena, src.first_point + src.next_point).at
        when = src.offset + at
        if src.factor != 1.0:
            # Played so many times faster from here on.
            when = now + (when - now) / src.factor
            src.offset = when - at
    schedule(arena, max(when, now), m)


@compiled
def next_batch(arena, src):
    """How many messages the clock sends next. What is left of a multiple that is not whole is sent later, less than one
    message after some intervals: their seconds."""
    each = src.batch * src.factor
    wanted = each + src.offset
    skipped = 0.0
    if wanted < 1.0:
        skipped = math.ceil((1.0 - wanted) / each - 1e-9)
        wanted += skipped * each
    src.batch_left = int(wanted + 1e-9)
    src.offset = wanted - src.batch_left
    return skipped * src.rate


@compiled
def next_of_burst(arena, src, stream):
    """Poisson at the rate of the phase, by inversion: an exponential number is how many arrivals are expected until the
    next, which is looked for phase by phase; whole rounds of on and off that it exceeds are left out in one step."""
    now = state(arena).now
    left = exponential(arena, stream, 1.0) / src.factor
    while True:
        rate = src.rate if src.on != 0 else src.off_rate
        expected = rate * (src.phase_until - now)
        if left < expected:
            return now + left / rate
        left -= expected
        now = src.phase_until
        src.on = 0 if src.on != 0 else 1
        rounds = math.floor(left / (src.rate * src.on_seconds + src.off_rate * src.off_seconds))
        left -= rounds * (src.rate * src.on_seconds + src.off_rate * src.off_seconds)
        now += rounds * (src.on_seconds + src.off_seconds)
        src.phase_until = now + (src.on_seconds if src.on != 0 else src.off_seconds)


@compiled
def next_of_curve(arena, src, stream):
    """Poisson at a rate that changes with time, by inversion (Cinlar, 1975): an exponential number is the area under
    the rate until the next arrival, which is looked for piece by piece; whole periods that it exceeds are left out in
    one step. -1 if nothing comes any more."""
    left = exponential(arena, stream, 1.0) / src.factor
    at = state(arena).now
    began = 0.0
    if src.repeat_every > 0.0:
        began = math.floor(at / src.repeat_every) * src.repeat_every
        at -= began
    last = src.first_knot + src.knots - 1
    while True:
        for k in range(src.first_knot, last):
            until = knot(arena, k + 1)
            if until.at <= at:
                continue
            rate = rate_between(knot(arena, k), until, at)
            area = 0.5 * (rate + until.rate) * (until.at - at)
            if left < area:
                slope = (until.rate - rate) / (until.at - at)
                root = math.sqrt(max(0.0, rate * rate + 2.0 * slope * left))
                return began + min(until.at, at + 2.0 * left / max(rate + root, LEAST_RATE))
            left -= area
            at = until.at
        if src.repeat_every <= 0.0:
            rate = knot(arena, last).rate
            return began + at + left / rate if rate > 0.0 else -1.0
        whole = area_of_curve(arena, src)
        periods = math.floor(left / whole)
        left -= periods * whole
        began += (periods + 1.0) * src.repeat_every
        at = 0.0


@inlined
def rate_between(a, b, at):
    """The rate at a moment from knot a on and before knot b: straight between them."""
    return a.rate + (b.rate - a.rate) * (max(at, a.at) - a.at) / (b.at - a.at)


@compiled
def area_of_curve(arena, src):
    """How many arrivals a whole period of the curve brings on average."""
    area = 0.0
    for k in range(src.first_knot, src.first_knot + src.knots - 1):
        a = knot(arena, k)
        b = knot(arena, k + 1)
        area += 0.5 * (a.rate + b.rate) * (b.at - a.at)
    return area
