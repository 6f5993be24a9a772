"""What faults do to a message on its way through exchanges and SNS topics, and over the bindings out of them.

Place in the flow: below `network`, for routes that lead through something. Each copy of a message goes its own way. A
copy that does not get over a binding waits there, and what comes after it waits behind it: SNS tries for 23 days (SNS
developer guide, message delivery retries), RabbitMQ's publisher for as long as it waits for a confirmation.
"""

import math

from ..layout import AT_CHANNEL, LOST_NETWORK, POISONED, SQS
from ..layout.history import HELD_BACK
from .events import schedule
from .holding import BEHIND, BROKER_RETRY_SECONDS, hold_back
from .memory import mixed
from .options import compiled, inlined, rare
from .places import channel, edge, message, route, state, stop
from .random import uniform
from .tracing import note

AT_BINDING = 2
"""`deliveries` of a message that waits at a binding; `next` says at which."""


@compiled
def closed_binding(arena, m, waited_at):
    """The first binding on the way of message m that is cut or where others wait; -1 if there is none."""
    rt = route(arena, message(arena, m).via)
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        e = stop(arena, index).edge
        if e >= 0 and (edge(arena, e).cut != 0 or (edge(arena, e).held > 0 and e != waited_at)):
            return e
    return -1


@rare
def stopped_at_binding(arena, m):
    """Whether message m does not get to its channel now; then it waits, or is lost."""
    msg = message(arena, m)
    waited_at = -1
    if msg.deliveries == AT_BINDING:
        waited_at = msg.next
        msg.deliveries = 0
        msg.next = -1
        edge(arena, waited_at).held -= 1
        state(arena).disturbed -= BEHIND
    e = closed_binding(arena, m, waited_at)
    if e < 0:
        return False
    if channel(arena, route(arena, msg.via).channel).kind == SQS:
        try_later(arena, m)
    elif hold_back(arena, m, LOST_NETWORK) == 0:
        return True
    msg.deliveries = AT_BINDING
    msg.next = e
    edge(arena, e).held += 1
    state(arena).disturbed += BEHIND
    return True


@compiled
def try_later(arena, m):
    now = state(arena).now
    when = (math.floor(now / BROKER_RETRY_SECONDS + 1e-9) + 1.0) * BROKER_RETRY_SECONDS
    note(arena, m, HELD_BACK, when - now)
    message(arena, m).kind = AT_CHANNEL
    schedule(arena, when, m)


@compiled
def late_on_way(arena, rt, again):
    """Seconds that the bindings of route rt add to a way; what is lost there is sent `again` seconds later."""
    late = 0.0
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        e = stop(arena, index).edge
        if e < 0:
            continue
        ed = edge(arena, e)
        if e != rt.via:
            late += ed.extra_latency
        if ed.jitter > 0.0:
            late += ed.jitter * uniform(arena, ed.stream)
        while ed.loss > 0.0 and late < 60.0 and uniform(arena, ed.stream) <= ed.loss:
            late += again
    return late


@compiled
def overtaken_on_way(arena, rt):
    """Seconds that a copy is held back at bindings for others to overtake it."""
    behind = 0.0
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        e = stop(arena, index).edge
        if e >= 0 and edge(arena, e).reorder > 0.0 and uniform(arena, edge(arena, e).stream) <= edge(arena, e).reorder:
            behind += edge(arena, e).reorder_by
    return behind


@inlined
def turn_at(row, when, counts):
    """When it is the turn of something that could pass an edge, a channel or a broker at `when`: its rate may be
    throttled. counts: 0 for a copy of what had a turn just now, which it shares."""
    if row.rate <= 0.0:
        return when
    if counts == 0:
        return max(when, row.next_turn - 1.0 / row.rate)
    when = max(when, row.next_turn)
    row.next_turn = when + 1.0 / row.rate
    return when


@compiled
def turn_on_way(arena, rt, when):
    """When it is the turn of a copy that could go on at `when`. An exchange or topic counts a message once, a binding
    each copy."""
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        row = stop(arena, index)
        if row.edge >= 0:
            when = turn_at(edge(arena, row.edge), when, 1)
        if row.channel >= 0:
            when = turn_at(channel(arena, row.channel), when, rt.counts)
    return when


@compiled
def once_on_way(arena, rt):
    """The share of copies that the way does not make twice."""
    once = 1.0
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        row = stop(arena, index)
        if row.edge >= 0:
            once *= 1.0 - edge(arena, row.edge).duplicate
        if row.channel >= 0:
            once *= 1.0 - channel(arena, row.channel).duplicate
    return once


@compiled
def poison_on_way(arena, m):
    """What an exchange or topic poisons is poison in each queue."""
    rt = route(arena, message(arena, m).via)
    for index in range(rt.first_stop, rt.first_stop + rt.stops):
        c = stop(arena, index).channel
        if c >= 0 and channel(arena, c).poison > 0.0 and is_of_share(arena, m, channel(arena, c).poison):
            message(arena, m).marks |= POISONED


@compiled
def is_of_share(arena, m, share):
    """Whether message m is one of a share of all ids: the same each time it is asked."""
    return (mixed(message(arena, m).id + 1) & 0xFFFFF) < share * 0x100000
