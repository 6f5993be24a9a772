"""From a sender over a route to a channel, where a broker takes over."""

import math

from numba import njit

from ..layout import (
    AT_CHANNEL,
    CARRIES_DEAD,
    DROPPED_UNREAD,
    DROPPED_UNROUTABLE,
    IN_FLIGHT,
    LOST_BROKER_DOWN,
    LOST_UNCONFIRMED,
    MANDATORY,
    ON_ITS_WAY,
    RABBITMQ,
    RETURNED_UNROUTABLE,
    UNCONFIRMED,
)
from .accounting import count_ended, count_published, ends
from .events import schedule
from .messages import inherit, release, take
from .options import INLINED, JIT
from .places import broker, channel, edge, emission, message, pass_row, route, state
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
    """Sends an event of a type over route r on behalf of message m. The new message, or -1 if nobody receives it."""
    s = state(arena)
    rt = route(arena, r)
    ch = channel(arena, rt.channel)
    ch.arrived += 1
    latency = rt.latency + broker(arena, ch.broker).extra_latency
    if rt.via >= 0:
        binding = edge(arena, rt.via)
        binding.count += 1
        channel(arena, rt.entry).arrived += rt.counts
        latency += binding.extra_latency
    if rt.edge >= 0:
        ed = edge(arena, rt.edge)
        ed.count += rt.counts
        latency += ed.extra_latency
    if rt.passes > 0:
        count_passes(arena, rt)
    if rt.copies == 0:
        nobody_receives(arena, rt, event_type)
        return -1
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
    if rt.counts != 0:
        note_hop(arena, x, rt.edge, s.now, s.now + latency, 0, 0)
    note_hop(arena, x, rt.via, s.now + latency, s.now + latency, 0, 0)
    send(arena, x, latency)
    return x


@njit(**JIT)
def count_passes(arena, rt):
    """The exchanges behind the first, and the bindings that led there."""
    for index in range(rt.first_pass, rt.first_pass + rt.passes):
        row = pass_row(arena, index)
        channel(arena, row.channel).arrived += 1
        if row.edge >= 0:
            edge(arena, row.edge).count += 1


@njit(**JIT)
def nobody_receives(arena, rt, event_type):
    """A log that nobody reads keeps the message until its retention ends. An exchange drops what no queue takes, or
    returns it if it was published as mandatory: then the edge counts a failure; the sender goes on, as basic.return
    comes after its work is done."""
    why = DROPPED_UNREAD
    if channel(arena, rt.channel).kind == RABBITMQ:
        why = DROPPED_UNROUTABLE
        if rt.options & MANDATORY != 0:
            why = RETURNED_UNROUTABLE
            edge(arena, rt.edge).failed += 1
    count_published(arena, rt.channel, event_type, 1)
    count_ended(arena, rt.channel, event_type, why, 1)


@njit(**INLINED)
def send(arena, x, latency):
    message(arena, x).kind = AT_CHANNEL
    schedule(arena, state(arena).now + latency, x)


@njit(**JIT)
def hold_back(arena, m, why):
    """The broker cannot take message m now: its sender tries again until its delivery timeout, then it is lost for that
    cause. A sender that does not wait for confirmations loses it at once; a queue that dead-letters at least once
    waits."""
    s = state(arena)
    msg = message(arena, m)
    rt = route(arena, msg.via)
    br = broker(arena, channel(arena, rt.channel).broker)
    if rt.options & UNCONFIRMED != 0:
        ends(arena, m, LOST_UNCONFIRMED)
        release(arena, m)
    elif s.now - msg.sent >= br.delivery_timeout and rt.options & CARRIES_DEAD == 0:
        ends(arena, m, why)
        release(arena, m)
    else:
        msg.kind = AT_CHANNEL
        schedule(arena, s.now + BROKER_RETRY_SECONDS, m)


@njit(**INLINED)
def held_back(arena, m, c):
    """True while the broker of channel c is down and message m waits at its sender."""
    if broker(arena, channel(arena, c).broker).down == 0:
        return False
    hold_back(arena, m, LOST_BROKER_DOWN)
    return True
