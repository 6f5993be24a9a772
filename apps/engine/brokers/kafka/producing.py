"""The producer: records wait in batches, one for each partition, until their request may go.

A record goes at once where nothing lingers and its server has room for another request. Else it joins its partition's
batch. A request takes a batch of every partition that its server leads, as soon as one of them is full or the oldest
has lingered, and as few requests are under way as `max.in.flight.requests.per.connection` allows (Sender.java and
RecordAccumulator.java). One event a request.
"""

from ...kernel.events import schedule
from ...kernel.messages import release
from ...kernel.network import PACKET_SECONDS
from ...kernel.options import compiled, inlined, rare
from ...kernel.places import edge, message, route, state
from ...layout import AT_CHANNEL, QUEUED, UNKEYED
from .partitioning import partition_of, sticky_partition
from .places import batch, connection, producer
from .records import LINGERED
from .soon import set_timer


@inlined
def produce(arena, m, p, latency):
    """Producer p sends message m, which is readable `latency` seconds after its request has gone."""
    pr = producer(arena, p)
    msg = message(arena, m)
    if route(arena, msg.via).options & UNKEYED != 0:
        n = sticky_partition(arena, m, pr.topic, p)
    else:
        n = partition_of(arena, msg.key, pr.partitions)
    x = batch(arena, pr.first_batch + n).connection
    cn = connection(arena, x)
    msg.place = pr.first_log + n
    msg.extra = x
    if cn.lingers == 0 and cn.head < 0 and cn.in_flight < cn.most:
        cn.in_flight += 1
        msg.kind = AT_CHANNEL
        schedule(arena, arrival(arena, x, latency), m)
    else:
        cn.latency = latency
        join_batch(arena, m, x, pr.first_batch + n)


@inlined
def arrival(arena, x, latency):
    """When a request that goes now arrives over connection x."""
    s = state(arena)
    if s.disturbed != 0 or connection(arena, x).arrives > s.now:
        return s.now + late_arrival(arena, x, latency)
    return s.now + latency


@rare
def late_arrival(arena, x, latency):
    """Seconds until it arrives: behind those before it, unless the edge's messages are being reordered."""
    cn = connection(arena, x)
    when = state(arena).now + latency
    if edge(arena, producer(arena, cn.producer).edge).reorder > 0.0:
        return latency
    if when < cn.arrives + PACKET_SECONDS:
        when = cn.arrives + PACKET_SECONDS
    cn.arrives = when
    return when - state(arena).now


@compiled
def join_batch(arena, m, x, b):
    cn = connection(arena, x)
    ba = batch(arena, b)
    pr = producer(arena, cn.producer)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.next = -1
    begins = cn.head < 0
    if ba.head < 0:
        ba.head = m
        ba.next = -1
        if begins:
            cn.head = b
        else:
            batch(arena, cn.tail).next = b
        cn.tail = b
    else:
        message(arena, ba.tail).next = m
    ba.tail = m
    ba.bytes += msg.payload
    if ba.bytes >= pr.batch_bytes or pr.linger <= 0.0:
        cn.ripe = 1
    elif begins:
        lingers(arena, x, pr.linger)
    send_requests(arena, x)


@rare
def lingers(arena, x, seconds):
    cn = connection(arena, x)
    cn.due = state(arena).now + seconds
    if cn.timer >= 0:
        return
    cn.timer = set_timer(arena, LINGERED, x, cn.due)


@compiled
def lingered(arena, t):
    """The oldest batch of a connection has waited long enough; or it has gone, and the timer is for a later one."""
    x = message(arena, t).place
    cn = connection(arena, x)
    if cn.head < 0:
        cn.timer = -1
        release(arena, t)
    elif cn.due > state(arena).now:
        schedule(arena, cn.due, t)
    else:
        cn.timer = -1
        release(arena, t)
        cn.ripe = 1
        send_requests(arena, x)


@compiled
def send_requests(arena, x):
    cn = connection(arena, x)
    while cn.ripe != 0 and cn.head >= 0 and cn.in_flight < cn.most:
        send_request(arena, x)


@compiled
def send_request(arena, x):
    """One batch of each partition, as one message after the other behind the first."""
    cn = connection(arena, x)
    pr = producer(arena, cn.producer)
    first = -1
    last = -1
    b = cn.head
    cn.head = -1
    cn.tail = -1
    cn.ripe = 0
    while b >= 0:
        ba = batch(arena, b)
        following = ba.next
        size = 0
        m = ba.head
        while m >= 0:
            msg = message(arena, m)
            if size > 0 and size + msg.payload > pr.batch_bytes:
                break
            size += msg.payload
            if first < 0:
                first = m
            else:
                message(arena, last).next = m
            last = m
            m = msg.next
        ba.bytes -= size
        ba.head = m
        ba.next = -1
        if m >= 0:
            # Older than what comes: it goes with the next request.
            if cn.head < 0:
                cn.head = b
            else:
                batch(arena, cn.tail).next = b
            cn.tail = b
            cn.ripe = 1
        b = following
    message(arena, last).next = -1
    cn.in_flight += 1
    message(arena, first).kind = AT_CHANNEL
    schedule(arena, arrival(arena, x, cn.latency), first)


@inlined
def request_ends(arena, x):
    """A request has been answered: the next may go."""
    cn = connection(arena, x)
    cn.in_flight -= 1
    if cn.head >= 0:
        send_requests(arena, x)


@rare
def unpack(arena, m):
    """Message m arrives alone, the rest of its request right after it: something may happen to each of them."""
    msg = message(arena, m)
    if msg.extra >= 0:
        request_ends(arena, msg.extra)
        msg.extra = -1
    if msg.next >= 0:
        rest = message(arena, msg.next)
        rest.kind = AT_CHANNEL
        rest.extra = -1
        schedule(arena, state(arena).now, msg.next)
        msg.next = -1
