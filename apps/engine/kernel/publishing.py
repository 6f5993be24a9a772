"""From a sender over a route to a channel, where a broker takes over."""

import math

from ..brokers.kafka.producing import produce
from ..layout import (
    AT_CHANNEL,
    DROPPED_UNREAD,
    DROPPED_UNROUTABLE,
    IN_FLIGHT,
    LOST_TOO_LARGE,
    MANDATORY,
    MAY_BE_TOO_LARGE,
    ON_ITS_WAY,
    RABBITMQ,
    RETURNED_UNROUTABLE,
)
from ..layout.history import ENDED_BADLY, PUBLISHED
from .accounting import count_ended, count_published, note_ending
from .events import schedule
from .memory import lineage_after, mixed
from .messages import inherit, take
from .network import behind_others, disturbed_way
from .options import apart, compiled, inlined, rare
from .places import broker, channel, edge, emission, message, pass_row, route, state
from .statistics import note_hop
from .tracing import note, note_at

TOO_LARGE = -2
"""What `publish` says of a message that its broker does not take, and never will."""


@compiled
def emit(arena, m, first, count):
    """Sends the events of emissions first … first + count - 1 on behalf of message m."""
    for index in range(first, first + count):
        em = emission(arena, index)
        send(arena, m, em.type, em.first_route, em.routes, nth_of_its_type(arena, first, index))


@inlined
def send(arena, m, event_type, first, count, nth):
    """Sends an event of a type over routes first … first + count - 1 on behalf of message m: see `publish`."""
    for r in range(first, first + count):
        publish(arena, m, event_type, r, nth)


@inlined
def nth_of_its_type(arena, first, index):
    """How many of the emissions first … index - 1 are of the type of emission `index`."""
    event_type = emission(arena, index).type
    nth = 0
    for earlier in range(first, index):
        nth += 1 if emission(arena, earlier).type == event_type else 0
    return nth


@apart
def publish(arena, m, event_type, r, nth):
    """Sends an event of a type over route r on behalf of message m, the nth of that type that it sends because of it.
    The new message, or -1 if nobody receives it, or TOO_LARGE. What a broker passes on is the same event as before."""
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
    if rt.unusual != 0:
        if rt.unusual & MAY_BE_TOO_LARGE != 0 and is_too_large(arena, m, rt, event_type):
            refuse(arena, m, rt, event_type)
            return TOO_LARGE
        if rt.copies == 0:
            nobody_receives(arena, m, rt, event_type)
            return -1
    count_published(arena, rt.channel, event_type, rt.copies)
    x = take(arena)
    inherit(arena, x, m)
    msg = message(arena, x)
    if rt.station >= 0:
        msg.lineage = lineage_after(msg.lineage, rt.station, event_type, nth)
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
            return -1
    elif rt.edge >= 0 and edge(arena, rt.edge).arrives > s.now:
        # Something that was sent under a fault is still on its way.
        latency += behind_others(arena, rt.edge, s.now)
    elif rt.via >= 0 and edge(arena, rt.via).arrives > s.now:
        latency += behind_others(arena, rt.via, s.now)
    note(arena, x, PUBLISHED, latency)
    if rt.counts != 0:
        stopped = int(s.disturbed != 0 and rt.edge >= 0 and edge(arena, rt.edge).cut != 0)
        note_hop(arena, x, rt.edge, s.now, s.now + latency, 0, stopped)
    note_hop(arena, x, rt.via, s.now + latency, s.now + latency, 0, 0)
    if rt.producer >= 0:
        produce(arena, x, rt.producer, latency)
    else:
        msg.kind = AT_CHANNEL
        schedule(arena, s.now + latency, x)
    return x


@compiled
def count_passes(arena, rt):
    """The exchanges behind the first, and the bindings that led there."""
    for index in range(rt.first_pass, rt.first_pass + rt.passes):
        row = pass_row(arena, index)
        channel(arena, row.channel).arrived += 1
        if row.edge >= 0:
            edge(arena, row.edge).count += 1


@rare
def is_too_large(arena, m, rt, event_type):
    """Whether an event of a type, sent over route rt on behalf of message m, is more than its broker takes. What is
    passed on is as large as it was; what is sent because of another type is as large as its own type says, by the
    event's id, so that it has one size wherever it goes."""
    msg = message(arena, m)
    if msg.type == event_type:
        return msg.payload > rt.max_bytes
    return (mixed(mixed(msg.id + 1) + event_type + 1) & 0xFFFFF) < rt.too_large * 0x100000


@rare
def refuse(arena, m, rt, event_type):
    """The sender's client refuses the message, or the broker does whatever the connection it came over; to send it
    again would not help. Of what an exchange or an SNS topic would copy every copy is lost."""
    copies = max(1, rt.copies)
    if rt.edge >= 0:
        edge(arena, rt.edge).failed += rt.counts
    count_published(arena, rt.channel, event_type, copies)
    count_ended(arena, rt.channel, event_type, LOST_TOO_LARGE, copies)
    msg = message(arena, m)
    note_at(arena, msg.id, event_type, rt.channel, ENDED_BADLY, float(LOST_TOO_LARGE))
    note_ending(arena, msg.id, state(arena).now, msg.key, event_type, rt.channel, LOST_TOO_LARGE, 0, 0)


@compiled
def nobody_receives(arena, m, rt, event_type):
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
    msg = message(arena, m)
    note_at(arena, msg.id, event_type, rt.channel, ENDED_BADLY, float(why))
    if why != DROPPED_UNREAD:
        note_ending(arena, msg.id, state(arena).now, msg.key, event_type, rt.channel, why, 0, 0)
