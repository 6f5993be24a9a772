"""NATS JetStream: publish, fetch, ack, nak, term. Redelivery is in `redelivery`, what a stream keeps in `retention`,
moving a consumer in `seeking`, servers in `servers`.

Facts: docs.nats.io, JetStream streams and consumers; server/consumer.go, server/stream.go. A message's id is what
everything downstream of an event shares, with its type and the edge it was sent over: a message that comes a second
time over the same edge, within the window, is acknowledged to its sender and not stored.
"""

from ...kernel.accounting import ends
from ...kernel.consumers import wake, wake_idle
from ...kernel.dead_letters import to_dead_letters
from ...kernel.holding import hold_back
from ...kernel.logs import append, begin_reading, read
from ...kernel.memory import event_identity, key_of, remember
from ...kernel.messages import release
from ...kernel.options import apart
from ...kernel.places import broker, channel, consumer, group, log, message, reader, route, station, subscription
from ...kernel.retrying import backoff
from ...kernel.twins import separate
from ...layout import (
    APPLIED,
    DEAD_REJECTED,
    DROPPED_DUPLICATE,
    DROPPED_NEWEST,
    DROPPED_RETRIES,
    HELD,
    LOST_BROKER_DOWN,
    NO_BACKOFF,
    REDELIVERED,
)
from ..pending import OUTSIDE, put_instead, stands_for, take_out
from .endings import come_to_nothing
from .places import durable, returned, stream
from .redelivery import (
    ack_wait_over,
    await_ack,
    delay_over,
    give_back,
    list_of,
    next_returned,
    set_delay,
    unacknowledged,
)
from .retention import age_timer, discard_oldest, expect_age, is_full, purge_stream
from .seeking import carried_over, seek_durable
from .servers import elected, review_streams
from .words import ACK_WAIT, MAX_AGE, MESSAGE_IDS, NAK_OVER, RETURNED


@apart
def publish(arena, m, c):
    """A stream that is full and discards the new answers with an error; clients do not send again by themselves;
    the relay of an outbox does."""
    st = stream(arena, channel(arena, c).own)
    msg = message(arena, m)
    if st.unavailable != 0:
        hold_back(arena, m, LOST_BROKER_DOWN)
        return
    if st.discard_new != 0 and st.max_messages >= 0 and is_full(arena, c, st):
        if route(arena, msg.via).relay > 0.0:
            hold_back(arena, m, DROPPED_NEWEST)
            return
        ends(arena, m, DROPPED_NEWEST)
        release(arena, m)
        return
    if not remember(arena, key_of(MESSAGE_IDS + c, msg.type + 256 * msg.via, event_identity(msg)), st.window):
        ends(arena, m, DROPPED_DUPLICATE)
        release(arena, m)
        return
    append(arena, st.log, m)
    release(arena, m)
    if st.max_age > 0.0 and st.ageing < 0:
        expect_age(arena, channel(arena, c).own)
    if st.max_messages >= 0 and st.discard_new == 0:
        discard_oldest(arena, c, st)
    lg = log(arena, st.log)
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        wake_idle(arena, reader(arena, r).group)


@apart
def poll(arena, k):
    """What is to be delivered again goes first; new messages only while not too many wait for an acknowledgement."""
    c = consumer(arena, k)
    gr = group(arena, c.group)
    d = gr.own
    st = stream(arena, durable(arena, d).stream)
    if st.unavailable != 0 or broker(arena, st.broker).down != 0:
        return -1
    if returned(arena, d).head >= 0:
        m = next_returned(arena, d, st, k)
        if m >= 0:
            await_ack(arena, d, st, c.group, m)
            return m
    if unacknowledged(arena, d) >= st.max_ack_pending:
        return -1
    rd = reader(arena, gr.first_reader)
    if rd.commits == 0:
        begin_reading(arena, gr.first_reader, durable(arena, d).start_at, st.start)
    m = read(arena, gr.first_reader, k)
    rd.committed = rd.position
    rd.committed_next = rd.next
    if m < 0:
        return -1
    msg = message(arena, m)
    msg.extra += 1
    if msg.marks & REDELIVERED != 0:
        m = carried_over(arena, d, m, k)
    message(arena, m).deliveries = 1
    await_ack(arena, d, st, c.group, m)
    return m


@apart
def ack(arena, m):
    msg = message(arena, m)
    if msg.prev == OUTSIDE:
        return
    g = consumer(arena, msg.consumer).group
    d = group(arena, g).own
    stalled = unacknowledged(arena, d) >= stream(arena, durable(arena, d).stream).max_ack_pending
    take_out(arena, list_of(arena, d, m), m)
    if stalled:
        wake_idle(arena, g)


@apart
def nack(arena, m, requeue):
    """nak, with the backoff of the consumer's retries as its delay; by hand there is none. Or term: it is not delivered
    again, and a client that has somewhere to put it does so."""
    msg = message(arena, m)
    c = consumer(arena, msg.consumer)
    sub = subscription(arena, c.subscription)
    if requeue == 0:
        ack(arena, m)
        if sub.dead_letter_channel >= 0:
            ends(arena, m, DEAD_REJECTED)
            to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
        else:
            ends(arena, m, DROPPED_RETRIES)
        separate(arena, m)
        release(arena, m)
    elif msg.marks & APPLIED != 0 or msg.prev == OUTSIDE or msg.priority >= RETURNED:
        # Its consumer has died after the work and says nothing, or there is nothing to hand back, or nobody to.
        abandon(arena, m)
    else:
        d = group(arena, c.group).own
        take_out(arena, list_of(arena, d, m), m)
        msg.kind = HELD
        if sub.backoff == NO_BACKOFF or station(arena, c.station).manual != 0:
            give_back(arena, d, c.group, m)
        else:
            set_delay(arena, d, m, backoff(arena, m))


@apart
def abandon(arena, m):
    """Nobody works on message m any more, and the server does not know it: it waits for its acknowledgement in vain."""
    msg = message(arena, m)
    orphan = stands_for(arena, m)
    if orphan >= 0:
        d = group(arena, consumer(arena, msg.consumer).group).own
        put_instead(arena, list_of(arena, d, orphan), orphan, m)
    msg.kind = HELD
    msg.due = -1
    if msg.prev == OUTSIDE:
        come_to_nothing(arena, m, msg.priority)


@apart
def expire(arena, m):
    step = message(arena, m).step
    if step == ACK_WAIT:
        ack_wait_over(arena, m)
    elif step == NAK_OVER:
        delay_over(arena, m)
    elif step == MAX_AGE:
        age_timer(arena, m)
    else:
        elected(arena, m)


@apart
def fail(arena, k):
    """The server does not notice: what the client had comes again when its wait is over."""


@apart
def recover(arena, k):
    wake(arena, k)


@apart
def fail_node(arena, b, n):
    review_streams(arena, b)


@apart
def recover_node(arena, b, n):
    review_streams(arena, b)


@apart
def seek(arena, g, offset):
    seek_durable(arena, g, offset)


@apart
def unfinished(arena, g):
    """The durable consumer's num_pending and num_ack_pending."""
    gr = group(arena, g)
    st = stream(arena, durable(arena, gr.own).stream)
    rd = reader(arena, gr.first_reader)
    return log(arena, rd.log).end - max(rd.position, st.start) + unacknowledged(arena, gr.own)


@apart
def purge(arena, c):
    purge_stream(arena, c)
