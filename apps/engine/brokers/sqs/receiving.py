"""ReceiveMessage: up to ten messages for a client, all of them in flight from then on.

The first goes straight to a slot, the others wait at the client and still count as waiting. What has been received too
often is moved to the dead letter queue instead, as in SQS: on a receive, not when it times out (developer guide,
dead-letter queues).
"""

from ...kernel.accounting import count_redelivered, ends
from ...kernel.consumers import wake
from ...kernel.dead_letters import to_dead_letters
from ...kernel.messages import release
from ...kernel.options import compiled, inlined
from ...kernel.places import consumer, group, message, state, station
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import DEAD_RECEIVES, HELD, QUEUED, REDELIVERED, RETENTION_OVER
from .flights import takes_off
from .lists import give, unlink
from .places import line, message_group, queue
from .quotas import may_receive
from .records import AGAIN, FLIGHT, FRESH
from .visible import offer_group, thrown_away

MOVES = 8
"""Dead letters that one receive moves at most, since each makes messages; the client asks again at once."""
MOST_RECEIVES = 65_535


@inlined
def receive(arena, qi, k):
    """Receives for consumer k from a standard queue; the first message, or -1."""
    q = queue(arena, qi)
    again = line(arena, q.lists + AGAIN)
    fresh = line(arena, q.lists + FRESH)
    room = min(q.batch, q.flight_limit - line(arena, q.lists + FLIGHT).count)
    moves = MOVES
    first = -1
    while room > 0:
        if again.count > 0:
            m = again.head
            unlink(arena, q.lists + AGAIN, m)
        elif fresh.count > 0:
            m = fresh.head
            unlink(arena, q.lists + FRESH, m)
        else:
            break
        waiting_changes(arena, group(arena, q.group), -1)
        if unfit(arena, qi, m):
            moves -= 1
            if moves == 0:
                wake(arena, k)
                break
            continue
        room -= 1
        received(arena, qi, m, k)
        if first < 0:
            first = m
        else:
            waiting_changes(arena, group(arena, q.group), 1)
            give(arena, consumer(arena, k).own, m)
    return first


@compiled
def receive_in_order(arena, qi, k):
    """Receives for consumer k from a FIFO queue; the first message, or -1.

    As many of one message group as fit, then of the next (SQS developer guide, FIFO delivery logic). The client begins
    one of a group only when it has finished the one before, as Lambda's does; a person who plays it begins any.
    """
    q = queue(arena, qi)
    if q.ready_head < 0 or not may_receive(arena, qi):
        return -1
    c = consumer(arena, k)
    manual = station(arena, c.station).manual != 0
    room = min(q.batch, q.flight_limit - line(arena, q.lists + FLIGHT).count)
    moves = MOVES
    first = -1
    while room > 0 and moves > 0 and q.ready_head >= 0:
        g = q.ready_head
        mg = message_group(arena, g)
        q.ready_head = mg.next
        mg.ready = 0
        ls = line(arena, mg.list)
        while room > 0 and moves > 0 and ls.count > 0:
            m = ls.head
            unlink(arena, mg.list, m)
            waiting_changes(arena, group(arena, q.group), -1)
            if unfit(arena, qi, m):
                moves -= 1
                continue
            room -= 1
            mg.flying += 1
            received(arena, qi, m, k)
            if first < 0:
                first = m
                continue
            waiting_changes(arena, group(arena, q.group), 1)
            if manual or mg.flying == 1:
                give(arena, c.own, m)
            else:
                hold(arena, g, m)
        offer_group(arena, qi, g)
    if moves == 0:
        wake(arena, k)
    return first


@compiled
def hold(arena, g, m):
    """The client has message m and begins it after the others of group g."""
    mg = message_group(arena, g)
    msg = message(arena, m)
    msg.kind = HELD
    msg.child = -1
    if mg.held_head >= 0:
        message(arena, mg.held_tail).child = m
    else:
        mg.held_head = m
    mg.held_tail = m


@inlined
def received(arena, qi, m, k):
    msg = message(arena, m)
    msg.consumer = k
    msg.kind = QUEUED
    if msg.deliveries < MOST_RECEIVES:
        msg.deliveries += 1
    if msg.deliveries > 1:
        msg.marks |= REDELIVERED
        count_redelivered(arena, m)
    takes_off(arena, qi, m)


@inlined
def unfit(arena, qi, m):
    """Whether message m, out of its list, must not be given out: too old, or received too often. Then it is gone."""
    q = queue(arena, qi)
    msg = message(arena, m)
    if state(arena).now >= msg.sent + q.retention:
        thrown_away(arena, m, RETENTION_OVER)
        return True
    if q.dead_channel < 0 or msg.deliveries < q.max_receives:
        return False
    move_to_dead_letters(arena, qi, m)
    return True


@compiled
def move_to_dead_letters(arena, qi, m):
    q = queue(arena, qi)
    ends(arena, m, DEAD_RECEIVES)
    to_dead_letters(arena, m, q.dead_edge, q.dead_channel)
    separate(arena, m)
    release(arena, m)
