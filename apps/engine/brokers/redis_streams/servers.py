"""The machines of Redis: a master, and replicas that follow it asynchronously.

While the master is down nobody reads or writes. When it comes back, what was not on its disk is gone: the append-only
file is synced every second, always, or when the system likes, and how much of that time is lost is drawn. With a
replica Sentinel lets that take over, and what had not reached it is gone instead (redis.io, persistence and
replication). Deliveries and acknowledgements of that time are not undone.
"""

from ...kernel.accounting import count_ended
from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.logs import group_wants
from ...kernel.messages import release, take
from ...kernel.options import compiled
from ...kernel.places import broker, broker_node, channel, consumer, entry, group, log, message, reader, state
from ...kernel.random import uniform
from ...kernel.statistics import waiting_changes
from ...layout import BROKER_TIMER, LOST_FAILOVER, LOST_UNWRITTEN, QUEUED, REDIS_STREAMS
from ..pending import take_out
from .claiming import drop, leave_claims
from .places import server, stream, stream_consumer, stream_group
from .words import FAILOVER


@compiled
def lose_node(arena, b, n):
    sv = server(arena, broker(arena, b).own)
    if n != sv.master:
        return
    sv.unavailable = 1
    sv.down_since = state(arena).now
    if replica_of(arena, b) >= 0:
        plan_failover(arena, b)


@compiled
def plan_failover(arena, b):
    sv = server(arena, broker(arena, b).own)
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = REDIS_STREAMS
    timer.step = FAILOVER
    timer.place = b
    sv.timer = t
    schedule(arena, state(arena).now + sv.failover, t)


@compiled
def replica_of(arena, b):
    """The first node of broker b that is up, -1 for none."""
    br = broker(arena, b)
    for n in range(br.nodes):
        if broker_node(arena, br.first_node + n).down == 0:
            return n
    return -1


@compiled
def failover(arena, t):
    """Sentinel makes a replica the master."""
    b = message(arena, t).place
    release(arena, t)
    sv = server(arena, broker(arena, b).own)
    sv.timer = -1
    replica = replica_of(arena, b)
    if replica >= 0:
        sv.master = replica
        sv.loses = LOST_FAILOVER
        available_again(arena, b, sv.down_since - sv.replication)


@compiled
def regain_node(arena, b, n):
    sv = server(arena, broker(arena, b).own)
    if n != sv.master:
        # Sentinel goes on trying; now there is somebody to take over.
        if sv.unavailable != 0 and sv.timer < 0:
            plan_failover(arena, b)
        return
    if sv.timer >= 0:
        release(arena, sv.timer)
        sv.timer = -1
    since = sv.down_since
    if sv.unwritten > 0.0:
        since -= sv.unwritten * drawn_share(arena, b)
    sv.loses = LOST_UNWRITTEN
    available_again(arena, b, since)


@compiled
def drawn_share(arena, b):
    """How far back the last sync was, as a share of the longest possible, by the stream of the first channel."""
    for c in range(state(arena).channels_count):
        ch = channel(arena, c)
        if ch.broker == b:
            return uniform(arena, ch.stream)
    return 1.0


@compiled
def available_again(arena, b, since):
    """Broker b serves again, without what was added after `since`."""
    s = state(arena)
    sv = server(arena, broker(arena, b).own)
    sv.unavailable = 0
    for c in range(s.channels_count):
        ch = channel(arena, c)
        if ch.broker == b and ch.own >= 0:
            lose_entries(arena, c, since, sv.loses)
    for k in range(s.consumers_count):
        if channel(arena, group(arena, consumer(arena, k).group).channel).broker == b:
            wake(arena, k)


@compiled
def lose_entries(arena, c, since, why):
    """The entries of channel c that were added after a time are gone; their ids are given out again."""
    ch = channel(arena, c)
    st = stream(arena, ch.own)
    lg = log(arena, st.log)
    last = -1
    e = lg.head
    cut = lg.start
    while cut < lg.end and entry(arena, e).appended <= since:
        last = e
        e = entry(arena, e).next
        cut += 1
    if cut == lg.end:
        return
    for g in range(ch.first_group, ch.first_group + ch.groups):
        lose_pending(arena, g, cut, lg.end, why)
    free_from(arena, st.log, e, cut, why)
    if last >= 0:
        entry(arena, last).next = -1
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        step_back(arena, r, cut)
    lg.tail = last
    lg.end = cut
    st.start = min(st.start, cut)


@compiled
def free_from(arena, q, e, offset, why):
    """Entries from e on, whose offset is given, end for who has not read them."""
    s = state(arena)
    lg = log(arena, q)
    while offset < lg.end:
        en = entry(arena, e)
        for r in range(lg.first_reader, lg.first_reader + lg.readers):
            rd = reader(arena, r)
            if offset >= rd.seen and group_wants(arena, rd.group, en.type):
                count_ended(arena, lg.channel, en.type, why, 1)
        lg.bytes -= en.payload
        following = en.next
        en.next = s.free_entry
        s.free_entry = e
        s.free_entry_count += 1
        e = following
        offset += 1


@compiled
def step_back(arena, r, cut):
    """Reader r stands no further than at the log's new end."""
    rd = reader(arena, r)
    waiting_changes(arena, group(arena, rd.group), max(rd.position, cut) - log(arena, rd.log).end)
    rd.seen = min(rd.seen, cut)
    if rd.position >= cut:
        rd.position = cut
        rd.next = -1
    if rd.committed >= cut:
        rd.committed = cut
        rd.committed_next = -1


@compiled
def lose_pending(arena, g, cut, end, why):
    """What group g has been given of the lost entries is pending no longer. Who works on it goes on."""
    pending = stream_group(arena, group(arena, g).own)
    m = pending.head
    while m >= 0:
        msg = message(arena, m)
        following = msg.next
        if end - ((end - msg.extra) & 0x7FFFFFFF) >= cut:
            if msg.kind == QUEUED:
                leave_claims(arena, stream_consumer(arena, consumer(arena, msg.consumer).own), m)
            take_out(arena, pending, m)
            drop(arena, m, why)
        m = following
