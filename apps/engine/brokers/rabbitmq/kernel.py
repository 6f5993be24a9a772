"""RabbitMQ: queues."""

from numba import njit

from ...kernel.accounting import count_redelivered, ends
from ...kernel.consumers import wake_idle
from ...kernel.messages import release
from ...kernel.options import INLINED, JIT
from ...kernel.places import channel, consumer, group, message
from ...kernel.statistics import waiting_changes
from ...layout import DROPPED_REJECTED, ON_ITS_WAY, QUEUED, REDELIVERED
from .places import queue


@njit(**INLINED)
def publish(arena, m, c):
    message(arena, m).marks &= ~ON_ITS_WAY
    put(arena, m, c, 0)


@njit(**INLINED)
def put(arena, m, c, front):
    ch = channel(arena, c)
    q = queue(arena, ch.own)
    gr = group(arena, ch.first_group)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.next = -1
    msg.place = ch.own
    if q.waiting == 0:
        q.head = m
        q.tail = m
    elif front != 0:
        msg.next = q.head
        q.head = m
    else:
        message(arena, q.tail).next = m
        q.tail = m
    q.waiting += 1
    if ch.groups > 0:
        waiting_changes(arena, gr, 1)
        gr.arrived += 1 - front
        wake_idle(arena, ch.first_group)


@njit(**INLINED)
def poll(arena, k):
    gr = group(arena, consumer(arena, k).group)
    q = queue(arena, gr.own)
    if q.waiting == 0:
        return -1
    m = q.head
    q.head = message(arena, m).next
    q.waiting -= 1
    waiting_changes(arena, gr, -1)
    return m


@njit(**INLINED)
def ack(arena, m):
    pass


@njit(**JIT)
def nack(arena, m, requeue):
    if requeue == 0:
        ends(arena, m, DROPPED_REJECTED)
        release(arena, m)
    else:
        count_redelivered(arena, m)
        message(arena, m).marks |= REDELIVERED
        put(arena, m, group(arena, consumer(arena, message(arena, m).consumer).group).channel, 1)


@njit(**JIT)
def expire(arena, m):
    release(arena, m)


@njit(**JIT)
def abandon(arena, m):
    nack(arena, m, 1)


@njit(**JIT)
def fail(arena, k):
    pass


@njit(**JIT)
def recover(arena, k):
    pass


@njit(**JIT)
def fail_node(arena, b, n):
    pass


@njit(**JIT)
def recover_node(arena, b, n):
    pass


@njit(**JIT)
def seek(arena, g, offset):
    pass


@njit(**JIT)
def purge(arena, c):
    pass
