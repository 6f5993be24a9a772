"""What faults do to what is under way: latency, loss, order, duplicates, throttling, poison.

Only reached while the state says that something is disturbed, so that an undisturbed run pays one comparison.
"""

from ..layout import (
    ACKS_NONE,
    ANSWER,
    AT_CHANNEL,
    CARRIES_DEAD,
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
    SQS,
    UNCONFIRMED,
)
from ..layout.history import COPIED
from .accounting import count_published, ends
from .events import schedule
from .holding import AT_SENDER, leave_sender, wait_at_sender
from .messages import ask_the_same, inherit, release, take
from .options import compiled, exported, rare
from .passing import (
    AT_BINDING,
    late_on_way,
    once_on_way,
    overtaken_on_way,
    poison_on_way,
    stopped_at_binding,
    turn_at,
    turn_on_way,
)
from .places import broker, channel, consumer, edge, message, route, state, station, subscription
from .random import uniform
from .tracing import note

RETRANSMIT_SECONDS = 0.2
"""After which TCP sends a lost segment again: Linux's shortest retransmission timeout."""

PACKET_SECONDS = 1e-6
"""Between two messages that arrive one right after the other: 1,500 bytes at 10 Gb/s. Also what keeps their order from
being a matter of rounding."""


HAS_ITS_TURN = 1
"""`step` of a message that waits at its channel for the turn that throttling gives it, or has had it."""


@compiled
def extra_way(arena, e):
    """Seconds that edge e adds to a way at this moment: jitter, held back, waiting for its turn."""
    return extra_way_back(arena, e) + until_its_turn(arena, e)


@compiled
def extra_way_back(arena, e):
    """The same for an answer, which has had its turn with the call."""
    extra = own_jitter(arena, e)
    return extra + overtaken(arena, e)


@compiled
def own_jitter(arena, e):
    ed = edge(arena, e)
    if ed.jitter <= 0.0:
        return 0.0
    return ed.jitter * uniform(arena, ed.stream)


@compiled
def overtaken(arena, e):
    """How long something is held back for others to overtake it."""
    ed = edge(arena, e)
    if ed.reorder > 0.0 and uniform(arena, ed.stream) <= ed.reorder:
        return ed.reorder_by
    return 0.0


@compiled
def until_its_turn(arena, e):
    """Of a call or a delivery; what is published takes its turn at its channel."""
    ed = edge(arena, e)
    if ed.rate <= 0.0:
        return 0.0
    now = state(arena).now
    return turn_at(ed, now, 1) - now


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
    """The way of published message x over its edge: seconds, or -1 if it is lost for good (and gone).

    What goes over a connection keeps its order, however late some of it is: only what a fault holds back for that is
    overtaken. Senders to SQS have no such connection, each request is one of its own; Kafka's producers have several.
    """
    msg = message(arena, x)
    rt = route(arena, msg.via)
    if rt.edge < 0:
        return latency
    ed = edge(arena, rt.edge)
    ch = channel(arena, rt.channel)
    br = broker(arena, ch.broker)
    late = own_jitter(arena, rt.edge)
    behind = overtaken(arena, rt.edge)
    late += jittered(arena, br.jitter, rt.edge)
    again = RETRANSMIT_SECONDS if ch.kind == SQS else soon_noticed(arena, rt.edge, latency)
    while is_lost(arena, rt.edge):
        if rt.options & (UNCONFIRMED | ACKS_NONE) != 0:
            ends(arena, x, LOST_NETWORK)
            release(arena, x)
            return -1.0
        late += again
        again = RETRANSMIT_SECONDS
        if latency + behind + late > br.delivery_timeout:
            if rt.relay > 0.0:
                break
            ends(arena, x, LOST_NETWORK)
            release(arena, x)
            return -1.0
    if ch.kind != SQS and rt.producer < 0:
        now = state(arena).now
        arrives = now + late + ed.extra_latency + br.extra_latency
        if arrives > now or ed.arrives > now:
            late += behind_others(arena, rt.edge, arrives)
    if rt.stops > 0:
        late += through_bindings(arena, rt, late)
    return latency + behind + late


@rare
def through_bindings(arena, rt, late):
    """Seconds that the bindings of route rt add to the way of a copy that is so late already."""
    more = late_on_way(arena, rt, RETRANSMIT_SECONDS)
    now = state(arena).now
    if channel(arena, rt.channel).kind != SQS and (more > 0.0 or edge(arena, rt.via).arrives > now):
        more += behind_others(arena, rt.via, now + late + more)
    return more + overtaken_on_way(arena, rt)


@compiled
def soon_noticed(arena, e, latency):
    """Seconds until a loss on a connection that is in use is noticed: by three later packets and the way of their
    acknowledgements (RFC 5681, fast retransmit), or by the timeout. Of an exchange's copies the first alone counts for
    the edge, and a dead letter's may have gone in a circle."""
    count = edge(arena, e).count
    if count == 0:
        return RETRANSMIT_SECONDS
    return min(RETRANSMIT_SECONDS, latency + 3.0 * state(arena).now / count)


@compiled
def behind_others(arena, e, arrives):
    """Seconds that what would arrive over edge e at a moment is late because of what was sent before it."""
    ed = edge(arena, e)
    if arrives >= ed.arrives + PACKET_SECONDS:
        ed.arrives = arrives
        return 0.0
    ed.arrives += PACKET_SECONDS
    return ed.arrives - arrives


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
    why = -1
    patient = 0
    at_sender = msg.deliveries != AT_BINDING
    if at_sender and rt.relay > 0.0 and station(arena, rt.station).down != 0:
        # What reads the outbox's table cannot.
        why = LOST_NETWORK
    elif at_sender and br.down != 0 and rt.producer < 0:
        # A Kafka producer has its own way to try again, which keeps the order.
        why = LOST_BROKER_DOWN
    elif at_sender and br.blocked != 0 and rt.options & CARRIES_DEAD == 0:
        why = LOST_REFUSED
        # RabbitMQ blocks connections, whether they wait for confirms or not (Memory and Disk Alarms).
        patient = 1 if ch.kind == RABBITMQ else 0
    elif at_sender and rt.edge >= 0:
        ed = edge(arena, rt.edge)
        if ed.cut != 0 or (rt.relay > 0.0 and ed.loss >= 1.0):
            why = LOST_NETWORK
        elif ed.held > 0 and msg.deliveries == 0:
            why = LOST_NETWORK
            patient = 1
    if why >= 0:
        wait_at_sender(arena, m, why, patient)
        return True
    if rt.edge >= 0 and msg.deliveries == AT_SENDER:
        leave_sender(arena, m)
    if rt.stops > 0 and stopped_at_binding(arena, m):
        return True
    if msg.step != HAS_ITS_TURN:
        msg.step = HAS_ITS_TURN
        when = its_turn(arena, rt, br, ch)
        if when > state(arena).now:
            msg.kind = AT_CHANNEL
            schedule(arena, when, m)
            return True
    msg.step = 0
    if ch.poison > 0.0 and uniform(arena, ch.stream) <= ch.poison:
        msg.marks |= POISONED
    if rt.stops > 0:
        poison_on_way(arena, m)
    return False


@compiled
def its_turn(arena, rt, br, ch):
    """When throttling lets a message through that came over route rt. What is copied goes through the edge once."""
    when = state(arena).now
    if rt.edge >= 0:
        when = turn_at(edge(arena, rt.edge), when, rt.counts)
    if rt.stops > 0:
        when = turn_on_way(arena, rt, when)
    return turn_at(ch, turn_at(br, when, 1), 1)


@exported
def take_turn_again(arena, m):
    """Message m waits for its turn at a channel, and a rate has changed: it goes for another."""
    message(arena, m).step = 0
    schedule(arena, state(arena).now, m)


@exported
def go_on(arena, m, until):
    """Message or call m, which waits for its turn on an edge, gets over it at a moment."""
    schedule(arena, until, m)


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
    if rt.stops > 0:
        share = 1.0 - (1.0 - share) * once_on_way(arena, rt)
    if share <= 0.0 or uniform(arena, ch.stream) > share:
        return -1
    x = take(arena)
    inherit(arena, x, m)
    ask_the_same(arena, x, m)
    new = message(arena, x)
    new.sent = msg.sent
    new.ready = msg.ready
    new.via = msg.via
    new.priority = msg.priority
    new.prev = msg.prev
    new.until = msg.until
    new.marks = (msg.marks & POISONED) | DUPLICATE | IN_FLIGHT | ON_ITS_WAY
    note(arena, x, COPIED, 0.0)
    count_published(arena, c, msg.type, rt.copies)
    return x
