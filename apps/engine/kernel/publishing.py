"""From a sender over a route to every consumer group that must receive a copy."""

import math

from numba import njit

from ..layout import AT_CHANNEL, AT_LANE
from .events import schedule
from .messages import inherit, release, take
from .places import (
    INLINED,
    JIT,
    broker,
    channel,
    delivery,
    edge,
    emission,
    group,
    message,
    route,
    state,
    station,
    subscription,
)
from .statistics import note_hop

BROKER_RETRY_SECONDS = 0.1
"""How often a sender tries again while the broker is down."""


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
    ch.published += 1
    if rt.via >= 0:
        edge(arena, rt.via).count += 1
        channel(arena, rt.entry).published += rt.counts
    if rt.deliveries == 0:
        # Nobody reads it: a queue without a consumer would keep it for ever, a log until its retention ends.
        s.published += 1
        s.dropped += 1
        ch.dropped += 1
        if rt.edge >= 0:
            edge(arena, rt.edge).count += rt.counts
        return
    s.published += rt.deliveries
    x = take(arena)
    inherit(arena, x, m)
    msg = message(arena, x)
    msg.type = event_type
    msg.sent = s.now
    msg.via = r
    latency = rt.latency + broker(arena, ch.broker).extra_latency
    if rt.edge >= 0:
        ed = edge(arena, rt.edge)
        ed.count += rt.counts
        latency += ed.extra_latency
    if rt.relay > 0.0:
        latency += math.ceil(s.now / rt.relay) * rt.relay - s.now
    if rt.counts != 0:
        note_hop(arena, x, rt.edge, s.now, s.now + latency, 0, 0)
    note_hop(arena, x, rt.via, s.now + latency, s.now + latency, 0, 0)
    if rt.deliveries == 1:
        g = delivery(arena, rt.first_delivery).group
        to_lane(arena, x, g, latency)
    else:
        schedule(arena, s.now + latency, x, AT_CHANNEL)


@njit(**INLINED)
def to_lane(arena, m, g, latency):
    """Schedules the arrival at the lane of the message's key, the group's own latency added."""
    gr = group(arena, g)
    msg = message(arena, m)
    msg.lane = gr.first_lane + msg.key % gr.lanes
    first = subscription(arena, gr.first_subscription)
    latency += gr.latency + edge(arena, gr.edge).extra_latency + station(arena, first.station).extra_latency
    schedule(arena, state(arena).now + latency, m, AT_LANE)


@njit(**INLINED)
def held_back(arena, m, c, copies, kind):
    """True while the broker of channel c is down: the sender tries again, until its delivery timeout, then the copies
    are lost."""
    ch = channel(arena, c)
    br = broker(arena, ch.broker)
    if br.down == 0:
        return False
    s = state(arena)
    if s.now - message(arena, m).sent >= br.delivery_timeout:
        s.lost += copies
        ch.lost += copies
        release(arena, m)
    else:
        schedule(arena, s.now + BROKER_RETRY_SECONDS, m, kind)
    return True


@njit(**JIT)
def fan_out(arena, m):
    """At the channel: a copy for each group; the message itself becomes the last of them."""
    rt = route(arena, message(arena, m).via)
    if held_back(arena, m, rt.channel, rt.deliveries, AT_CHANNEL):
        return
    last = rt.first_delivery + rt.deliveries - 1
    for d in range(rt.first_delivery, last):
        x = take(arena)
        inherit(arena, x, m)
        copy = message(arena, x)
        copy.sent = message(arena, m).sent
        copy.via = message(arena, m).via
        to_lane(arena, x, delivery(arena, d).group, 0.0)
    to_lane(arena, m, delivery(arena, last).group, 0.0)
