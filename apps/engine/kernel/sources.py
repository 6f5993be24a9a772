"""Sources: when the next request or event begins, and what it is."""

import math

from ..layout import (
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
from .places import dispatch, handler, key_weight, knot, message, share, source, state, station, trace_point
from .random import below, drawn, exponential, uniform
from .statistics import observe
from .tracing import note
from .users import think
from .working import proceed, send_outcome


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
        event_type = point.type
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
    if handler(arena, dispatch(arena, src.station * state(arena).types + event_type).handler).calls > 0:
        begin(arena, src.station, event_type, key, payload)
    elif station(arena, src.station).down == 0:
        send_at_once(arena, m, src.station, event_type, key, payload)
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
    return max(1, int(drawn(arena, stream, picked.payload_kind, low, 2.0 * mean, 0, 0)))


@exported
def begin(arena, s, event_type, key, payload):
    """A new request or event at source s. A source that is down begins nothing."""
    st = station(arena, s)
    if st.down != 0:
        if st.source >= 0 and source(arena, st.source).kind == CLOSED_LOOP:
            think(arena, st.source)
        return
    m = take(arena)
    becomes_request(arena, m, s, event_type, key, payload)
    proceed(arena, m)


@inlined
def send_at_once(arena, m, s, event_type, key, payload):
    """An event at source s that waits for no answer is over as soon as it has begun: its clock m stands for it."""
    becomes_request(arena, m, s, event_type, key, payload)
    st = station(arena, s)
    st.completed += 1
    note(arena, m, HANDLED, 0.0)
    send_outcome(arena, m)
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
    if msg.id % whole.sample_every == 0:
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


@compiled
def next_of_curve(arena, src, stream):
    """Poisson at a rate that changes with time, by thinning (Lewis and Shedler, 1979): candidates at the highest rate,
    each kept with the share that the rate of its moment is of it. -1 if nothing comes any more."""
    when = state(arena).now
    highest = src.rate
    while True:
        last = knot(arena, src.first_knot + src.knots - 1)
        if src.repeat_every <= 0.0 and when >= last.at and last.rate <= 0.0:
            return -1.0
        when += exponential(arena, stream, 1.0 / (highest * src.factor))
        if uniform(arena, stream) * highest <= rate_at(arena, src, when):
            return when


@compiled
def rate_at(arena, src, when):
    """The rate of the curve at a moment: straight between its knots, level after the last, or from the start again."""
    if src.repeat_every > 0.0:
        when = when - math.floor(when / src.repeat_every) * src.repeat_every
    low = src.first_knot
    high = src.first_knot + src.knots - 1
    if when >= knot(arena, high).at:
        return knot(arena, high).rate
    while high - low > 1:
        middle = (low + high) >> 1
        if knot(arena, middle).at <= when:
            low = middle
        else:
            high = middle
    a = knot(arena, low)
    b = knot(arena, high)
    if when < a.at or b.at <= a.at:
        return a.rate
    return a.rate + (b.rate - a.rate) * (when - a.at) / (b.at - a.at)
