"""Event stores and dead letter queues that are read.

An event store's streams are logs; each is read by one slot at a time of one subscription, in order, and committed with
each event. A dead letter queue is a plain list that all consumers take from; what they had comes back when they go.
`prev` of a dead letter is the channel that it died in.
"""

from ...kernel.accounting import count_redelivered, ends
from ...kernel.consumers import wake, wake_idle
from ...kernel.events import schedule
from ...kernel.logs import append, commit, read
from ...kernel.logs import seek as seek_reader
from ...kernel.messages import release
from ...kernel.options import apart, compiled, inlined, rare
from ...kernel.places import channel, consumer, group, instance, log, message, reader, state, subscription
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import (
    BROKER_TIMER,
    DROPPED_PURGED,
    DROPPED_RETRIES,
    HELD,
    IN_FLIGHT,
    LOCAL,
    OFF,
    ON_ITS_WAY,
    QUEUED,
    REDELIVERED,
    SKIPPED_BY_SEEK,
    STARTING,
)
from .places import local
from .retention import delete_too_old, expect

PAUSED = 1
"""`state` of a reader whose next event comes after a backoff; it stands in `unfinished`."""


@apart
def publish(arena, m, c):
    ch = channel(arena, c)
    lo = local(arena, ch.own)
    if lo.partitions == 0:
        message(arena, m).marks &= ~ON_ITS_WAY
        put(arena, m, c, 0)
        if lo.retention > 0.0:
            expect(arena, c, message(arena, m).until)
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
        if rd.consumer == k and rd.active == 0 and rd.state != PAUSED and (rd.next >= 0 or rd.unfinished >= 0):
            m = taken_again(arena, r) if rd.unfinished >= 0 else read(arena, r, k)
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
        wake(arena, reader(arena, r).consumer)


@apart
def nack(arena, m, requeue):
    msg = message(arena, m)
    k = msg.consumer
    if msg.place >= 0 and requeue != 0:
        comes_again(arena, m)
    elif msg.place >= 0:
        reader(arena, msg.place).active = 0
        ends(arena, m, DROPPED_RETRIES)
        commit(arena, msg.place)
        wake(arena, reader(arena, msg.place).consumer)
        separate(arena, m)
        release(arena, m)
    elif requeue == 0:
        ends(arena, m, DROPPED_RETRIES)
        release(arena, m)
    else:
        count_redelivered(arena, m)
        msg.marks |= REDELIVERED
        if msg.parent >= 0:
            msg.prev = message(arena, msg.parent).prev
            msg.until = message(arena, msg.parent).until
        put(arena, m, group(arena, consumer(arena, k).group).channel, 1)
        if local(arena, channel(arena, group(arena, consumer(arena, k).group).channel).own).retention > 0.0:
            expect(arena, group(arena, consumer(arena, k).group).channel, msg.until)
        wake_idle(arena, consumer(arena, k).group)


@compiled
def comes_again(arena, m):
    """Event m of an event store is read again, before what follows it, with the attempts that have failed; not before
    its backoff is over."""
    msg = message(arena, m)
    rd = reader(arena, msg.place)
    count_redelivered(arena, m)
    waiting_changes(arena, group(arena, rd.group), 1)
    msg.marks |= REDELIVERED
    msg.kind = HELD
    msg.due = -1
    rd.active = 0
    rd.unfinished = m
    if msg.ready > state(arena).now:
        rd.state = PAUSED
        msg.kind = BROKER_TIMER
        msg.priority = LOCAL
        schedule(arena, msg.ready, m)
    else:
        wake(arena, rd.consumer)


@compiled
def taken_again(arena, r):
    """The event that reader r has to read again."""
    rd = reader(arena, r)
    m = rd.unfinished
    rd.unfinished = -1
    waiting_changes(arena, group(arena, rd.group), -1)
    return m


@apart
def expire(arena, m):
    """A backoff is over. The timer of a dead letter queue is nobody's message."""
    msg = message(arena, m)
    if msg.consumer < 0:
        delete_too_old(arena, m)
        return
    msg.kind = HELD
    msg.due = -1
    reader(arena, msg.place).state = 0
    wake(arena, reader(arena, msg.place).consumer)


@compiled
def forget_unfinished(arena, r):
    """Reader r is set to another place. An event that it was to read again, and that nobody has handled, is one that
    nobody has read; unless the reader stands elsewhere since another seek."""
    rd = reader(arena, r)
    rd.state = 0
    if rd.unfinished < 0:
        return
    m = taken_again(arena, r)
    stands_behind = (rd.position - 1) & 0x7FFFFFFF == message(arena, m).extra
    if stands_behind:
        rd.position -= 1
        waiting_changes(arena, group(arena, rd.group), 1)
    if message(arena, m).marks & IN_FLIGHT != 0 and stands_behind:
        rd.seen -= 1
    else:
        ends(arena, m, SKIPPED_BY_SEEK)
    separate(arena, m)
    release(arena, m)


@apart
def abandon(arena, m):
    nack(arena, m, 1)


@apart
def fail(arena, k):
    """The streams of one that crashed wait until it is there again; those of one that was stopped go to the others."""
    share_out(arena, consumer(arena, k).group)


@apart
def recover(arena, k):
    share_out(arena, consumer(arena, k).group)
    wake(arena, k)


@rare
def share_out(arena, g):
    """The streams of an event store go in turn to the consumers of group g that are wanted. An event that somebody
    works on is finished first, so that each stream stays in order."""
    gr = group(arena, g)
    wanted = 0
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        wanted += 1 if is_wanted(arena, k) else 0
    if wanted == 0 or gr.readers == 0:
        return
    k = gr.first_consumer
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        while not is_wanted(arena, k):
            k = following(gr, k)
        if reader(arena, r).consumer != k:
            reader(arena, r).consumer = k
            wake(arena, k)
        k = following(gr, k)


@rare
def is_wanted(arena, k):
    state_of = instance(arena, consumer(arena, k).instance).state
    return state_of != OFF and state_of != STARTING


@rare
def following(gr, k):
    return k + 1 if k + 1 < gr.first_consumer + gr.consumers else gr.first_consumer


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
        seek_partition(arena, r, offset)


@compiled
def seek_partition(arena, r, offset):
    forget_unfinished(arena, r)
    seek_reader(arena, r, offset)
    wake_reader(arena, r)


@apart
def unfinished(arena, g):
    """Of an event store, what is not committed; of a dead letter queue, what waits or is worked on."""
    gr = group(arena, g)
    found = 0
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        rd = reader(arena, r)
        found += log(arena, rd.log).end - max(rd.committed, log(arena, rd.log).start)
    if gr.readers > 0:
        return found
    for t in range(gr.first_subscription, gr.first_subscription + gr.subscriptions):
        found += subscription(arena, t).in_process
    m = local(arena, channel(arena, gr.channel).own).head
    while m >= 0:
        found += 1
        m = message(arena, m).next
    return found


@apart
def purge(arena, c):
    m = take_first(arena, c)
    while m >= 0:
        ends(arena, m, DROPPED_PURGED)
        separate(arena, m)
        release(arena, m)
        m = take_first(arena, c)
