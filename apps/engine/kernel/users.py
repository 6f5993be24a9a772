"""Users of a closed loop: each thinks, asks, waits for the end, and thinks again."""

from ..layout import ARRIVALS, CLOSED_LOOP, SOURCE_TICK
from .events import schedule
from .messages import release, take
from .options import compiled, exported
from .places import message, source, state, station
from .random import drawn


@compiled
def request_ended(arena, m):
    """Message m, at its source, is over, well or not. In a closed loop its user thinks before the next."""
    x = station(arena, message(arena, m).station).source
    release(arena, m)
    if x >= 0 and source(arena, x).kind == CLOSED_LOOP:
        think(arena, x)


@exported
def think(arena, x):
    """One user of source x begins to think."""
    src = source(arena, x)
    stream = station(arena, src.station).stream + ARRIVALS
    seconds = drawn(arena, stream, src.think_kind, src.think_a, src.think_b, src.first_think, src.thinks)
    m = take(arena)
    clock = message(arena, m)
    clock.parent = x
    clock.kind = SOURCE_TICK
    schedule(arena, state(arena).now + seconds / src.factor, m)
