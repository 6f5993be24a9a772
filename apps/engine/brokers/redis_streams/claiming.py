"""XAUTOCLAIM: consumers look every so often for entries that have been pending too long, and take them over.

A consumer claims when it asks for work and its interval is over; one that has nothing to do is woken for it, by one
timer a group. What it claims it has in its memory, and works through it before it claims again. XAUTOCLAIM goes through
the list by id; here those that have idled longest come first.

Whoever claims an entry does not know whether its owner still works on it: then it is done twice (`twins`). So it is
with a consumer's own entries, which it claims like all others.
"""

import math

from ...kernel.accounting import count_redelivered, ends
from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.messages import release, take
from ...kernel.options import compiled, inlined
from ...kernel.places import consumer, group, log, message, state
from ...kernel.twins import separate, split
from ...layout import ACKNOWLEDGED, BROKER_TIMER, HELD, QUEUED, REDELIVERED, REDIS_STREAMS, TRIMMED
from ..pending import OUTSIDE, idle_seconds, put_last, take_out
from .places import stream, stream_consumer, stream_group
from .words import CLAIM, MOST_AT_ONCE


@compiled
def claim(arena, k):
    """Consumer k calls XAUTOCLAIM. What it gets stands at the end of the list, one behind the other."""
    c = consumer(arena, k)
    own = stream_consumer(arena, c.own)
    pending = stream_group(arena, group(arena, c.group).own)
    st = stream(arena, pending.stream)
    own.claims_at = state(arena).now + st.claim_interval
    taken = 0
    split_up = 0
    while pending.head >= 0 and taken < st.claim_count and split_up < MOST_AT_ONCE:
        m = pending.head
        if idle_seconds(arena, m) < st.claim_min_idle:
            break
        msg = message(arena, m)
        if msg.kind == QUEUED:
            leave_claims(arena, stream_consumer(arena, consumer(arena, msg.consumer).own), m)
        take_out(arena, pending, m)
        if msg.marks & ACKNOWLEDGED != 0 or is_trimmed(arena, st, m):
            drop(arena, m, TRIMMED)
            continue
        taken += 1
        if msg.kind == HELD:
            give(arena, pending, own, m, k)
            continue
        split_up += 1
        x = split(arena, m)
        if msg.kind == QUEUED:
            keep_left(arena, m)
        give(arena, pending, own, x, k)


@inlined
def give(arena, pending, own, m, k):
    """Message m, in no list, is pending for consumer k from now on."""
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.due = -1
    msg.consumer = k
    msg.ready = state(arena).now
    msg.deliveries += 1
    msg.marks |= REDELIVERED
    count_redelivered(arena, m)
    put_last(arena, pending, m)
    if own.claimed < 0:
        own.claimed = m


@compiled
def is_trimmed(arena, st, m):
    """Whether the entry of message m is no longer in the stream. Offsets in messages have 31 bits."""
    behind = (log(arena, st.log).end - message(arena, m).extra) & 0x7FFFFFFF
    return log(arena, st.log).end - behind < st.start


@compiled
def drop(arena, m, why):
    """The server has message m in its list no longer: it was acknowledged late, or its entry is gone. Who works on it,
    or has it in memory, goes on; only if that comes to nothing the message ends for the cause."""
    msg = message(arena, m)
    msg.priority = why
    if msg.kind == HELD:
        separate(arena, m)
        ends(arena, m, msg.priority)
        release(arena, m)
    elif msg.kind == QUEUED:
        keep_left(arena, m)


@compiled
def read_while_pending(arena, pending, m, k):
    """Consumer k has read an entry once more, as message m, after XGROUP SETID. If it was still pending, its line in
    the list is now k's, and counts from one (streamReplyWithRange, t_stream.c). Returns the message that k gets."""
    old = pending.head
    while old >= 0 and message(arena, old).extra != message(arena, m).extra:
        old = message(arena, old).next
    if old < 0:
        return m
    msg = message(arena, old)
    if msg.kind == QUEUED:
        leave_claims(arena, stream_consumer(arena, consumer(arena, msg.consumer).own), old)
    take_out(arena, pending, old)
    if msg.marks & ACKNOWLEDGED != 0:
        drop(arena, old, TRIMMED)
        return m
    release(arena, m)
    x = old
    if msg.kind != HELD:
        x = split(arena, old)
        if msg.kind == QUEUED:
            keep_left(arena, old)
    message(arena, x).consumer = k
    message(arena, x).ready = state(arena).now
    message(arena, x).marks |= REDELIVERED
    return x


@inlined
def leave_claims(arena, own, m):
    """Message m is no longer the first that a consumer has claimed and not begun, if it was."""
    if own.claimed != m:
        return
    msg = message(arena, m)
    own.claimed = -1
    if msg.next >= 0:
        following = message(arena, msg.next)
        if following.kind == QUEUED and following.consumer == msg.consumer:
            own.claimed = msg.next


@compiled
def keep_left(arena, m):
    """Message m is in no list of the server, and still in the memory of its consumer."""
    msg = message(arena, m)
    own = stream_consumer(arena, consumer(arena, msg.consumer).own)
    msg.next = -1
    msg.prev = OUTSIDE
    if own.first_left >= 0:
        message(arena, own.last_left).next = m
    else:
        own.first_left = m
    own.last_left = m


@compiled
def next_left(arena, own):
    m = own.first_left
    own.first_left = message(arena, m).next
    return m


@inlined
def wake_up(arena, own, pending):
    """A consumer that had nothing to do has claimed in vain meanwhile: its next turn has not come yet."""
    own.asleep = 0
    pending.asleep -= 1
    own.claims_at = next_turn(arena, own, stream(arena, pending.stream).claim_interval, state(arena).now)


@inlined
def next_turn(arena, own, interval, since):
    """The consumer's first claim at or after a time."""
    if own.claims_at >= since:
        return own.claims_at
    return own.claims_at + math.ceil((since - own.claims_at) / interval) * interval


@inlined
def fall_asleep(arena, own, pending, g):
    own.asleep = 1
    pending.asleep += 1
    if pending.head >= 0 and pending.timer < 0:
        expect_claim(arena, g)


@compiled
def expect_claim(arena, g):
    """Sets the timer for the next claim by one of those that have nothing to do, if there is anything to claim."""
    pending = stream_group(arena, group(arena, g).own)
    if pending.timer >= 0 or pending.head < 0 or pending.asleep == 0:
        return
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = REDIS_STREAMS
    timer.step = CLAIM
    timer.place = g
    pending.timer = t
    schedule(arena, next_claim(arena, g), t)


@compiled
def next_claim(arena, g):
    """When the first of the consumers that have nothing to do can claim the first of the pending entries."""
    gr = group(arena, g)
    pending = stream_group(arena, gr.own)
    st = stream(arena, pending.stream)
    ripe = state(arena).now + max(0.0, st.claim_min_idle - idle_seconds(arena, pending.head))
    first = math.inf
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        own = stream_consumer(arena, consumer(arena, k).own)
        if own.asleep != 0:
            first = min(first, next_turn(arena, own, st.claim_interval, ripe))
    return first


@compiled
def claim_timer(arena, t):
    """Wakes the consumers whose turn it is, if the first entry is ripe."""
    g = message(arena, t).place
    gr = group(arena, g)
    pending = stream_group(arena, gr.own)
    pending.timer = -1
    release(arena, t)
    if pending.head < 0:
        return
    st = stream(arena, pending.stream)
    now = state(arena).now
    if idle_seconds(arena, pending.head) >= st.claim_min_idle:
        for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
            own = stream_consumer(arena, consumer(arena, k).own)
            if own.asleep != 0 and next_turn(arena, own, st.claim_interval, now) <= now:
                own.asleep = 0
                own.claims_at = now
                pending.asleep -= 1
                wake(arena, k)
    expect_claim(arena, g)
