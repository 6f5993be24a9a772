"""What comes back from consumers: refused, returned, or left behind by one that is gone or was cut off."""

from ...kernel.accounting import count_redelivered
from ...kernel.options import compiled, inlined
from ...kernel.places import consumer, message, route, state
from ...kernel.twins import split
from ...layout import HELD, LOST_UNACKNOWLEDGED, LOST_UNWRITTEN, REDELIVERED, TRANSIENT
from .accepting import shorten
from .dead_lettering import bury_later, discard
from .delivering import GONE, TICKS, activate, join_turn, run, set_member_timer, unlink
from .ending import end
from .places import cluster, member, queue
from .queues import put_back, put_last, watch_expiry
from .records import (
    CLASSIC,
    CUT_OFF,
    DELIVERY_LIMIT,
    NODE_LOST,
    NORMAL,
    OVERDUE,
    QUORUM,
    RETURNS,
    SLICE,
    STRICT_QUORUM,
    VERSION_4_3,
)


@compiled
def give_back(arena, index, m, asked):
    """Message m, which its consumer no longer has, comes back into the queue. asked: 1 if the consumer returned it or
    had it for too long, 0 if the consumer was lost or, from 4.3 on, rejected it.

    Past its delivery limit a quorum queue gives it up; from 4.3 on what a consumer returns by nack does not count as a
    failed delivery (release notes of 4.3). Before 4.3 a quorum queue without a limit puts what was returned at its end
    (handle_aux in rabbit_fifo).
    """
    q = queue(arena, index)
    msg = message(arena, m)
    count_redelivered(arena, m)
    msg.marks |= REDELIVERED
    uncounted = asked != 0 and cluster(arena, q.cluster).version == VERSION_4_3
    if uncounted:
        msg.deliveries -= 1
    if q.quorum == CLASSIC:
        put_back(arena, q, m)
        return
    if not uncounted and q.delivery_limit >= 0 and msg.deliveries > q.delivery_limit:
        discard(arena, index, m, DELIVERY_LIMIT)
        return
    n = NORMAL if asked != 0 and q.delivery_limit < 0 and q.quorum == QUORUM else RETURNS
    put_last(arena, q, m, q.first_level + n)


@compiled
def leaves(arena, k, finishes):
    """Consumer k goes: what it had comes back in the order it got it, what it acknowledged on receipt is lost. That is
    all if k is lost. Stopped in good order (finishes: 1), it still works on what it has begun and acknowledges that."""
    mem = member(arena, consumer(arena, k).own)
    m = mem.untaken if finishes != 0 else mem.head
    while m >= 0:
        unlink(arena, m)
        if mem.automatic != 0:
            end(arena, m, LOST_UNACKNOWLEDGED)
        else:
            give_back(arena, mem.queue, m, 0)
        m = mem.untaken if finishes != 0 else mem.head
    after_return(arena, mem.queue)


@compiled
def after_return(arena, index):
    run(arena, index)
    shorten(arena, index)
    watch_expiry(arena, index)
    bury_later(arena, index)


@compiled
def overdue(arena, k):
    """The consumer's timer: its oldest message was not acknowledged in time, or the parting goes on."""
    mem = member(arena, consumer(arena, k).own)
    mem.armed = 0
    if mem.cut != 0:
        part(arena, k)
        return
    if mem.head < 0:
        return
    when = due_of_first(arena, mem)
    if when > state(arena).now:
        set_member_timer(arena, k, when)
    else:
        cut_off(arena, k, OVERDUE if queue(arena, mem.queue).quorum == STRICT_QUORUM else CUT_OFF)


@inlined
def due_of_first(arena, mem):
    """When the oldest message of a consumer, which has one, is overdue."""
    timeout = cluster(arena, queue(arena, mem.queue).cluster).consumer_timeout
    return (message(arena, mem.head).place + 1.0) / TICKS + timeout


@compiled
def cut_off(arena, k, why):
    """Consumer k loses its connection, and with it, a slice at a time, everything it has; then it connects again. From
    4.3 on it keeps its connection when it is overdue, and what is not: only its subscription is cancelled
    (evaluate_consumer_timeout in rabbit_fifo), and it subscribes again."""
    mem = member(arena, consumer(arena, k).own)
    mem.cut = why
    set_member_timer(arena, k, state(arena).now)


@compiled
def part(arena, k):
    mem = member(arena, consumer(arena, k).own)
    done = 0
    while loses_first(arena, mem):
        if done == SLICE:
            set_member_timer(arena, k, state(arena).now)
            return
        m = mem.head
        done += 1
        unlink(arena, m)
        part_from(arena, k, m)
    mem.cut = 0
    if mem.head >= 0:
        set_member_timer(arena, k, due_of_first(arena, mem))
    q = queue(arena, mem.queue)
    mem.joined = q.joined
    q.joined += 1
    if q.active < 0 or q.active == k:
        activate(arena, q)
    join_turn(arena, q, k)
    after_return(arena, mem.queue)


@inlined
def loses_first(arena, mem):
    return mem.head >= 0 and (mem.cut != OVERDUE or due_of_first(arena, mem) <= state(arena).now)


@compiled
def part_from(arena, k, m):
    """Message m comes back while its consumer lives. If that works on it already, it goes on: its effect counts, the
    message comes again all the same. One that was only in the memory of a node that is gone stays the consumer's."""
    mem = member(arena, consumer(arena, k).own)
    msg = message(arena, m)
    worked_on = msg.kind != HELD
    asked = 1 if mem.cut == OVERDUE else 0
    if mem.automatic != 0:
        msg.place = GONE
        if not worked_on:
            end(arena, m, LOST_UNACKNOWLEDGED)
    elif mem.cut == NODE_LOST and route(arena, msg.via).options & TRANSIENT != 0:
        msg.place = GONE
        if not worked_on:
            end(arena, m, LOST_UNWRITTEN)
    elif worked_on:
        give_back(arena, mem.queue, split(arena, m), asked)
    else:
        give_back(arena, mem.queue, m, asked)


@compiled
def connect(arena, k):
    """Consumer k is there and stands last."""
    mem = member(arena, consumer(arena, k).own)
    q = queue(arena, mem.queue)
    mem.cut = 0
    mem.joined = q.joined
    q.joined += 1
    if q.active < 0:
        q.active = k
    join_turn(arena, q, k)
    after_return(arena, mem.queue)
