"""What stands in a queue: put at the end, put back, taken from the head, expired, pushed out.

A classic queue has a list for each priority and keeps a message that comes back in its old place. A quorum queue has a
list for what came back, which goes out first, and from 4.0 on two priorities, of which the high one gets two turns for
each of the normal one; from 4.3 on 32 priorities, the highest first (rabbit_fifo, rabbit_fifo_q and rabbit_fifo_pq in
RabbitMQ's source; Classic and Quorum Queues in its documentation). Only the message that would go out next expires or
is pushed out; from 4.3 on the first of each list of a quorum queue expires.
"""

from ...kernel.events import schedule
from ...kernel.messages import take
from ...kernel.options import compiled, inlined
from ...kernel.places import group, message, state
from ...kernel.statistics import waiting_changes
from ...layout import BROKER_TIMER, QUEUED, RABBITMQ
from .places import cluster, level, queue, way_of
from .records import (
    CLASSIC,
    DROP_HEAD,
    HIGH,
    NORMAL,
    QUEUE_TIMER,
    QUORUM,
    RETURNS,
    STRICT_QUORUM,
    VERSION_3_13,
)

ABOVE_NORMAL = 4
"""Priorities above it are high in a quorum queue (Quorum Queues, RabbitMQ documentation)."""


@inlined
def level_of(arena, q, m):
    priority = message(arena, m).priority
    if q.quorum == CLASSIC:
        return q.first_level + min(priority, q.levels - 1)
    if q.quorum == STRICT_QUORUM:
        return q.first_level + NORMAL + min(priority, q.levels - 1 - NORMAL)
    if priority > ABOVE_NORMAL and cluster(arena, q.cluster).version != VERSION_3_13:
        return q.first_level + HIGH
    return q.first_level + NORMAL


@inlined
def counts(arena, q, m, by):
    q.waiting += by
    q.size += by * message(arena, m).payload
    waiting_changes(arena, group(arena, q.group), by)


@compiled
def put_last(arena, q, m, n):
    """Message m stands at the end of list n."""
    msg = message(arena, m)
    lv = level(arena, n)
    msg.kind = QUEUED
    msg.consumer = -1
    msg.due = -1
    msg.next = -1
    if lv.waiting > 0:
        message(arena, lv.tail).next = m
    else:
        lv.head = m
    lv.tail = m
    lv.waiting += 1
    counts(arena, q, m, 1)


@compiled
def put_back(arena, q, m):
    """Message m stands where it stood, among those that came before and after it."""
    n = level_of(arena, q, m)
    lv = level(arena, n)
    if lv.waiting == 0 or not earlier(arena, m, lv.tail):
        put_last(arena, q, m, n)
        lv.returned = m
        return
    before = -1
    if lv.returned >= 0 and earlier(arena, lv.returned, m):
        before = lv.returned
    after = lv.head if before < 0 else message(arena, before).next
    while not earlier(arena, m, after):
        before = after
        after = message(arena, after).next
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.consumer = -1
    msg.due = -1
    msg.next = after
    if before < 0:
        lv.head = m
    else:
        message(arena, before).next = m
    lv.waiting += 1
    lv.returned = m
    counts(arena, q, m, 1)


@inlined
def earlier(arena, a, b):
    """Whether message a came into the queue before message b."""
    one = message(arena, a)
    other = message(arena, b)
    return one.ready < other.ready or (one.ready == other.ready and one.id < other.id)


@inlined
def next_level(arena, q):
    """The list whose head goes out next; the queue is not empty."""
    if q.levels == 1:
        return q.first_level
    if q.quorum != CLASSIC and level(arena, q.first_level + RETURNS).waiting > 0:
        return q.first_level + RETURNS
    if q.quorum != QUORUM:
        n = q.first_level + q.levels - 1
        while level(arena, n).waiting == 0:
            n -= 1
        return n
    if level(arena, q.first_level + HIGH).waiting == 0:
        return q.first_level + NORMAL
    if level(arena, q.first_level + NORMAL).waiting > 0 and q.highs >= 2:
        return q.first_level + NORMAL
    return q.first_level + HIGH


@inlined
def first_of(arena, q):
    """The message that goes out next; the queue is not empty."""
    return level(arena, next_level(arena, q)).head


@inlined
def take_next(arena, q):
    """Takes the message that goes out next; the queue is not empty."""
    n = next_level(arena, q)
    if n != q.first_level + RETURNS:
        count_turn(q)
    return take_from(arena, q, n)


@inlined
def count_turn(q):
    """A message goes out that did not come back. Normal ones count as well (rabbit_fifo_q: dequeue_counter)."""
    q.highs = 0 if q.highs >= 2 else q.highs + 1


@inlined
def take_from(arena, q, n):
    """Takes the first message of list n, which is not empty."""
    lv = level(arena, n)
    m = lv.head
    lv.head = message(arena, m).next
    lv.waiting -= 1
    if lv.returned == m:
        lv.returned = -1
    counts(arena, q, m, -1)
    return m


@inlined
def over_limit(q):
    return (q.max_length >= 0 and q.waiting + q.stuck > q.max_length) or (q.max_size >= 0 and q.size > q.max_size)


@compiled
def takes_in(arena, q, m):
    """Whether a queue that refuses what is too much takes message m in.

    A classic queue refuses the message that would be over its limit. A quorum queue notices when it is over, and then
    refuses until it is down to four fifths of the limit (rabbit_fifo: evaluate_limit and its soft limit).
    """
    if q.overflow == DROP_HEAD:
        return True
    if q.quorum != 0:
        if q.rejecting != 0:
            low = (q.max_length < 0 or q.waiting + q.stuck <= q.max_length * 8 // 10) and (
                q.max_size < 0 or q.size <= q.max_size * 8 // 10
            )
            if low:
                q.rejecting = 0
        return q.rejecting == 0
    if q.max_length >= 0 and q.waiting + 1 > q.max_length:
        return False
    return q.max_size < 0 or q.size + message(arena, m).payload <= q.max_size


@inlined
def expires_at(arena, q, m):
    """The shorter of the queue's and the message's time to live counts, from when it came (Time-To-Live, RabbitMQ
    documentation). What is handed out does not expire; what comes back keeps its age."""
    return message(arena, m).ready + min(q.ttl, way_of(arena, m).ttl)


@compiled
def arm(arena, index, when):
    """The queue's one timer goes off at `when`, or before."""
    q = queue(arena, index)
    if q.armed != 0 and q.due <= when:
        return
    if q.timer < 0:
        q.timer = take(arena)
        timer = message(arena, q.timer)
        timer.kind = BROKER_TIMER
        timer.priority = RABBITMQ
        timer.step = QUEUE_TIMER
        timer.place = index
    q.armed = 1
    q.due = when
    schedule(arena, max(when, state(arena).now), q.timer)


@inlined
def watch_expiry(arena, index):
    """The timer goes off when the head's time is over."""
    q = queue(arena, index)
    if q.expiring == 0 or q.waiting == 0 or q.available == 0:
        return
    if q.quorum == STRICT_QUORUM:
        when = 1e300
        for n in range(q.first_level, q.first_level + q.levels):
            if level(arena, n).waiting > 0:
                when = min(when, expires_at(arena, q, level(arena, n).head))
    else:
        when = expires_at(arena, q, first_of(arena, q))
    if when < 1e300:
        arm(arena, index, when)
