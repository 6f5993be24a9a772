"""PurgeQueue: what the queue holds ends, visible or delayed, and what is in flight when it would come again.

What somebody works on ends with that work; if the work fails or takes too long, the message does not come again.
"""

from ...kernel.options import compiled
from ...kernel.places import group, state
from ...kernel.statistics import waiting_changes
from ...layout import DROPPED_PURGED
from .lists import unlink
from .places import line, message_group, queue
from .records import AGAIN, DELAYED, FIFO, FRESH
from .visible import thrown_away


@compiled
def purge_queue(arena, qi):
    q = queue(arena, qi)
    q.purged_at = state(arena).now
    waiting_changes(arena, group(arena, q.group), -empty(arena, q.lists + FRESH) - empty(arena, q.lists + AGAIN))
    empty(arena, q.lists + DELAYED)
    if q.kind == FIFO:
        for g in range(q.first_message_group, q.first_message_group + q.message_groups):
            waiting_changes(arena, group(arena, q.group), -empty(arena, message_group(arena, g).list))


@compiled
def empty(arena, row):
    """Ends everything in a list. Returns how much it was."""
    ls = line(arena, row)
    count = ls.count
    while ls.count > 0:
        m = ls.head
        unlink(arena, row, m)
        thrown_away(arena, m, DROPPED_PURGED)
    return count
