"""Lanes: where messages wait, in order. A partition is a lane of a consumer group; a plain queue is a single one.

A lane hands out at most `limit` messages at once: one for a Kafka partition or a FIFO message group, any number for a
queue of competing consumers. Each consumer holds a ticket for each lane it may take from; a ticket stands in the
consumer's ready list while its lane has something to give. Tickets can go stale there and are checked when used.
"""

from numba import njit

from ..layout import QUEUED
from .places import INLINED, JIT, broker, group, lane, message, station, ticket
from .statistics import waiting_changes


@njit(**INLINED)
def append(arena, q, m):
    ln = lane(arena, q)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.due = -1
    msg.next = -1
    if ln.waiting > 0:
        message(arena, ln.tail).next = m
    else:
        ln.head = m
    ln.tail = m
    ln.waiting += 1
    waiting_changes(arena, group(arena, ln.group), 1)


@njit(**JIT)
def prepend(arena, q, m):
    ln = lane(arena, q)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.due = -1
    msg.next = ln.head if ln.waiting > 0 else -1
    if ln.waiting == 0:
        ln.tail = m
    ln.head = m
    ln.waiting += 1
    waiting_changes(arena, group(arena, ln.group), 1)


@njit(**INLINED)
def pop(arena, q):
    ln = lane(arena, q)
    m = ln.head
    ln.head = message(arena, m).next
    ln.waiting -= 1
    waiting_changes(arena, group(arena, ln.group), -1)
    return m


@njit(**INLINED)
def can_give(arena, q):
    ln = lane(arena, q)
    return ln.waiting > 0 and ln.active < ln.limit and broker(arena, ln.broker).down == 0


@njit(**INLINED)
def offer(arena, t):
    """Puts a ticket into its consumer's ready list, unless it stands there or the consumer's prefetch is used up."""
    tk = ticket(arena, t)
    if tk.queued != 0 or tk.active >= tk.limit:
        return
    st = station(arena, tk.station)
    tk.queued = 1
    tk.next = -1
    if st.ready_head >= 0:
        ticket(arena, st.ready_tail).next = t
    else:
        st.ready_head = t
    st.ready_tail = t


@njit(**INLINED)
def next_ready(arena, st):
    """The next ticket of a station whose lane can give a message now; -1 if there is none."""
    while st.ready_head >= 0:
        t = st.ready_head
        tk = ticket(arena, t)
        st.ready_head = tk.next
        tk.queued = 0
        if tk.active < tk.limit and can_give(arena, tk.lane):
            return t
    return -1
