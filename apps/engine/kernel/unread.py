"""What a reader has yet to take from its log, counted by walking it: the accounts ask, the loop never does."""

from ..layout import Bits
from .logs import group_wants
from .options import exported
from .places import entry, log, reader


@exported
def count_unread(arena, r, counts):
    """Adds to the integers at address `counts`, one for each event type, the entries that reader r has never taken and
    that its group wants."""
    rd = reader(arena, r)
    lg = log(arena, rd.log)
    e = lg.head
    offset = lg.start
    if rd.next >= 0 and rd.position <= rd.seen:
        e = rd.next
        offset = rd.position
    while e >= 0 and offset < lg.end:
        en = entry(arena, e)
        if offset >= rd.seen and group_wants(arena, rd.group, en.type):
            count = Bits(counts, en.type)
            count.value += 1
        e = en.next
        offset += 1


@exported
def oldest_unread(arena, r):
    """When the first entry that reader r will take for its group was sent; -1 at the end of the log."""
    rd = reader(arena, r)
    e = rd.next
    while e >= 0:
        en = entry(arena, e)
        if group_wants(arena, rd.group, en.type):
            return en.sent
        e = en.next
    return -1.0
