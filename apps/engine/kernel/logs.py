"""Logs and their readers: append, take the next entry, commit, seek, trim.

Place in the flow: below the brokers that keep a log (Kafka, Redis Streams, NATS JetStream, event stores). An entry
becomes a message only when a consumer takes it, so a backlog costs 48 bytes a message, whatever the number of groups.
"""

from ..layout import (
    DROPPED_UNREAD,
    FROM_A_NUMBER,
    FROM_A_TIME,
    FROM_THE_END,
    IN_FLIGHT,
    LINEAGE_BITS,
    LINEAGE_MASK,
    REDELIVERED,
    SKIPPED_BY_SEEK,
)
from ..records import fetch_ahead
from .accounting import count_ended, count_redelivered, entry_ends
from .memory import event_identity
from .messages import take
from .options import compiled, exported, inlined, rare
from .places import consumer, entry, group, log, message, reader, state, subscription, take_row
from .statistics import waiting_changes

FREED_AT_AN_APPEND = 2
"""Entries, and a thousandth of what nobody needs: more than come, so that the log shrinks, and so few that the next has
long been fetched into the cache. A whole row of them would be one wait for memory after the other."""


@inlined
def append(arena, q, m):
    """Message m becomes the last entry of log q. The caller frees m and wakes whom it concerns."""
    s = state(arena)
    lg = log(arena, q)
    msg = message(arena, m)
    e = s.free_entry
    en = entry(arena, e)
    s.free_entry = en.next
    s.free_entry_count -= 1
    en.event = event_identity(msg)
    en.born = msg.born
    en.sent = msg.sent
    en.appended = s.now
    en.key = msg.key
    en.next = -1
    en.payload = msg.payload
    en.origin = msg.origin
    en.type = msg.type
    en.marks = packed(msg.marks)
    if lg.end > lg.start:
        entry(arena, lg.tail).next = e
    else:
        lg.head = e
    lg.tail = e
    lg.end += 1
    lg.bytes += msg.payload
    floor = lg.end - lg.history
    for g in range(lg.readers):
        rd = reader(arena, lg.first_reader + g * lg.reader_step)
        floor = min(floor, rd.committed)
        if rd.next < 0:
            rd.next = e
        if rd.committed_next < 0:
            rd.committed_next = e
        waiting_changes(arena, group(arena, rd.group), 1)
        group(arena, rd.group).arrived += 1
    if lg.start < floor:
        trim(arena, q, floor)


@inlined
def packed(marks):
    """Marks of a message in one byte: SAMPLED, POISONED and DUPLICATE."""
    return (marks & 1) | ((marks >> 10) & 2) | ((marks >> 11) & 4)


@inlined
def unpacked(marks):
    return (marks & 1) | ((marks & 2) << 10) | ((marks & 4) << 11)


@inlined
def wanted(arena, k, event_type):
    """Whether consumer k's subscription takes an event type."""
    sub = subscription(arena, consumer(arena, k).subscription)
    if sub.takes == 0:
        return True
    for row in range(sub.first_take, sub.first_take + sub.takes):  # noqa: SIM110 - Numba knows no any()
        if take_row(arena, row).type == event_type:
            return True
    return False


@inlined
def read(arena, r, k):
    """The next entry of reader r as a message for consumer k, or -1 at the end of the log.

    Entries that the subscription does not want are passed over.
    """
    rd = reader(arena, r)
    while rd.next >= 0:
        en = entry(arena, rd.next)
        rd.next = en.next
        offset = rd.position
        rd.position = offset + 1
        first = offset >= rd.seen
        if first:
            rd.seen = offset + 1
        waiting_changes(arena, group(arena, rd.group), -1)
        if not wanted(arena, k, en.type):
            if first:
                passed_over(arena, rd, en.type)
            continue
        m = take(arena)
        msg = message(arena, m)
        msg.id = en.event >> LINEAGE_BITS
        msg.lineage = en.event & LINEAGE_MASK
        msg.born = en.born
        msg.sent = en.sent
        msg.ready = en.appended
        msg.key = en.key
        msg.type = en.type
        msg.payload = en.payload
        msg.origin = en.origin
        msg.marks = unpacked(en.marks) | (IN_FLIGHT if first else REDELIVERED)
        msg.place = r
        msg.consumer = k
        msg.extra = offset & 0x7FFFFFFF
        if not first:
            count_redelivered(arena, m)
        return m
    return -1


@compiled
def passed_over(arena, rd, event_type):
    """Who takes an entry that only another subscription of its group wants, throws it away."""
    if group_wants(arena, rd.group, event_type):
        count_ended(arena, group(arena, rd.group).channel, event_type, DROPPED_UNREAD, 1)


@compiled
def commit(arena, r):
    """What reader r has taken will not come again."""
    rd = reader(arena, r)
    rd.committed = rd.position
    rd.committed_next = rd.next


@exported
def seek(arena, r, offset):
    """Reader r goes on from an offset, committed there; outside the log, from its nearer end.

    What is jumped over without ever having been taken ends as skipped.
    """
    rd = reader(arena, r)
    lg = log(arena, rd.log)
    offset = max(lg.start, min(offset, lg.end))
    e = lg.head if lg.end > lg.start else -1
    at = lg.start
    while at < offset:
        en = entry(arena, e)
        if at >= rd.seen:
            skip(arena, rd, e)
        e = en.next
        at += 1
    rd.seen = max(rd.seen, offset)
    waiting_changes(arena, group(arena, rd.group), rd.position - offset)
    rd.position = offset
    rd.next = e
    rd.committed = offset
    rd.committed_next = e


@rare
def begin_reading(arena, r, at, first):
    """The group of reader r is created, at the place in the log that it asks for; `at`: the moment, in seconds, or the
    number, from 1, that it begins with; `first`: the offset before which its broker has nothing any more."""
    rd = reader(arena, r)
    rd.commits = 1
    start = group(arena, rd.group).start
    if start == FROM_THE_END:
        seek(arena, r, log(arena, rd.log).end)
    elif start == FROM_A_TIME:
        seek(arena, r, max(first, offset_at(arena, rd.log, at)))
    elif start == FROM_A_NUMBER:
        seek(arena, r, max(first, int(at) - 1))


@compiled
def offset_at(arena, q, since):
    """The offset of the first entry of log q that was appended at `since` seconds or later."""
    lg = log(arena, q)
    offset = lg.start
    e = lg.head
    while offset < lg.end and entry(arena, e).appended < since:
        e = entry(arena, e).next
        offset += 1
    return offset


@compiled
def skip(arena, rd, e):
    gr = group(arena, rd.group)
    if group_wants(arena, rd.group, entry(arena, e).type):
        entry_ends(arena, e, gr.channel, SKIPPED_BY_SEEK)


@compiled
def group_wants(arena, g, event_type):
    gr = group(arena, g)
    for t in range(gr.first_subscription, gr.first_subscription + gr.subscriptions):
        sub = subscription(arena, t)
        if sub.takes == 0:
            return True
        for row in range(sub.first_take, sub.first_take + sub.takes):
            if take_row(arena, row).type == event_type:
                return True
    return False


@compiled
def trim(arena, q, floor):
    """Frees the oldest entries before offset `floor`: every group has committed them, and they are more than the
    history that is kept for replay."""
    lg = log(arena, q)
    unneeded = floor - lg.start
    for _ in range(min(unneeded, FREED_AT_AN_APPEND + (unneeded >> 10))):
        drop_oldest(arena, q)
    if lg.start < lg.end:
        fetch_ahead(entry(arena, lg.head))


@compiled
def drop_oldest(arena, q):
    """Frees the head entry. Readers that stand at it are the caller's business: see `cut_to`."""
    s = state(arena)
    lg = log(arena, q)
    e = lg.head
    en = entry(arena, e)
    lg.bytes -= en.payload
    lg.head = en.next
    lg.start += 1
    en.next = s.free_entry
    s.free_entry = e
    s.free_entry_count += 1


@compiled
def cut_oldest(arena, q, why):
    """Deletes the head entry, read or not: who has not taken it loses it for a cause, and goes on behind it."""
    lg = log(arena, q)
    en = entry(arena, lg.head)
    for g in range(lg.readers):
        rd = reader(arena, lg.first_reader + g * lg.reader_step)
        if rd.seen <= lg.start:
            rd.seen = lg.start + 1
            if group_wants(arena, rd.group, en.type):
                entry_ends(arena, lg.head, group(arena, rd.group).channel, why)
        if rd.position <= lg.start:
            rd.position = lg.start + 1
            rd.next = en.next
            waiting_changes(arena, group(arena, rd.group), -1)
        if rd.committed <= lg.start:
            rd.committed = lg.start + 1
            rd.committed_next = en.next
    drop_oldest(arena, q)
