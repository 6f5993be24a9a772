"""Kafka: partitions, batches of records polled by the members of a group, offsets committed at intervals."""

from numba import njit

from ...kernel.accounting import ends
from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.logs import append, commit, read, rewind
from ...kernel.logs import seek as seek_reader
from ...kernel.messages import release, take
from ...kernel.options import INLINED, JIT
from ...kernel.places import broker, channel, consumer, group, log, message, reader, state
from ...layout import BROKER_TIMER, DROPPED_RETRIES, KAFKA
from .places import cluster, key_hash, member, topic


@njit(**INLINED)
def publish(arena, m, c):
    tp = topic(arena, channel(arena, c).own)
    q = tp.first_log + partition_of(arena, tp, m)
    append(arena, q, m)
    release(arena, m)
    lg = log(arena, q)
    for g in range(lg.readers):
        k = reader(arena, lg.first_reader + g * lg.reader_step).consumer
        if k >= 0 and consumer(arena, k).active == 0:
            wake(arena, k)


@njit(**INLINED)
def partition_of(arena, tp, m):
    """murmur2 of the key's decimal digits, made positive, modulo the partitions."""
    key = message(arena, m).key
    return key_hash(arena, key & 0xFFFF).value % tp.partitions


@njit(**INLINED)
def poll(arena, k):
    """The next record of the batch that the member has polled; at its end the member polls again."""
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if mem.batch_left <= 0:
        poll_again(arena, k)
        if mem.batch_left <= 0:
            return -1
    r = mem.current
    while r >= 0:
        rd = reader(arena, r)
        if rd.next >= 0:
            m = read(arena, r, k)
            mem.batch_left -= 1
            if m >= 0:
                mem.current = r
                return m
        r = rd.sibling
    mem.batch_left = 0
    return -1


@njit(**INLINED)
def poll_again(arena, k):
    c = consumer(arena, k)
    mem = member(arena, c.own)
    cl = cluster(arena, broker(arena, channel(arena, group(arena, c.group).channel).broker).own)
    now = state(arena).now
    mem.polled_at = now
    if now >= mem.next_commit:
        commit_all(arena, mem)
        mem.next_commit = now + cl.commit_every
    available = 0
    r = mem.first_reader
    mem.current = -1
    while r >= 0:
        rd = reader(arena, r)
        waiting = log(arena, rd.log).end - rd.position
        if waiting > 0 and mem.current < 0:
            mem.current = r
        available += waiting
        r = rd.sibling
    mem.batch_left = min(available, cl.poll_records)


@njit(**INLINED)
def commit_all(arena, mem):
    r = mem.first_reader
    while r >= 0:
        commit(arena, r)
        r = reader(arena, r).sibling


@njit(**INLINED)
def ack(arena, m):
    """The position has moved on when the record was taken; it is committed at a later poll."""


@njit(**JIT)
def nack(arena, m, requeue):
    if requeue == 0:
        ends(arena, m, DROPPED_RETRIES)
    release(arena, m)


@njit(**JIT)
def expire(arena, m):
    """The session of a member that is gone is over: its partitions go to the others."""
    k = message(arena, m).place
    release(arena, m)
    mem = member(arena, consumer(arena, k).own)
    mem.timer = -1


@njit(**JIT)
def abandon(arena, m):
    release(arena, m)


@njit(**JIT)
def fail(arena, k):
    c = consumer(arena, k)
    mem = member(arena, c.own)
    mem.batch_left = 0
    r = mem.first_reader
    while r >= 0:
        rewind(arena, r)
        r = reader(arena, r).sibling
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = KAFKA
    timer.place = k
    mem.timer = t
    cl = cluster(arena, broker(arena, channel(arena, group(arena, c.group).channel).broker).own)
    schedule(arena, state(arena).now + cl.session_timeout, t)


@njit(**JIT)
def recover(arena, k):
    wake(arena, k)


@njit(**JIT)
def fail_node(arena, b, n):
    pass


@njit(**JIT)
def recover_node(arena, b, n):
    pass


@njit(**JIT)
def seek(arena, g, offset):
    gr = group(arena, g)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        seek_reader(arena, r, offset)
        k = reader(arena, r).consumer
        if k >= 0:
            wake(arena, k)


@njit(**JIT)
def purge(arena, c):
    pass
