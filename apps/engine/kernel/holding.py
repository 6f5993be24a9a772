"""Messages whose broker cannot take them now: their senders try again, and give up in the end.

A sender keeps its order: while something of it waits for a broker that nobody reaches, what it sends later waits
behind that. So all that waits tries again at the same moments.
"""

import math

from ..layout import AT_CHANNEL, CARRIES_DEAD, LOST_UNCONFIRMED, UNCONFIRMED
from ..layout.history import HELD_BACK
from .accounting import ends
from .events import schedule
from .messages import release
from .options import compiled, rare
from .places import broker, channel, edge, message, route, state
from .tracing import note

BROKER_RETRY_SECONDS = 0.1
"""How often a sender tries again while the broker is down."""

AT_SENDER = 1
"""`deliveries` of a message that waits at its sender."""

BEHIND = 2
"""What a message that waits at its sender adds to the state's `disturbed`, so that what follows is looked at."""


@compiled
def hold_back(arena, m, why):
    """The broker cannot take message m now: its sender tries again until its delivery timeout, then it is lost for that
    cause. A sender that does not wait for confirmations loses it at once. Returns 1 if it tries again, else 0."""
    if route(arena, message(arena, m).via).options & UNCONFIRMED != 0:
        ends(arena, m, LOST_UNCONFIRMED)
        release(arena, m)
        return 0
    return try_again(arena, m, why)


@compiled
def try_again(arena, m, why):
    """The same for any sender. A queue that dead-letters at least once waits without end."""
    s = state(arena)
    msg = message(arena, m)
    if gives_up(arena, m) and route(arena, msg.via).options & CARRIES_DEAD == 0:
        ends(arena, m, why)
        release(arena, m)
        return 0
    when = (math.floor(s.now / BROKER_RETRY_SECONDS + 1e-9) + 1.0) * BROKER_RETRY_SECONDS
    note(arena, m, HELD_BACK, when - s.now)
    msg.kind = AT_CHANNEL
    schedule(arena, when, m)
    return 1


@rare
def wait_at_sender(arena, m, why, patient):
    """Message m does not get to its broker: it waits at its sender, and what is sent after it waits behind it.
    patient: also one that does not wait for confirmations."""
    msg = message(arena, m)
    e = route(arena, msg.via).edge
    waited = msg.deliveries
    goes_on = try_again(arena, m, why) if patient != 0 else hold_back(arena, m, why)
    if e < 0:
        return
    if goes_on != 0:
        message(arena, m).deliveries = AT_SENDER
    edge(arena, e).held += goes_on - waited
    state(arena).disturbed += BEHIND * (goes_on - waited)


@rare
def leave_sender(arena, m):
    """Message m, which has waited at its sender, gets to its broker."""
    msg = message(arena, m)
    msg.deliveries = 0
    edge(arena, route(arena, msg.via).edge).held -= 1
    state(arena).disturbed -= BEHIND


@compiled
def gives_up(arena, m):
    """Whether the sender of message m has tried for as long as its broker's delivery timeout. The relay of an outbox
    never gives up: what is not published yet stays in its table."""
    msg = message(arena, m)
    rt = route(arena, msg.via)
    if rt.relay > 0.0:
        return False
    timeout = broker(arena, channel(arena, rt.channel).broker).delivery_timeout
    return state(arena).now - msg.sent >= timeout
