"""What can be received: messages become visible, for the first time or again, and end when they are too old.

A standard queue has two lists, a FIFO queue one for each message group and a list of the groups that are not blocked.
"""

from ...kernel.accounting import ends
from ...kernel.consumers import wake_idle
from ...kernel.messages import release
from ...kernel.options import compiled, inlined
from ...kernel.places import group, message, state
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import DROPPED_PURGED, QUEUED, RETENTION_OVER
from .lists import append, insert_in_order, unlink
from .places import line, message_group, queue
from .records import AGAIN, FIFO, FRESH
from .timers import watch_age

VISIBLE = -1.0
"""`until` of a message that nobody has received, or not since it became visible again; and of an orphan, once another
record of its message is in the queue."""


@inlined
def becomes_visible(arena, qi, m):
    """Message m can be received for the first time."""
    q = queue(arena, qi)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.ready = state(arena).now
    msg.until = VISIBLE
    msg.place = qi
    if q.retention_timer < 0 or msg.sent + q.retention < q.too_old_at:
        watch_age(arena, qi, msg.sent + q.retention)
    gr = group(arena, q.group)
    waiting_changes(arena, gr, 1)
    if q.kind == FIFO:
        g = q.first_message_group + msg.key % q.message_groups
        msg.place = g
        append(arena, message_group(arena, g).list, m)
        if not offer_group(arena, qi, g):
            return
    else:
        append(arena, q.lists + FRESH, m)
    if gr.idle_head >= 0:
        wake_idle(arena, q.group)


@compiled
def comes_again(arena, qi, m):
    """Message m was received and not deleted: it can be received again, in a FIFO queue before those behind it."""
    q = queue(arena, qi)
    msg = message(arena, m)
    now = state(arena).now
    if msg.sent <= q.purged_at:
        thrown_away(arena, m, DROPPED_PURGED)
        return
    if now >= msg.sent + q.retention:
        thrown_away(arena, m, RETENTION_OVER)
        return
    msg.kind = QUEUED
    msg.due = -1
    msg.ready = now
    msg.until = VISIBLE
    watch_age(arena, qi, msg.sent + q.retention)
    waiting_changes(arena, group(arena, q.group), 1)
    if q.kind == FIFO:
        insert_in_order(arena, message_group(arena, msg.place).list, m)
        if not offer_group(arena, qi, msg.place):
            return
    else:
        append(arena, q.lists + AGAIN, m)
    wake_idle(arena, q.group)


@compiled
def offer_group(arena, qi, g):
    """Puts message group g among those to receive from, if it is not blocked. False if nothing has changed."""
    q = queue(arena, qi)
    mg = message_group(arena, g)
    if mg.flying > 0 or mg.ready != 0 or line(arena, mg.list).count == 0:
        return False
    mg.ready = 1
    mg.next = -1
    if q.ready_head >= 0:
        message_group(arena, q.ready_tail).next = g
    else:
        q.ready_head = g
    q.ready_tail = g
    return True


@compiled
def thrown_away(arena, m, why):
    """Message m, in no list any more, ends for a cause."""
    ends(arena, m, why)
    separate(arena, m)
    release(arena, m)


@compiled
def hide(arena, qi, m):
    """A visible message of a standard queue is taken out of its list."""
    q = queue(arena, qi)
    unlink(arena, q.lists + (AGAIN if message(arena, m).deliveries > 0 else FRESH), m)
    waiting_changes(arena, group(arena, q.group), -1)


@compiled
def drop_too_old(arena, qi):
    """The retention timer has gone off: messages end; the timer is set for the one that is next."""
    q = queue(arena, qi)
    if q.kind != FIFO:
        first = drop_heads(arena, qi, q.lists + FRESH)
        again = drop_heads(arena, qi, q.lists + AGAIN)
        if first < 0.0 or (again >= 0.0 and again < first):
            first = again
    else:
        first = -1.0
        for g in range(q.first_message_group, q.first_message_group + q.message_groups):
            oldest = drop_heads(arena, qi, message_group(arena, g).list)
            if oldest >= 0.0 and (first < 0.0 or oldest < first):
                first = oldest
        if first >= 0.0:
            # All groups are looked through: not more often than this.
            first = max(first, state(arena).now + q.retention / 1000.0 - q.retention)
    if first >= 0.0:
        watch_age(arena, qi, first + q.retention)


@compiled
def drop_heads(arena, qi, row):
    """Ends what is too old at the head of list `row`. Returns when the oldest that stays was sent, -1 if none does."""
    q = queue(arena, qi)
    ls = line(arena, row)
    now = state(arena).now
    while ls.count > 0:
        m = ls.head
        sent = message(arena, m).sent
        if sent + q.retention > now:
            return sent
        unlink(arena, row, m)
        waiting_changes(arena, group(arena, q.group), -1)
        thrown_away(arena, m, RETENTION_OVER)
    return -1.0
