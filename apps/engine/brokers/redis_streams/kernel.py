"""Redis Streams: XADD, XREADGROUP, XACK. Claiming is in `claiming`, trimming in `trimming`, crashes in `servers`.

Facts: redis.io/docs, XREADGROUP, XAUTOCLAIM, XADD; t_stream.c. An entry that a group has been given is pending until it
is acknowledged, whoever has died meanwhile. Redis has no timer of its own: consumers claim what has idled too long. Any
consumer takes the next entry, whatever its key, so that several of them break the order of a key.
"""

from ...kernel.accounting import ends
from ...kernel.consumers import wake, wake_idle
from ...kernel.dead_letters import to_dead_letters
from ...kernel.holding import hold_back
from ...kernel.logs import append, begin_reading, cut_oldest, read
from ...kernel.logs import seek as seek_reader
from ...kernel.messages import release
from ...kernel.options import apart, compiled, inlined
from ...kernel.places import broker, channel, consumer, group, log, message, reader, state, subscription
from ...kernel.twins import separate
from ...layout import (
    DEAD_REJECTED,
    DROPPED_PURGED,
    DROPPED_RETRIES,
    FROM_A_TIME,
    HELD,
    LOST_BROKER_DOWN,
    REDELIVERED,
)
from ..pending import OUTSIDE, put_instead, put_last, stands_for, take_out
from .claiming import (
    claim,
    claim_timer,
    expect_claim,
    fall_asleep,
    leave_claims,
    next_left,
    read_while_pending,
    wake_up,
)
from .places import server, stream, stream_consumer, stream_group
from .servers import failover, lose_node, regain_node
from .trimming import trim_stream
from .words import CLAIM


@apart
def publish(arena, m, c):
    """XADD, with its MAXLEN."""
    st = stream(arena, channel(arena, c).own)
    if server(arena, st.server).unavailable != 0:
        hold_back(arena, m, LOST_BROKER_DOWN)
        return
    append(arena, st.log, m)
    release(arena, m)
    lg = log(arena, st.log)
    if st.max_length >= 0 and lg.end - st.start > st.max_length:
        trim_stream(arena, st)
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        wake_idle(arena, reader(arena, r).group)


@apart
def poll(arena, k):
    """What consumer k has claimed, every so often a claim, and otherwise XREADGROUP with '>'."""
    c = consumer(arena, k)
    own = stream_consumer(arena, c.own)
    gr = group(arena, c.group)
    pending = stream_group(arena, gr.own)
    if own.asleep != 0:
        wake_up(arena, own, pending)
    if out_of_reach(arena, pending):
        return -1
    if own.first_left >= 0:
        return next_left(arena, own)
    if own.claimed < 0 and state(arena).now >= own.claims_at:
        claim(arena, k)
    if own.claimed >= 0:
        return next_claimed(arena, k)
    rd = reader(arena, gr.first_reader)
    if rd.commits == 0:
        if gr.start == FROM_A_TIME and state(arena).now < pending.start_at:
            # Entries whose ids are not above the group's are never new to it.
            fall_asleep(arena, own, pending, c.group)
            return -1
        begin_reading(arena, gr.first_reader, pending.start_at, stream(arena, pending.stream).start)
    m = read(arena, gr.first_reader, k)
    rd.committed = rd.position
    rd.committed_next = rd.next
    if m < 0:
        fall_asleep(arena, own, pending, c.group)
        return -1
    if message(arena, m).marks & REDELIVERED != 0:
        m = read_while_pending(arena, pending, m, k)
    message(arena, m).deliveries = 1
    put_last(arena, pending, m)
    return m


@inlined
def out_of_reach(arena, pending):
    sv = server(arena, pending.server)
    return sv.unavailable != 0 or broker(arena, sv.broker).down != 0


@compiled
def next_claimed(arena, k):
    """The next of the entries that consumer k has claimed; they stand one behind the other."""
    own = stream_consumer(arena, consumer(arena, k).own)
    m = own.claimed
    leave_claims(arena, own, m)
    message(arena, m).kind = HELD
    return m


@apart
def ack(arena, m):
    """XACK."""
    if message(arena, m).prev != OUTSIDE:
        take_out(arena, pending_of(arena, m), m)


@inlined
def pending_of(arena, m):
    """The list of the group that message m was given to."""
    return stream_group(arena, group(arena, consumer(arena, message(arena, m).consumer).group).own)


@apart
def nack(arena, m, requeue):
    """Redis knows no refusal. An entry that is handed back is left pending, until somebody claims it; one that is given
    up is added to a dead letter stream, if there is one, and acknowledged."""
    if requeue != 0:
        abandon(arena, m)
        return
    ack(arena, m)
    sub = subscription(arena, consumer(arena, message(arena, m).consumer).subscription)
    if sub.dead_letter_channel >= 0:
        ends(arena, m, DEAD_REJECTED)
        to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
    else:
        ends(arena, m, DROPPED_RETRIES)
    separate(arena, m)
    release(arena, m)


@apart
def abandon(arena, m):
    """Nobody works on message m any more: it stays pending until it is claimed. If its entry has left the stream
    meanwhile, nobody will."""
    msg = message(arena, m)
    orphan = stands_for(arena, m)
    if orphan >= 0:
        put_instead(arena, pending_of(arena, m), orphan, m)
    if msg.prev == OUTSIDE:
        separate(arena, m)
        ends(arena, m, msg.priority)
        release(arena, m)
        return
    msg.kind = HELD
    msg.due = -1
    expect_claim(arena, consumer(arena, msg.consumer).group)


@apart
def expire(arena, m):
    if message(arena, m).step == CLAIM:
        claim_timer(arena, m)
    else:
        failover(arena, m)


@apart
def fail(arena, k):
    """What consumer k had claimed and not begun stays pending; what it had in its memory alone is gone."""
    c = consumer(arena, k)
    own = stream_consumer(arena, c.own)
    if own.asleep != 0:
        wake_up(arena, own, stream_group(arena, group(arena, c.group).own))
    while own.claimed >= 0:
        m = own.claimed
        leave_claims(arena, own, m)
        message(arena, m).kind = HELD
    while own.first_left >= 0:
        m = next_left(arena, own)
        separate(arena, m)
        ends(arena, m, message(arena, m).priority)
        release(arena, m)
    expect_claim(arena, c.group)


@apart
def recover(arena, k):
    wake(arena, k)


@apart
def fail_node(arena, b, n):
    lose_node(arena, b, n)


@apart
def recover_node(arena, b, n):
    regain_node(arena, b, n)


@apart
def seek(arena, g, offset):
    """XGROUP SETID. What is pending stays pending."""
    gr = group(arena, g)
    rd = reader(arena, gr.first_reader)
    rd.commits = 1
    seek_reader(arena, gr.first_reader, max(offset, stream(arena, stream_group(arena, gr.own).stream).start))
    for _ in range(min(log(arena, rd.log).end - rd.position, gr.consumers)):
        wake_idle(arena, g)


@apart
def unfinished(arena, g):
    """The group's lag and its pending entries (XINFO GROUPS)."""
    gr = group(arena, g)
    pending = stream_group(arena, gr.own)
    st = stream(arena, pending.stream)
    rd = reader(arena, gr.first_reader)
    return log(arena, rd.log).end - max(rd.position, st.start) + pending.length


@apart
def purge(arena, c):
    """XTRIM MAXLEN 0."""
    st = stream(arena, channel(arena, c).own)
    st.start = log(arena, st.log).end
    while log(arena, st.log).start < st.start:
        cut_oldest(arena, st.log, DROPPED_PURGED)
