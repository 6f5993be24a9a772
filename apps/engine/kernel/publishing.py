"""From a sender over a route to a channel, where a broker takes over."""

import math

from numba import njit

from ..brokers.kafka.producing import produce
from ..layout import AT_CHANNEL, DROPPED_UNREAD, IN_FLIGHT, ON_ITS_WAY
from .accounting import count_ended, count_published
from .events import schedule
from .messages import inherit, take
from .network import disturbed_way
from .options import INLINED, JIT
from .places import broker, channel, edge, emission, message, route, state
from .statistics import note_hop

@njit(**JIT)
def emit(arena, m, first, count):
    """Sends the events of emissions first … first + count - 1 on behalf of message m."""
    for index in range(first, first + count):
        em = emission(arena, index)
        for r in range(em.first_route, em.first_route + em.routes):
            publish(arena, m, em.type, r)


@njit(**INLINED)
def publish(arena, m, event_type, r):
    s = state(arena)
    rt = route(arena, r)
    ch = channel(arena, rt.channel)
    ch.arrived += 1
    if rt.via >= 0:
        edge(arena, rt.via).count += 1
        channel(arena, rt.entry).arrived += rt.counts
    latency = rt.latency + broker(arena, ch.broker).extra_latency
    if rt.edge >= 0:
        ed = edge(arena, rt.edge)
        ed.count += rt.counts
        latency += ed.extra_latency
    if rt.copies == 0:
        # A log that nobody reads keeps it until its retention ends.
        count_published(arena, rt.channel, event_type, 1)
        count_ended(arena, rt.channel, event_type, DROPPED_UNREAD, 1)
        return
    count_published(arena, rt.channel, event_type, rt.copies)
    x = take(arena)
    inherit(arena, x, m)
    msg = message(arena, x)
    msg.type = event_type
    msg.sent = s.now
    msg.via = r
    msg.priority = rt.priority
    msg.marks |= IN_FLIGHT | ON_ITS_WAY
    if rt.relay > 0.0:
        latency += math.ceil(s.now / rt.relay) * rt.relay - s.now
    if s.disturbed != 0:
        latency = disturbed_way(arena, x, latency)
        if latency < 0.0:
            return
    if rt.counts != 0:
        note_hop(arena, x, rt.edge, s.now, s.now + latency, 0, 0)
    note_hop(arena, x, rt.via, s.now + latency, s.now + latency, 0, 0)
    if rt.own >= 0:
        produce(arena, x, rt.own, latency)
    else:
        msg.kind = AT_CHANNEL
        schedule(arena, s.now + latency, x)
