"""Offsets of a group in a partition: committed, gone back to; and records that were taken and must come again.

A record that was taken and has to come again is put aside with its failed attempts until its offset is read again; one
in flight goes on standing for itself in the ledger.
"""

from ...kernel.accounting import ends
from ...kernel.logs import seek as seek_reader
from ...kernel.messages import release
from ...kernel.options import inlined, rare
from ...kernel.places import consumer, entry, group, log, message, reader, state, station
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import HELD, IN_FLIGHT, REDELIVERED, SKIPPED_BY_SEEK
from .places import group_state, member

END = 1 << 62


@inlined
def commit(arena, r):
    """What has been handled without a gap will not come again."""
    rd = reader(arena, r)
    rd.commits = 1
    if rd.handled <= rd.committed:
        return
    if rd.handled == rd.position:
        rd.committed_next = rd.next
    else:
        rd.committed_next = entry_at(arena, r, rd.handled)
    rd.committed = rd.handled


@rare
def unfinished(arena, g):
    """From what group g has committed to the ends of its logs. A member that has nothing to do polls all the time, and
    so has committed when its interval was over; that is entered only when it matters."""
    gr = group(arena, g)
    found = 0
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        rd = reader(arena, r)
        behind = rd.committed
        if rd.consumer >= 0:
            c = consumer(arena, rd.consumer)
            mem = member(arena, c.own)
            polls = c.active == 0 or station(arena, c.station).manual != 0
            if polls and mem.commit_every > 0.0 and state(arena).now >= mem.next_commit:
                behind = max(behind, rd.handled)
        found += log(arena, rd.log).end - max(behind, log(arena, rd.log).start)
    return found


@rare
def entry_at(arena, r, offset):
    """The entry of an offset between the last commit and the end of the log, -1 for the end."""
    rd = reader(arena, r)
    e = rd.committed_next
    for _ in range(offset - rd.committed):
        e = entry(arena, e).next
    return e


@rare
def move_to(arena, r, offset):
    """The next record to be taken is the one at an offset between the last commit and the end of the log."""
    rd = reader(arena, r)
    e = entry_at(arena, r, offset)
    waiting_changes(arena, group(arena, rd.group), rd.position - offset)
    rd.position = offset
    rd.next = e
    rd.handled = min(rd.handled, offset)
    rd.until = offset


@rare
def begin_again(arena, r):
    """A new owner begins at the last commit; without one that the log still has, as auto.offset.reset says."""
    rd = reader(arena, r)
    if rd.commits != 0:
        move_to(arena, r, rd.committed)
    elif group_state(arena, group(arena, rd.group).own).latest != 0:
        jump(arena, r, END)
    else:
        jump(arena, r, 0)


@rare
def jump(arena, r, offset):
    """Reader r goes on from an offset, kept inside the log; what nobody has taken before it ends as skipped."""
    rd = reader(arena, r)
    lg = log(arena, rd.log)
    offset = max(lg.start, min(offset, lg.end))
    drop_aside(arena, r, offset, 0, SKIPPED_BY_SEEK)
    seek_reader(arena, r, offset)
    rd.handled = offset
    rd.until = offset


@rare
def put_aside(arena, r, m):
    """Message m was taken from reader r and comes again when its offset is read again."""
    msg = message(arena, m)
    if msg.marks & IN_FLIGHT == 0 and msg.attempt == 0:
        separate(arena, m)
        release(arena, m)
        return
    rd = reader(arena, r)
    msg.kind = HELD
    msg.due = -1
    msg.next = rd.unfinished
    rd.unfinished = m


@rare
def taken_before(arena, r, m):
    """Message m has just been read from reader r: if its record was put aside, that one, else m."""
    rd = reader(arena, r)
    new = message(arena, m)
    before = -1
    x = rd.unfinished
    while x >= 0:
        old = message(arena, x)
        if old.extra == new.extra:
            if before < 0:
                rd.unfinished = old.next
            else:
                message(arena, before).next = old.next
            old.next = -1
            old.consumer = new.consumer
            old.station = -1
            old.marks |= REDELIVERED
            release(arena, m)
            return x
        before = x
        x = old.next
    return m


@rare
def drop_aside(arena, r, offset, behind, why):
    """Records that were put aside and lie before an offset (behind 0), or there and later (1), will not come again."""
    rd = reader(arena, r)
    before = -1
    x = rd.unfinished
    while x >= 0:
        old = message(arena, x)
        following = old.next
        if (old.extra >= min(offset, 0x7FFFFFFF)) == (behind != 0):
            if before < 0:
                rd.unfinished = following
            else:
                message(arena, before).next = following
            ends(arena, x, why)
            separate(arena, x)
            release(arena, x)
        else:
            before = x
        x = following
