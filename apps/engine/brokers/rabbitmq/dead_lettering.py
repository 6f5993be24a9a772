"""Dead-lettering: to a dead letter queue, to an exchange, or to the end.

A message that a queue gives up stands in the queue's list of dead letters until it is sent on: at once, or, if there
are many, in slices. Each queue that a dead letter reaches gets a copy, which is a published message of its own.
(Dead Letter Exchanges, RabbitMQ documentation; rabbit_dead_letter in its source for cycles.)
"""

from ...kernel.accounting import ends
from ...kernel.dead_letters import to_dead_letters
from ...kernel.deaths import copy_deaths, note_death
from ...kernel.messages import ask_the_same, release
from ...kernel.options import compiled
from ...kernel.places import channel, consumer, death, message, route, state
from ...kernel.publishing import publish
from ...kernel.twins import separate
from ...layout import (
    DEAD_DELIVERY_LIMIT,
    DEAD_EXPIRED,
    DEAD_MAXLEN,
    DEAD_REJECTED,
    DROPPED_CYCLE,
    DROPPED_DELIVERY_LIMIT,
    DROPPED_HEAD,
    DROPPED_REJECTED,
    DROPPED_UNROUTABLE,
    HAS_DIED,
    HELD,
    REDELIVERED,
    TTL_OVER,
)
from .ending import end
from .places import cluster, member, queue, way_of
from .queues import arm, over_limit
from .records import CLASSIC, EXPIRED, MAXLEN, NOWHERE, REJECTED, SLICE, TO_DEAD_LETTER_QUEUE, VERSION_4_0, VERSION_4_3


@compiled
def discard(arena, index, m, reason):
    """Queue `index` gives message m up, which stands in no list any more."""
    q = queue(arena, index)
    msg = message(arena, m)
    if q.dead_letters == NOWHERE:
        end(arena, m, end_of(reason))
        return
    msg.kind = HELD
    msg.due = -1
    msg.next = -1
    msg.step = reason
    if q.dead_head >= 0:
        message(arena, q.dead_tail).next = m
    else:
        q.dead_head = m
    q.dead_tail = m


@compiled
def turn_round(arena, q, last):
    """The dead letters behind `last`, or all if it is -1, go the newest first: what one message pushed out of a quorum
    queue before 4.3 (release notes of 4.3, issue 14926)."""
    first = q.dead_head if last < 0 else message(arena, last).next
    if q.dead_head < 0 or first < 0:
        return
    m = first
    before = -1
    while m >= 0:
        following = message(arena, m).next
        message(arena, m).next = before
        before = m
        m = following
    if last < 0:
        q.dead_head = before
    else:
        message(arena, last).next = before
    q.dead_tail = first


@compiled
def bury(arena, index):
    """Sends on a slice of the queue's dead letters, and the rest right after."""
    q = queue(arena, index)
    done = 0
    while q.dead_head >= 0 and done < SLICE:
        m = q.dead_head
        q.dead_head = message(arena, m).next
        done += 1
        if q.dead_letters == TO_DEAD_LETTER_QUEUE:
            reason = message(arena, m).step
            note_death(arena, m, q.channel, reason, failures_of(arena, q, m, reason))
            ends(arena, m, dead_of(reason))
            to_dead_letters(arena, m, q.dead_edge, q.dead_channel)
            separate(arena, m)
            release(arena, m)
        else:
            to_exchange(arena, index, m)
    if q.dead_head >= 0:
        arm(arena, index, state(arena).now)


@compiled
def bury_later(arena, index):
    """For those that have no room to make messages in."""
    if queue(arena, index).dead_head >= 0:
        arm(arena, index, state(arena).now)


@compiled
def to_exchange(arena, index, m):
    """A copy of message m to each queue that its dead letter exchange routes it to."""
    q = queue(arena, index)
    reason = message(arena, m).step
    note_death(arena, m, q.channel, reason, failures_of(arena, q, m, reason))
    way = way_of(arena, m)
    sent = 0
    for r in range(way.first_route, way.first_route + way.routes):
        target = route(arena, r).channel
        if goes_in_circles(arena, m, target):
            continue
        if sent == 0:
            ends(arena, m, dead_of(reason))
        sent += 1
        x = publish(arena, m, message(arena, m).type, r, 0)
        if x < 0:
            continue
        copy_deaths(arena, m, x)
        ask_the_same(arena, x, m)
        channel(arena, target).kept += 1
    if sent == 0:
        if way.routes == 0 and q.at_least_once != 0:
            # Kept, and counted for the queue's length, until somebody binds a queue.
            q.stuck += 1
            if over_limit(q):
                q.rejecting = 1
            return
        ends(arena, m, DROPPED_UNROUTABLE if way.routes == 0 else DROPPED_CYCLE)
    separate(arena, m)
    release(arena, m)


@compiled
def failures_of(arena, q, m, reason):
    """How many deliveries of message m, which queue q dead-letters, have failed: by nack it is refused, not failed.

    In a quorum queue of 4.0 these are lost consumers and the last rejection, and those of earlier queues: what
    x-delivery-count then says, which counts to no limit (as recorded of 4.0.5).
    """
    msg = message(arena, m)
    if cluster(arena, q.cluster).version == VERSION_4_0:
        failures = death(arena, msg.extra).failures if msg.marks & HAS_DIED != 0 else 0
        if q.quorum == CLASSIC:
            return failures
        given_back = msg.attempt - (1 if reason == REJECTED else 0)
        return failures + max(0, msg.deliveries - max(0, given_back))
    if reason != REJECTED or member(arena, consumer(arena, msg.consumer).own).rejects != 0:
        return msg.deliveries
    return msg.deliveries - 1


@compiled
def bring_failures(arena, q, m):
    """The dead letter m comes into a queue: from 4.3 on failed deliveries elsewhere count as if they had been here
    (maybe_set_msg_delivery_count in rabbit_fifo, and the same in rabbit_variable_queue)."""
    if cluster(arena, q.cluster).version != VERSION_4_3:
        return
    msg = message(arena, m)
    msg.deliveries = death(arena, msg.extra).failures
    if q.quorum != CLASSIC and msg.deliveries > 0:
        msg.marks |= REDELIVERED


@compiled
def goes_in_circles(arena, m, target):
    """Whether message m has been dead-lettered in a queue before and was not rejected by anybody since."""
    msg = message(arena, m)
    row = msg.extra if msg.marks & HAS_DIED != 0 else -1
    while row >= 0:
        line = death(arena, row)
        if line.reason == REJECTED:
            return False
        if line.channel == target:
            return True
        row = line.next
    return False


@compiled
def dead_of(reason):
    if reason == REJECTED:
        return DEAD_REJECTED
    if reason == EXPIRED:
        return DEAD_EXPIRED
    if reason == MAXLEN:
        return DEAD_MAXLEN
    return DEAD_DELIVERY_LIMIT


@compiled
def end_of(reason):
    """The end of a message that a queue without dead letters gives up."""
    if reason == REJECTED:
        return DROPPED_REJECTED
    if reason == EXPIRED:
        return TTL_OVER
    if reason == MAXLEN:
        return DROPPED_HEAD
    return DROPPED_DELIVERY_LIMIT
