"""SQS queues, standard and FIFO, and SNS topics, as `brokers` asks for them.

Semantics: Amazon SQS developer guide (visibility timeout, dead-letter queues, FIFO delivery logic, quotas) and SNS
developer guide (message delivery retries).
"""

from ...kernel.accounting import ends
from ...kernel.logs import wanted
from ...kernel.messages import inherit, release, take
from ...kernel.options import apart, compiled, inlined
from ...kernel.places import broker, channel, consumer, group, message, route, state, station, subscription
from ...kernel.random import uniform
from ...kernel.statistics import waiting_changes
from ...kernel.twins import CUT_OFF, separate
from ...layout import APPLIED, DROPPED_UNREAD, DUPLICATE, HELD, ORPHAN, REDELIVERED
from .flights import lands, leave_group, next_of_group, takes_off, time_out
from .lists import begin_next, put_in_place
from .places import line, message_group, queue
from .purging import purge_queue
from .pushing import delivery_failed, push, pushed, retries_over, subscriber_gone
from .quotas import call_again, count_delete
from .receiving import receive, receive_in_order
from .records import (
    AGAIN,
    DELAY_OVER,
    FIFO,
    FLIGHT,
    FRESH,
    GROUP_SHIFT,
    MAY_CALL,
    PUSH,
    STANDARD,
    TIMES_OUT,
    TOO_OLD,
)
from .sending import delay_over, send
from .visible import VISIBLE, becomes_visible, comes_again, drop_too_old, hide


@inlined
def queue_of(arena, m):
    """The queue that message m was received from."""
    return group(arena, consumer(arena, message(arena, m).consumer).group).own


@apart
def publish(arena, m, c):
    ch = channel(arena, c)
    if ch.own >= 0:
        send(arena, ch.own, m)
    else:
        subscriber = (route(arena, message(arena, m).via).options >> GROUP_SHIFT) - 1
        push(arena, group(arena, ch.first_group + subscriber).own, m)


@apart
def poll(arena, k):
    """The next message for consumer k. SQS knows no selectors: it deletes unread what it does not want."""
    sub = subscription(arena, consumer(arena, k).subscription)
    while True:
        m = next_message(arena, k)
        if m < 0 or sub.takes == 0 or wanted(arena, k, message(arena, m).type):
            return m
        delete_unread(arena, m, k)


@inlined
def next_message(arena, k):
    """What the client has received and not begun goes first; then it receives again.

    A client works off what it holds even when the visibility timeout of that is over; of a FIFO queue it does not begin
    what is no longer its own.
    """
    c = consumer(arena, k)
    gr = group(arena, c.group)
    q = queue(arena, gr.own)
    while True:
        m = begin_next(arena, c.own)
        if m < 0:
            break
        waiting_changes(arena, gr, -1)
        if q.kind != FIFO or message(arena, m).marks & ORPHAN == 0:
            return m
        separate(arena, m)
        release(arena, m)
    if broker(arena, channel(arena, gr.channel).broker).down != 0:
        return -1
    if q.kind == PUSH:
        return pushed(arena, gr.own)
    m = receive_in_order(arena, gr.own, k) if q.kind == FIFO else receive(arena, gr.own, k)
    if m >= 0:
        answered(arena, gr.own, k, m)
    return m


@inlined
def answered(arena, qi, k, m):
    """The answer to consumer k's receive is under way from now on.

    With long polling a receive waits at the queue for a message. With short polling it comes back empty at once and
    the next is sent: a message that becomes visible meanwhile waits for the rest of a round trip (SQS developer guide,
    short and long polling). That is all that empty receives do here.
    """
    c = consumer(arena, k)
    q = queue(arena, qi)
    c.handed = state(arena).now
    if q.long_poll == 0 and message(arena, m).ready == c.handed:
        round_trip = 2.0 * subscription(arena, c.subscription).latency
        if round_trip > 0.0:
            c.handed += round_trip * uniform(arena, channel(arena, q.channel).stream)


@compiled
def delete_unread(arena, m, k):
    message(arena, m).consumer = k
    if message(arena, m).marks & ORPHAN == 0:
        ends(arena, m, DROPPED_UNREAD)
        ack(arena, m)
    separate(arena, m)
    release(arena, m)


@apart
def ack(arena, m):
    """DeleteMessage in time."""
    qi = queue_of(arena, m)
    q = queue(arena, qi)
    if q.kind == PUSH:
        return
    lands(arena, qi, m)
    if q.kind == FIFO:
        msg = message(arena, m)
        c = consumer(arena, msg.consumer)
        count_delete(arena, qi, c.own)
        if c.gone == 0:
            next_of_group(arena, c.own, msg.place)
        else:
            leave_group(arena, qi, msg.place)
    elif q.duplicate > 0.0 and message(arena, m).marks & DUPLICATE == 0:
        miss_a_copy(arena, qi, m)


@compiled
def miss_a_copy(arena, qi, m):
    """Now and then a server that stores a copy of message m is not there when m is deleted, and the copy can be
    received again (SQS developer guide, at-least-once delivery). It stands for no published message."""
    if uniform(arena, channel(arena, queue(arena, qi).channel).stream) > queue(arena, qi).duplicate:
        return
    x = take(arena)
    inherit(arena, x, m)
    old = message(arena, m)
    copy = message(arena, x)
    copy.sent = old.sent
    copy.ready = old.ready
    copy.via = old.via
    copy.consumer = old.consumer
    copy.place = old.place
    copy.deliveries = old.deliveries
    copy.marks = copy.marks | (old.marks & APPLIED) | DUPLICATE | REDELIVERED
    copy.kind = HELD
    takes_off(arena, qi, x)


@compiled
def late_ack(arena, m):
    """DeleteMessage by orphan m, whose visibility timeout is over: a standard queue deletes the message if nobody has
    received it since; a FIFO queue refuses (SQS API, DeleteMessage)."""
    x = message(arena, m).parent
    if x < 0 or consumer(arena, message(arena, m).consumer).gone == CUT_OFF:
        return
    qi = queue_of(arena, m)
    if queue(arena, qi).kind != STANDARD or message(arena, x).until != VISIBLE:
        return
    hide(arena, qi, x)
    separate(arena, x)
    release(arena, x)


@compiled
def keeps_given_up(arena, m):
    """Unless its consumer has a dead letter queue of its own, message m stays: SQS and SNS count deliveries."""
    q = queue(arena, queue_of(arena, m))
    sub = subscription(arena, consumer(arena, message(arena, m).consumer).subscription)
    return q.dead_channel >= 0 or sub.dead_letter_channel < 0


@apart
def nack(arena, m, requeue):
    """SQS has no reject: what could not be handled stays invisible until its visibility timeout is over. A person who
    gives it back sets the timeout to nothing (ChangeMessageVisibility)."""
    msg = message(arena, m)
    qi = queue_of(arena, m)
    q = queue(arena, qi)
    if requeue == 0:
        # The next delivery is a new beginning for its consumer's own retries.
        msg.attempt = 0
    if q.kind == PUSH:
        delivery_failed(arena, qi, m)
    elif requeue != 0 and station(arena, msg.station).manual != 0:
        lands(arena, qi, m)
        comes_again(arena, qi, m)
    else:
        abandon(arena, m)


@apart
def abandon(arena, m):
    """Message m stays in flight until its visibility timeout is over. Where an orphan was split off it, that one's
    place among those in flight is now its own."""
    qi = queue_of(arena, m)
    q = queue(arena, qi)
    msg = message(arena, m)
    if q.kind == PUSH:
        delivery_failed(arena, qi, m)
        return
    if msg.parent >= 0:
        other = message(arena, msg.parent)
        if other.marks & ORPHAN != 0 and other.until != VISIBLE:
            put_in_place(arena, q.lists + FLIGHT, m, msg.parent)
            msg.until = other.until
            other.until = VISIBLE
    msg.kind = HELD
    msg.due = -1
    if q.kind == FIFO:
        leave_group(arena, qi, msg.place)


@apart
def expire(arena, m):
    msg = message(arena, m)
    qi = msg.place
    q = queue(arena, qi)
    purpose = msg.step
    if purpose == TIMES_OUT:
        q.visibility_timer = -1
        release(arena, m)
        time_out(arena, qi)
    elif purpose == DELAY_OVER:
        q.delay_timer = -1
        release(arena, m)
        if q.kind == PUSH:
            retries_over(arena, qi)
        else:
            delay_over(arena, qi)
    elif purpose == TOO_OLD:
        q.retention_timer = -1
        release(arena, m)
        drop_too_old(arena, qi)
    elif purpose == MAY_CALL:
        q.call_timer = -1
        release(arena, m)
        call_again(arena, qi)
    else:
        msg.step = 0
        msg.priority = 0
        becomes_visible(arena, qi, m)


@apart
def fail(arena, k):
    """What the client had received and not begun stays in flight until its visibility timeout is over."""
    c = consumer(arena, k)
    qi = group(arena, c.group).own
    q = queue(arena, qi)
    if q.kind == PUSH:
        subscriber_gone(arena, qi)
        return
    while True:
        m = begin_next(arena, c.own)
        if m < 0:
            return
        waiting_changes(arena, group(arena, c.group), -1)
        msg = message(arena, m)
        if msg.marks & ORPHAN != 0:
            separate(arena, m)
            release(arena, m)
        else:
            abandon(arena, m)


@apart
def recover(arena, k):
    """It asks when it is woken."""


@apart
def fail_node(arena, b, n):
    """Amazon's machines are not to be seen."""


@apart
def recover_node(arena, b, n):
    """Amazon's machines are not to be seen."""


@apart
def seek(arena, g, offset):
    """Queues have no offsets."""


@apart
def unfinished(arena, g):
    """Visible and in flight (ApproximateNumberOfMessages and …NotVisible); of a topic's subscriber, what is pushed."""
    gr = group(arena, g)
    q = queue(arena, gr.own)
    found = line(arena, q.lists + FRESH).count + line(arena, q.lists + AGAIN).count
    found += line(arena, q.lists + FLIGHT).count
    if q.kind == PUSH:
        for t in range(gr.first_subscription, gr.first_subscription + gr.subscriptions):
            found += subscription(arena, t).in_process
    if q.kind == FIFO:
        for n in range(q.message_groups):
            found += line(arena, message_group(arena, q.first_message_group + n).list).count
    return found


@apart
def purge(arena, c):
    """PurgeQueue; of a topic, what still has to be pushed."""
    ch = channel(arena, c)
    if ch.own >= 0:
        purge_queue(arena, ch.own)
        return
    for g in range(ch.first_group, ch.first_group + ch.groups):
        purge_queue(arena, group(arena, g).own)
