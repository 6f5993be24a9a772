"""The end of a log is cut off: a leader was elected that never had it."""

from ...kernel.accounting import entry_ends
from ...kernel.logs import group_wants
from ...kernel.options import rare
from ...kernel.places import consumer, entry, group, log, message, reader, state
from ...kernel.statistics import waiting_changes
from ...layout import (
    AT_SOURCE,
    DELIVERING,
    IS_CALL,
    KAFKA,
    LOST_UNREPLICATED,
    ORPHAN,
    RETRIED,
    RETRY_IN_PLACE,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from .offsets import drop_aside


@rare
def truncate(arena, q, end):
    """Entries from an offset on are gone, read or not."""
    s = state(arena)
    lg = log(arena, q)
    end = max(lg.start, end)
    before = -1
    e = lg.head
    for _ in range(end - lg.start):
        before = e
        e = entry(arena, e).next
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        rd = reader(arena, r)
        at = e
        for offset in range(end, lg.end):
            en = entry(arena, at)
            if offset >= rd.seen and group_wants(arena, rd.group, en.type):
                entry_ends(arena, at, group(arena, rd.group).channel, LOST_UNREPLICATED)
            at = en.next
        drop_aside(arena, r, end, 1, LOST_UNREPLICATED)
        waiting_changes(arena, group(arena, rd.group), min(rd.position, lg.end) - lg.end + max(0, end - rd.position))
        rd.seen = min(rd.seen, end)
        rd.handled = min(rd.handled, end)
        rd.until = min(rd.until, end)
        if rd.position >= end:
            rd.position = end
            rd.next = -1
        if rd.committed >= end:
            rd.committed = end
            rd.committed_next = -1
    while lg.end > end:
        en = entry(arena, e)
        following = en.next
        lg.bytes -= en.payload
        en.next = s.free_entry
        s.free_entry = e
        s.free_entry_count += 1
        lg.end -= 1
        e = following
    forget_offsets(arena, q, end)
    lg.tail = before
    if before >= 0:
        entry(arena, before).next = -1
    else:
        lg.head = -1


@rare
def in_hand(arena, m):
    """Whether message m is a record that a member of a Kafka group works on."""
    msg = message(arena, m)
    kind = msg.kind
    if kind != WORK_DONE and kind != WAITS_FOR_ANSWER and kind != RETRY_IN_PLACE and kind != DELIVERING:
        return False
    if msg.consumer < 0 or msg.marks & (ORPHAN | RETRIED | IS_CALL | AT_SOURCE) != 0:
        return False
    return consumer(arena, msg.consumer).kind == KAFKA


@rare
def forget_offsets(arena, q, end):
    """What is worked on and is no longer in the log commits nothing beyond its end."""
    for m in range(state(arena).messages_count):
        if in_hand(arena, m) and message(arena, m).extra >= end and reader(arena, message(arena, m).place).log == q:
            message(arena, m).extra = end - 1
