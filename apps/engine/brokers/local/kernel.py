"""Event stores and dead letter queues that are read.

An event store's streams are logs; each is read by one slot at a time of one subscription, in order, and committed with
each event. A dead letter queue is a plain list that all consumers take from; what they had comes back when they go.
`prev` of a dead letter is the channel that it died in.
"""

from ...kernel.accounting import count_redelivered, ends
from ...kernel.consumers import wake, wake_idle
from ...kernel.logs import append, commit, read, rewind
from ...kernel.logs import seek as seek_reader
from ...kernel.messages import release
from ...kernel.options import apart, compiled, inlined
from ...kernel.places import channel, consumer, group, log, message, reader
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import DROPPED_PURGED, DROPPED_RETRIES, IN_FLIGHT, ON_ITS_WAY, QUEUED, REDELIVERED
from .places import local


@apart
def publish(arena, m, c):
    ch = channel(arena, c)
    lo = local(arena, ch.own)
    if lo.partitions == 0:
        message(arena, m).marks &= ~ON_ITS_WAY
        put(arena, m, c, 0)
        wake_idle(arena, ch.first_group)
        return
    q = lo.first_log + message(arena, m).key % lo.partitions
    append(arena, q, m)
    release(arena, m)
    lg = log(arena, q)
    for g in range(lg.readers):
        wake_reader(arena, lg.first_reader + g * lg.reader_step)


@inlined
def wake_reader(arena, r):
    """Wakes a consumer for a stream that nobody works on. Any of the owner's slots may take it."""
    rd = reader(arena, r)
    if rd.active == 0:
        wake(arena, rd.consumer)


@compiled
def put(arena, m, c, front):
    """Message m stands in the list of dead letter queue c, at its front or its end."""
    lo = local(arena, channel(arena, c).own)
    gr = group(arena, channel(arena, c).first_group)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.next = -1
    if lo.head < 0:
        lo.head = m
        lo.tail = m
    elif front != 0:
        msg.next = lo.head
        lo.head = m
    else:
        message(arena, lo.tail).next = m
        lo.tail = m
    waiting_changes(arena, gr, 1)
    gr.arrived += 1 - front


@compiled
def take_first(arena, c):
    """The first that waits in the list of dead letter queue c, out of it; -1 if none does."""
    ch = channel(arena, c)
    lo = local(arena, ch.own)
    m = lo.head
    if lo.partitions == 0 and m >= 0:
        lo.head = message(arena, m).next
        waiting_changes(arena, group(arena, ch.first_group), -1)
        return m
    return -1


@apart
def poll(arena, k):
    c = consumer(arena, k)
    gr = group(arena, c.group)
    lo = local(arena, channel(arena, gr.channel).own)
    if lo.partitions == 0:
        m = lo.head
        if m < 0:
            return -1
        take_first(arena, gr.channel)
        message(arena, m).deliveries += 1
        return m
    for n in range(gr.readers):
        r = gr.first_reader + (gr.next_consumer + n) % gr.readers
        rd = reader(arena, r)
        if rd.consumer == k and rd.active == 0 and rd.next >= 0:
            m = read(arena, r, k)
            if m >= 0:
                rd.active = 1
                gr.next_consumer = (r - gr.first_reader + 1) % gr.readers
                return m
            commit(arena, r)
    return -1


@apart
def ack(arena, m):
    r = message(arena, m).place
    if r >= 0:
        reader(arena, r).active = 0
        commit(arena, r)
        wake(arena, message(arena, m).consumer)


@apart
def nack(arena, m, requeue):
    msg = message(arena, m)
    k = msg.consumer
    if msg.place >= 0:
        reader(arena, msg.place).active = 0
        if requeue == 0:
            ends(arena, m, DROPPED_RETRIES)
            commit(arena, msg.place)
        else:
            count_redelivered(arena, m)
            if msg.marks & IN_FLIGHT != 0:
                # Nobody has handled it yet: the entry stands for it again.
                reader(arena, msg.place).seen -= 1
            rewind(arena, msg.place)
        release(arena, m)
        wake(arena, k)
    elif requeue == 0:
        ends(arena, m, DROPPED_RETRIES)
        release(arena, m)
    else:
        count_redelivered(arena, m)
        msg.marks |= REDELIVERED
        if msg.parent >= 0:
            msg.prev = message(arena, msg.parent).prev
        put(arena, m, group(arena, consumer(arena, k).group).channel, 1)
        wake_idle(arena, consumer(arena, k).group)


@apart
def expire(arena, m):
    release(arena, m)


@apart
def abandon(arena, m):
    nack(arena, m, 1)


@apart
def fail(arena, k):
    """Its streams wait until it is there again."""


@apart
def recover(arena, k):
    wake(arena, k)


@apart
def fail_node(arena, b, n):
    """Channels outside a broker have no nodes."""


@apart
def recover_node(arena, b, n):
    """Channels outside a broker have no nodes."""


@apart
def seek(arena, g, offset):
    gr = group(arena, g)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        seek_reader(arena, r, offset)
        wake_reader(arena, r)


@apart
def purge(arena, c):
    m = take_first(arena, c)
    while m >= 0:
        ends(arena, m, DROPPED_PURGED)
        separate(arena, m)
        release(arena, m)
        m = take_first(arena, c)
