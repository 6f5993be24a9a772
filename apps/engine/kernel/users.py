"""Users of a closed loop: each thinks, asks, waits for the end, and thinks again."""

from ..layout import ARRIVALS, CLOSED_LOOP, SOURCE_TICK
from .events import schedule
from .messages import release, take
from .options import compiled, exported
from .places import message, source, state, station
from .random import drawn

LEAST_TURN_SECONDS = 0.001
"""What a request takes its user that is over in the moment in which it began, refused or sent to somebody who does not
answer: who does not think either would ask without end before time goes on."""


@compiled
def request_ended(arena, m):
    """Message m, at its source, is over, well or not. In a closed loop its user thinks before the next."""
    msg = message(arena, m)
    x = station(arena, msg.station).source
    least = LEAST_TURN_SECONDS if msg.born >= state(arena).now else 0.0
    release(arena, m)
    if x >= 0 and source(arena, x).kind == CLOSED_LOOP:
        think(arena, x, least)


@exported
def everybody_thinks(arena, x):
    """All users of source x begin to think; there is room for their clocks."""
    for _ in range(source(arena, x).users):
        think(arena, x, 0.0)


@compiled
def think(arena, x, least):
    """One user of source x begins to think, for so many seconds at least."""
    src = source(arena, x)
    stream = station(arena, src.station).stream + ARRIVALS
    seconds = drawn(arena, stream, src.think_kind, src.think_a, src.think_b, src.first_think, src.thinks)
    m = take(arena)
    clock = message(arena, m)
    clock.parent = x
    clock.kind = SOURCE_TICK
    schedule(arena, state(arena).now + max(least, seconds / src.factor), m)
