"""The history of one watched id: every step of every message and call that carries it, in a ring that the host empties.

A run watches nothing and pays one comparison at each step; a replay of it with an id watched takes the same way. Names
are found by the host: whatever stands here is compiled into everything that notes a step.
"""

from .options import compiled, inlined
from .places import history, message, state


@inlined
def note(arena, m, what, value):
    """Step `what` (one of layout.history) of message, call or saga timer m."""
    if state(arena).watched >= 0:
        note_watched(arena, m, what, value)


@compiled
def note_watched(arena, m, what, value):
    s = state(arena)
    msg = message(arena, m)
    if msg.id != s.watched:
        return
    row = history(arena, s.history_written % s.history_count)
    s.history_written += 1
    row.time = s.now
    row.value = value
    row.what = int(what)
    row.type = msg.type
    row.marks = msg.marks
    row.station = msg.station
    row.consumer = msg.consumer
    row.via = msg.via
    row.channel = -1
    row.attempt = msg.attempt
    row.deliveries = msg.deliveries


@inlined
def note_at(arena, identity, event_type, c, what, value):
    """Step `what` of an id in channel c where no message stands for it: an entry of a log, or one that nobody gets."""
    if identity == state(arena).watched:
        note_watched_at(arena, event_type, c, what, value)


@compiled
def note_watched_at(arena, event_type, c, what, value):
    s = state(arena)
    row = history(arena, s.history_written % s.history_count)
    s.history_written += 1
    row.time = s.now
    row.value = value
    row.what = int(what)
    row.type = event_type
    row.marks = 0
    row.station = -1
    row.consumer = -1
    row.via = -1
    row.channel = c
    row.attempt = 0
    row.deliveries = 0
