"""What arrives at a partition's leader: appended, or kept by its producer that tries again until its delivery
timeout.

`latency_ms` is the time until a record is readable, which is when every replica in sync has it. So what arrives here
has been replicated; what was to arrive within the replication lag of a leader's loss was on that leader only. Facts:
acks, min.insync.replicas and delivery.timeout.ms of ProducerConfig.java and the topic configuration: with acks=all a
leader with too few replicas in sync answers NOT_ENOUGH_REPLICAS, which the producer retries; acks=0 waits for
nothing.
"""

from ...kernel.accounting import ends
from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.logs import append
from ...kernel.messages import release
from ...kernel.options import apart, compiled, inlined, rare
from ...kernel.places import broker, channel, consumer, entry, log, message, reader, route, state, station
from ...layout import (
    ACKS_LEADER,
    ACKS_NONE,
    AT_CHANNEL,
    LOST_BROKER_DOWN,
    LOST_REFUSED,
    LOST_UNCONFIRMED,
    LOST_UNREPLICATED,
    QUEUED,
)
from .partitioning import partition_of
from .places import member, partition, topic
from .producing import request_ends
from .ready import push_back
from .records import ARM_RETENTION, BY_SIZE, RETENTION, TOO_BIG, TROUBLE, UNPARK
from .soon import set_timer
from .stamps import STAMP_SHIFT

RETRY_SECONDS = 0.1
"""retry.backoff.ms, ProducerConfig."""
LOOKS_AFTER_SECONDS = 1.0
"""When a partition beyond its size is cut. Kafka looks every five minutes (log.retention.check.interval.ms)."""
SLICE = 48
"""Records an event appends at most; what is left follows at the same moment."""


@apart
def publish(arena, m, c):
    """A request arrives: message m and those behind it."""
    t = channel(arena, c).own
    tp = topic(arena, t)
    msg = message(arena, m)
    if msg.extra >= 0:
        request_ends(arena, msg.extra)
    elif msg.place < 0:
        msg.place = tp.first_log + partition_of(arena, msg.key, tp.partitions)
    if msg.next >= 0:
        several(arena, m, t)
    elif tp.care == 0 and broker(arena, tp.broker).down == 0:
        store(arena, msg.place, m)
    else:
        carefully(arena, m, t)


@inlined
def store(arena, q, m):
    append(arena, q, m)
    if state(arena).disturbed != 0:
        stamp(arena, q, m)
    release(arena, m)
    lg = log(arena, q)
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        rd = reader(arena, r)
        if rd.queued == 0 and rd.active == 0 and rd.state == 0:
            k = rd.consumer
            push_back(arena, r, member(arena, consumer(arena, k).own))
            wake(arena, k)


@rare
def stamp(arena, q, m):
    """The newest record of log q, message m, has the time stamp that its sender's clock gave it."""
    s = route(arena, message(arena, m).via).station
    if s >= 0:
        entry(arena, log(arena, q).tail).marks |= station(arena, s).skew << STAMP_SHIFT


@compiled
def several(arena, m, t):
    """The records of a request, a slice at a time."""
    tp = topic(arena, t)
    easy = tp.care == 0 and broker(arena, tp.broker).down == 0
    for _ in range(SLICE):
        msg = message(arena, m)
        following = msg.next
        msg.next = -1
        if easy:
            store(arena, msg.place, m)
        else:
            carefully(arena, m, t)
        if following < 0:
            return
        m = following
    rest = message(arena, m)
    rest.kind = AT_CHANNEL
    rest.extra = -1
    schedule(arena, state(arena).now, m)


@compiled
def carefully(arena, m, t):
    tp = topic(arena, t)
    if tp.care & ARM_RETENTION != 0:
        tp.care &= ~ARM_RETENTION
        tp.timer = set_timer(arena, RETENTION, t, state(arena).now + tp.retention)
    msg = message(arena, m)
    q = msg.place
    if tp.care & TROUBLE != 0 or broker(arena, tp.broker).down != 0:
        options = route(arena, msg.via).options
        pt = partition(arena, tp.first_partition + q - tp.first_log)
        if state(arena).now < pt.fragile_until and options & (ACKS_LEADER | ACKS_NONE) != 0:
            lose(arena, m, LOST_UNREPLICATED)
            return
        if options & ACKS_NONE != 0:
            if leaderless(arena, pt):
                lose(arena, m, LOST_UNCONFIRMED)
                return
        elif pt.parked > 0 or must_wait(arena, pt, options):
            park(arena, m, tp.first_partition + q - tp.first_log)
            return
    store(arena, q, m)
    if tp.care & BY_SIZE != 0:
        p = tp.first_partition + q - tp.first_log
        if log(arena, q).bytes > tp.retention_bytes and partition(arena, p).too_big == 0:
            partition(arena, p).too_big = 1
            set_timer(arena, TOO_BIG, p, state(arena).now + LOOKS_AFTER_SECONDS)


@rare
def lose(arena, m, why):
    ends(arena, m, why)
    release(arena, m)


@rare
def leaderless(arena, pt):
    """Nobody answers for the partition now: the cluster is down, or the leader's server is and no other has been
    chosen."""
    tp = topic(arena, pt.topic)
    return broker(arena, tp.broker).down != 0 or pt.leader < 0


@rare
def must_wait(arena, pt, options):
    """A sender that waits for acknowledgements gets none. A lost follower that counts as in sync holds up all."""
    if leaderless(arena, pt) or pt.stalled > 0:
        return True
    return options & ACKS_LEADER == 0 and pt.in_sync < topic(arena, pt.topic).min_insync


@rare
def park(arena, m, p):
    """The producer keeps message m and tries again."""
    pt = partition(arena, p)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.due = -1
    msg.next = -1
    msg.extra = -1
    if pt.parked > 0:
        message(arena, pt.parked_tail).next = m
    else:
        pt.parked_head = m
    pt.parked_tail = m
    pt.parked += 1
    if pt.timer < 0:
        pt.timer = set_timer(arena, UNPARK, p, state(arena).now + RETRY_SECONDS)


@rare
def unpark(arena, t):
    """Producers of a partition try again, in order; who has tried too long gives up."""
    now = state(arena).now
    p = message(arena, t).place
    pt = partition(arena, p)
    br = broker(arena, topic(arena, pt.topic).broker)
    for _ in range(SLICE):
        if pt.parked == 0:
            break
        m = pt.parked_head
        msg = message(arena, m)
        if not must_wait(arena, pt, route(arena, msg.via).options):
            pt.parked_head = msg.next
            pt.parked -= 1
            msg.next = -1
            store(arena, msg.place, m)
        elif now - msg.sent >= br.delivery_timeout and route(arena, msg.via).relay <= 0.0:
            pt.parked_head = msg.next
            pt.parked -= 1
            lose(arena, m, LOST_BROKER_DOWN if leaderless(arena, pt) else LOST_REFUSED)
        else:
            schedule(arena, now + RETRY_SECONDS, t)
            return
    if pt.parked > 0:
        schedule(arena, now, t)
    else:
        pt.timer = -1
        release(arena, t)
