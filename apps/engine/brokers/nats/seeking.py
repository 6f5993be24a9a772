"""Moving a consumer: JetStream cannot, so it is deleted and made again with another start.

What the old one had delivered, and nobody acknowledged, is given to the new one if it lies behind its start, and to
nobody if it lies before. In a stream that deletes what is acknowledged there is nothing else to go back to.
"""

from ...kernel.consumers import wake_idle
from ...kernel.logs import seek
from ...kernel.messages import release
from ...kernel.options import compiled
from ...kernel.places import group, log, message, reader, state
from ...kernel.twins import split
from ...layout import BROKER_TIMER, HELD, REDELIVERED, SKIPPED_BY_SEEK
from ..pending import put_last, take_out
from .endings import end_delivered, is_before, skip_carried
from .places import awaiting, carried, delayed, durable, returned, stream
from .retention import delete_aged
from .words import CARRIED, LIMITS, RETURNED


@compiled
def seek_durable(arena, g, offset):
    gr = group(arena, g)
    d = gr.own
    rd = reader(arena, gr.first_reader)
    rd.commits = 1
    st = stream(arena, durable(arena, d).stream)
    lg = log(arena, rd.log)
    delete_aged(arena, st)
    # What the simulation has forgotten, since everybody had read it, the stream may still keep.
    wanted = offset if offset > lg.start else 0
    begin = max(offset, first_kept(arena, st))
    carry(arena, d, awaiting(arena, d), wanted, begin)
    carry(arena, d, returned(arena, d), wanted, begin)
    carry(arena, d, delayed(arena, d), wanted, begin)
    skip_carried(arena, d, wanted, lg.end, SKIPPED_BY_SEEK)
    seek(arena, gr.first_reader, begin)
    for _ in range(min(lg.end - rd.position + returned(arena, d).length, gr.consumers)):
        wake_idle(arena, g)


@compiled
def first_kept(arena, st):
    """The first offset that can be read again: with limits all that is left; otherwise what those who are furthest
    behind have not been given."""
    lg = log(arena, st.log)
    if st.retention == LIMITS:
        return max(st.start, lg.start)
    position = lg.end
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        position = min(position, reader(arena, r).position)
    return position


@compiled
def carry(arena, d, lst, wanted, begin):
    """The messages of a list: those before the start that was asked for end; those between it and what can be read
    again are returned at once; the rest is given again when it is read."""
    end = log(arena, stream(arena, durable(arena, d).stream).log).end
    for _ in range(lst.length):
        m = lst.head
        msg = message(arena, m)
        take_out(arena, lst, m)
        if msg.kind == BROKER_TIMER:
            msg.kind = HELD
            msg.due = -1
        if is_before(arena, m, wanted, end):
            end_delivered(arena, m, SKIPPED_BY_SEEK)
        elif is_before(arena, m, begin, end):
            msg.deliveries = 0
            msg.priority = RETURNED
            put_last(arena, returned(arena, d), m)
        else:
            msg.priority = CARRIED
            put_last(arena, carried(arena, d), m)


@compiled
def carried_over(arena, d, m, k):
    """Consumer k has read an entry once more, as message m. Returns the message it gets: the one that was carried over,
    if there is one for that entry, or its second record if somebody still works on it."""
    x = carried(arena, d).head
    while x >= 0 and message(arena, x).extra != message(arena, m).extra:
        x = message(arena, x).next
    if x < 0:
        return m
    release(arena, m)
    take_out(arena, carried(arena, d), x)
    message(arena, x).priority = 0
    if message(arena, x).kind != HELD:
        x = split(arena, x)
    msg = message(arena, x)
    msg.consumer = k
    msg.ready = state(arena).now
    msg.marks |= REDELIVERED
    return x
