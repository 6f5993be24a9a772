"""The history of one watched id: every step of every message and call that carries it, in a ring that the host empties.

A run watches nothing and pays one comparison at each step; a replay of it with an id watched takes the same way.
"""

from numba import njit

from ..layout import AT_SOURCE, IS_CALL, SAGA_TIMER
from .options import INLINED, JIT
from .places import consumer, group, history, instance, message, route, state, subscription


@njit(**INLINED)
def note(arena, m, what, value):
    """Step `what` (one of layout.history) of message, call or saga timer m."""
    if state(arena).watched >= 0:
        note_watched(arena, m, what, value)


@njit(**JIT)
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
    row.attempt = msg.attempt
    row.deliveries = msg.deliveries
    row.node = -1
    row.edge = -1
    row.channel = -1
    row.instance = -1
    if msg.marks & IS_CALL != 0:
        row.node = msg.station
        row.edge = msg.via
        if msg.consumer >= 0:
            row.instance = instance(arena, msg.consumer).number
    elif msg.kind == SAGA_TIMER or msg.marks & AT_SOURCE != 0:
        row.node = msg.station
    elif msg.consumer >= 0:
        k = consumer(arena, msg.consumer)
        row.node = k.station
        row.edge = subscription(arena, k.subscription).edge
        row.channel = group(arena, k.group).channel
        row.instance = instance(arena, k.instance).number
    elif msg.via >= 0:
        rt = route(arena, msg.via)
        row.node = rt.station
        row.edge = rt.edge
        row.channel = rt.channel


@njit(**INLINED)
def note_at(arena, identity, event_type, c, what, value):
    """Step `what` of an id in channel c where no message stands for it: an entry of a log, or one that nobody gets."""
    if identity == state(arena).watched:
        note_watched_at(arena, event_type, c, what, value)


@njit(**JIT)
def note_watched_at(arena, event_type, c, what, value):
    s = state(arena)
    row = history(arena, s.history_written % s.history_count)
    s.history_written += 1
    row.time = s.now
    row.value = value
    row.what = int(what)
    row.type = event_type
    row.attempt = 0
    row.deliveries = 0
    row.node = -1
    row.edge = -1
    row.channel = c
    row.instance = -1
