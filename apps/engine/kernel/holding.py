"""Messages whose broker cannot take them now: their senders try again, and give up in the end."""

from ..layout import AT_CHANNEL, CARRIES_DEAD, LOST_UNCONFIRMED, UNCONFIRMED
from ..layout.history import HELD_BACK
from .accounting import ends
from .events import schedule
from .messages import release
from .options import compiled
from .places import broker, channel, message, route, state, station
from .tracing import note

BROKER_RETRY_SECONDS = 0.1
"""How often a sender tries again while the broker is down."""


@compiled
def hold_back(arena, m, why):
    """The broker cannot take message m now: its sender tries again until its delivery timeout, then it is lost for that
    cause. A sender that does not wait for confirmations loses it at once; a queue that dead-letters at least once
    waits."""
    s = state(arena)
    msg = message(arena, m)
    rt = route(arena, msg.via)
    if rt.options & UNCONFIRMED != 0:
        ends(arena, m, LOST_UNCONFIRMED)
        release(arena, m)
    elif gives_up(arena, m) and rt.options & CARRIES_DEAD == 0:
        ends(arena, m, why)
        release(arena, m)
    else:
        note(arena, m, HELD_BACK, BROKER_RETRY_SECONDS)
        msg.kind = AT_CHANNEL
        schedule(arena, s.now + BROKER_RETRY_SECONDS, m)


@compiled
def gives_up(arena, m):
    """Whether the sender of message m has tried for as long as its broker's delivery timeout. The relay of an outbox
    never gives up: what is not published yet stays in its table."""
    msg = message(arena, m)
    rt = route(arena, msg.via)
    if rt.relay > 0.0:
        return False
    timeout = broker(arena, channel(arena, rt.channel).broker).delivery_timeout
    return state(arena).now - msg.sent + skew_of(arena, rt.station) >= timeout


@compiled
def skew_of(arena, s):
    """How far the clock of station s is ahead; its time stamps are."""
    if s < 0:
        return 0.0
    return station(arena, s).clock_skew
