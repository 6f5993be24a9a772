"""Calls through a queue: a request says where its reply goes and for which request, the reply comes back by the broker.

What identifies a request is its correlation id. It is unlike any other that was ever given, and it names the record
that its caller keeps while it waits (`AWAITED`), so that a reply finds it, or finds that nobody waits: records are used
again, correlation ids are not. A request keeps its id over redelivery, copies and dead letter exchanges.

Replies go to a queue that is the caller's alone and gone with it, as by Direct Reply-to or an exclusive callback queue:
the broker neither keeps nor repeats them (Direct Reply-to, RabbitMQ documentation; Remote procedure call, tutorials).
"""

from ...kernel.accounting import channel_of
from ...kernel.events import schedule
from ...kernel.holding import BROKER_RETRY_SECONDS
from ...kernel.messages import inherit, release, take
from ...kernel.network import delivery_way, jittered
from ...kernel.options import apart, compiled
from ...kernel.places import broker, channel, consumer, edge, emission, message, route, state, subscription
from ...kernel.publishing import publish
from ...kernel.statistics import note_hop
from ...kernel.tracing import note
from ...kernel.twins import CUT_OFF
from ...layout import AWAITED, INDEX_BITS, INDEX_MASK, IS_CALL, RABBITMQ, REFUSED, REPLY, UNCONFIRMED
from ...layout.history import ANSWERED_NOBODY, HELD_BACK, REPLIED, REPLY_LOST
from .places import reply_queue
from .records import AT_BROKER, TO_CALLER

CORRELATIONS = 1 << (53 - INDEX_BITS)
"""So many requests have ids of their own, since a double holds 53 bits exactly: more than a run of 2,000,000,000 events
(`replay`) can send."""


@compiled
def send_request(arena, m, c, e):
    """Message m sends a request through the queue that edge e leads to, and record c stands for its waiting."""
    s = state(arena)
    waiting = message(arena, c)
    waiting.kind = AWAITED
    s.correlations += 1
    waiting.until = float((s.correlations % CORRELATIONS << INDEX_BITS) + c)
    em = emission(arena, reply_queue(arena, edge(arena, e).replies).first_emission + waiting.type)
    for r in range(em.first_route, em.first_route + em.routes):
        x = publish(arena, m, waiting.type, r, 0)
        if x >= 0:
            request = message(arena, x)
            request.lineage = waiting.lineage
            request.reply_to = e + 1
            request.until = waiting.until


@apart
def reply(arena, m):
    """The consumer of request m has handled it, and sends its reply to the broker. Who reads a dead letter queue looks
    after what went wrong, and answers nobody."""
    msg = message(arena, m)
    if channel(arena, channel_of(arena, m)).kind != RABBITMQ:
        return
    k = consumer(arena, msg.consumer)
    e = msg.reply_to - 1
    replies = reply_queue(arena, edge(arena, e).replies)
    if k.gone == CUT_OFF:
        replies.lost += 1
        note(arena, m, REPLY_LOST, 0.0)
        return
    r = reply_to(arena, m)
    latency = replies.latency + broker(arena, replies.broker).extra_latency
    now = state(arena).now
    if state(arena).disturbed != 0:
        latency += jittered(arena, broker(arena, replies.broker).jitter, e)
    message(arena, r).station = msg.station
    message(arena, r).step = AT_BROKER
    note(arena, r, REPLIED, latency)
    note_hop(arena, r, subscription(arena, k.subscription).edge, now, now + latency, 1, 0)
    schedule(arena, now + latency, r)


@compiled
def refuse(arena, m):
    """The queue does not take request m: the broker's nack tells a caller that waits for confirms (Publisher Confirms,
    RabbitMQ documentation)."""
    if message(arena, m).reply_to == 0 or route(arena, message(arena, m).via).options & UNCONFIRMED != 0:
        return
    r = reply_to(arena, m)
    message(arena, r).marks |= REFUSED
    to_caller(arena, r)


@compiled
def reply_to(arena, m):
    """A reply to request m that nobody has sent yet."""
    r = take(arena)
    inherit(arena, r, m)
    answer = message(arena, r)
    answer.kind = REPLY
    answer.marks |= IS_CALL
    answer.via = message(arena, m).reply_to - 1
    answer.until = message(arena, m).until
    return r


@compiled
def to_caller(arena, r):
    """Reply r leaves the broker for the caller's own queue."""
    answer = message(arena, r)
    ed = edge(arena, answer.via)
    now = state(arena).now
    latency = ed.latency + ed.extra_latency
    if state(arena).disturbed != 0:
        if ed.cut != 0:
            lose(arena, r)
            return
        latency += delivery_way(arena, answer.via, ed.source)
    answer.step = TO_CALLER
    note_hop(arena, r, answer.via, now, now + latency, 1, 1 if answer.marks & REFUSED != 0 else 0)
    schedule(arena, now + latency, r)


@compiled
def lose(arena, r):
    reply_queue(arena, edge(arena, message(arena, r).via).replies).lost += 1
    note(arena, r, REPLY_LOST, 0.0)
    release(arena, r)


@apart
def reply_arrives(arena, r):
    """At the broker, which passes reply r on unless it is down; or at its caller. The record that waits for it, -1 if
    there is none: not yet, or no longer."""
    answer = message(arena, r)
    replies = reply_queue(arena, edge(arena, answer.via).replies)
    if answer.step == AT_BROKER:
        if broker(arena, replies.broker).down != 0:
            lose(arena, r)
        elif broker(arena, replies.broker).blocked != 0:
            note(arena, r, HELD_BACK, BROKER_RETRY_SECONDS)
            schedule(arena, state(arena).now + BROKER_RETRY_SECONDS, r)
        else:
            to_caller(arena, r)
        return -1
    c = int(answer.until) & INDEX_MASK
    waiting = message(arena, c)
    if waiting.kind == AWAITED and waiting.until == answer.until:
        return c
    replies.late += 1
    note(arena, r, ANSWERED_NOBODY, 0.0)
    release(arena, r)
    return -1
