"""Moving a consumer: JetStream cannot, so it is deleted and made again with another start.

What the old one had delivered counts for nothing: the new one is given it again if it lies behind its start, and never if
it lies before. In a stream that deletes what is acknowledged there is nothing to go back to.
"""

from numba import njit

from ...kernel.consumers import wake_idle
from ...kernel.logs import seek
from ...kernel.messages import release
from ...kernel.options import JIT
from ...kernel.places import group, log, message, reader, state
from ...kernel.twins import split
from ...layout import BROKER_TIMER, HELD, REDELIVERED, SKIPPED_BY_SEEK
from ..pending import put_last, take_out
from .endings import end_delivered, is_before, skip_carried
from .places import awaiting, carried, delayed, durable, returned, stream
from .retention import delete_aged
from .words import CARRIED, LIMITS


@njit(**JIT)
def seek_durable(arena, g, offset):
    gr = group(arena, g)
    rd = reader(arena, gr.first_reader)
    st = stream(arena, durable(arena, gr.own).stream)
    delete_aged(arena, st)
    offset = max(offset, st.start)
    if st.retention != LIMITS:
        offset = max(offset, rd.position)
    else:
        end = log(arena, st.log).end
        carry(arena, gr.own, awaiting(arena, gr.own), offset, end)
        carry(arena, gr.own, returned(arena, gr.own), offset, end)
        carry(arena, gr.own, delayed(arena, gr.own), offset, end)
        skip_carried(arena, gr.own, offset, end, SKIPPED_BY_SEEK)
    seek(arena, gr.first_reader, offset)
    for _ in range(min(log(arena, rd.log).end - rd.position, gr.consumers)):
        wake_idle(arena, g)


@njit(**JIT)
def carry(arena, d, lst, offset, end):
    """The messages of a list are carried over, or end if they lie before the new start."""
    while lst.head >= 0:
        m = lst.head
        msg = message(arena, m)
        take_out(arena, lst, m)
        if msg.kind == BROKER_TIMER:
            msg.kind = HELD
            msg.due = -1
        if is_before(arena, m, offset, end):
            end_delivered(arena, m, SKIPPED_BY_SEEK)
        else:
            put_last(arena, carried(arena, d), m)
            msg.priority = CARRIED


@njit(**JIT)
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
