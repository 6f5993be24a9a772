"""What faults do to what is under way: latency, loss, order, duplicates, throttling, poison.

Only reached while the state says that something is disturbed, so that an undisturbed run pays one comparison.
"""

from ..layout import (
    ACKS_NONE,
    ANSWER,
    AT_CHANNEL,
    DUPLICATE,
    IN_FLIGHT,
    LOST_BROKER_DOWN,
    LOST_NETWORK,
    LOST_REFUSED,
    ON_ITS_WAY,
    ORPHAN,
    POISONED,
    RABBITMQ,
    REDELIVERED,
    RETRIED,
    UNCONFIRMED,
)
from ..layout.history import COPIED
from .accounting import count_published, ends
from .events import schedule
from .holding import hold_back
from .memory import mixed
from .messages import inherit, release, take
from .options import compiled, rare
from .places import broker, channel, consumer, edge, message, route, state, station, subscription
from .random import uniform
from .tracing import note

RETRANSMIT_SECONDS = 0.2
"""After which TCP sends a lost segment again: Linux's shortest retransmission timeout."""


@compiled
def extra_way(arena, e):
    """Seconds that edge e adds to a way at this moment: jitter, held back, waiting for its turn."""
    ed = edge(arena, e)
    s = state(arena)
    extra = 0.0
    if ed.jitter > 0.0:
        extra += ed.jitter * uniform(arena, ed.stream)
    if ed.reorder > 0.0 and uniform(arena, ed.stream) <= ed.reorder:
        extra += ed.reorder_by
    if ed.rate > 0.0:
        turn = max(s.now, ed.next_turn)
        ed.next_turn = turn + 1.0 / ed.rate
        extra += turn - s.now
    return extra


@compiled
def jittered(arena, most, e):
    """Seconds of jitter, up to so many, of a node that edge e leads to."""
    if most <= 0.0:
        return 0.0
    return most * uniform(arena, edge(arena, e).stream)


@compiled
def is_lost(arena, e):
    ed = edge(arena, e)
    return ed.loss > 0.0 and uniform(arena, ed.stream) <= ed.loss


@compiled
def disturbed_way(arena, x, latency):
    """The way of published message x over its edge: seconds, or -1 if it is lost for good (and gone)."""
    msg = message(arena, x)
    rt = route(arena, msg.via)
    if rt.station >= 0:
        msg.sent += station(arena, rt.station).clock_skew
    if rt.edge < 0:
        return latency
    latency += extra_way(arena, rt.edge)
    latency += jittered(arena, broker(arena, channel(arena, rt.channel).broker).jitter, rt.edge)
    while is_lost(arena, rt.edge):
        if rt.options & (UNCONFIRMED | ACKS_NONE) != 0:
            ends(arena, x, LOST_NETWORK)
            release(arena, x)
            return -1.0
        latency += RETRANSMIT_SECONDS
        if latency > broker(arena, channel(arena, rt.channel).broker).delivery_timeout:
            if rt.relay > 0.0:
                break
            ends(arena, x, LOST_NETWORK)
            release(arena, x)
            return -1.0
    return latency


@compiled
def delivery_way(arena, e, s):
    """Seconds that edge e, and station s at its end, add to a delivery; what is lost on it is sent again."""
    extra = extra_way(arena, e) + jittered(arena, station(arena, s).jitter, e)
    while is_lost(arena, e) and extra < 60.0:
        extra += RETRANSMIT_SECONDS
    return extra


@rare
def acknowledgement_lost(arena, m):
    """Whether the acknowledgement of message m does not reach its broker, so that it is delivered a second time: what
    duplicates on the way to a consumer are, since TCP delivers nothing twice. What has come again is not lost again."""
    msg = message(arena, m)
    ed = edge(arena, subscription(arena, consumer(arena, msg.consumer).subscription).edge)
    if ed.duplicate <= 0.0 or msg.marks & (ORPHAN | RETRIED | REDELIVERED) != 0:
        return False
    return uniform(arena, ed.stream) <= ed.duplicate


@compiled
def call_lost(arena, c):
    """Call c, or its answer, does not arrive: nobody hears of it until its caller's timeout. False if it does."""
    call = message(arena, c)
    ed = edge(arena, call.via)
    if ed.cut == 0 and not is_lost(arena, call.via):
        return False
    # By then the caller has given up, whatever the rounding: the record is freed without anybody's notice.
    call.kind = ANSWER
    schedule(arena, (call.sent + ed.timeout) * (1.0 + 1e-12) + 1e-6, c)
    return True


@compiled
def stopped_at_channel(arena, m, c):
    """Whether message m does not get into channel c now; it tries again, waits for its turn, or is lost."""
    msg = message(arena, m)
    ch = channel(arena, c)
    br = broker(arena, ch.broker)
    rt = route(arena, msg.via)
    if br.down != 0 and rt.producer < 0:
        # A Kafka producer has its own way to try again, which keeps the order.
        hold_back(arena, m, LOST_BROKER_DOWN)
        return True
    if br.blocked != 0 and ch.kind != RABBITMQ:
        # RabbitMQ blocks connections, and so nobody but senders.
        hold_back(arena, m, LOST_REFUSED)
        return True
    if rt.edge >= 0 and (edge(arena, rt.edge).cut != 0 or (rt.relay > 0.0 and edge(arena, rt.edge).loss >= 1.0)):
        hold_back(arena, m, LOST_NETWORK)
        return True
    if msg.step == 0 and (br.rate > 0.0 or ch.rate > 0.0):
        msg.step = 1
        when = state(arena).now
        if br.rate > 0.0:
            when = max(when, br.next_turn)
            br.next_turn = when + 1.0 / br.rate
        if ch.rate > 0.0:
            when = max(when, ch.next_turn)
            ch.next_turn = when + 1.0 / ch.rate
        if when > state(arena).now:
            msg.kind = AT_CHANNEL
            schedule(arena, when, m)
            return True
    msg.step = 0
    if ch.poison > 0.0 and uniform(arena, ch.stream) <= ch.poison:
        msg.marks |= POISONED
    return False


@compiled
def second_copy(arena, m, c):
    """A duplicate of message m that its sender or its broker makes at this moment, or -1. It counts as published."""
    msg = message(arena, m)
    if msg.marks & DUPLICATE != 0:
        return -1
    ch = channel(arena, c)
    rt = route(arena, msg.via)
    share = ch.duplicate
    if rt.edge >= 0:
        share = 1.0 - (1.0 - share) * (1.0 - edge(arena, rt.edge).duplicate)
    if share <= 0.0 or uniform(arena, ch.stream) > share:
        return -1
    x = take(arena)
    inherit(arena, x, m)
    new = message(arena, x)
    new.sent = msg.sent
    new.ready = msg.ready
    new.via = msg.via
    new.priority = msg.priority
    new.prev = msg.prev
    new.marks = (msg.marks & POISONED) | DUPLICATE | IN_FLIGHT | ON_ITS_WAY
    note(arena, x, COPIED, 0.0)
    count_published(arena, c, msg.type, rt.copies)
    return x


@compiled
def poisoned_at(arena, m, share):
    """Whether message m is one of the share that can never be handled: the same each time it comes."""
    return (mixed(message(arena, m).id + 1) & 0xFFFFF) < share * 0x100000
