"""Consumers that a person plays: they take a message when told to, and say how it went when told to.

Place in the flow: beside the loop; `lab` calls these for stations that are `manual`.
"""

from ..brokers.rabbitmq.replying import reply
from ..layout import ORPHAN, UP, WORK_DONE
from .dispatch import nack
from .failing import leave, orphan_failed
from .instances import hand_over, next_message
from .options import exported
from .places import consumer, instance, message, station
from .statistics import busy_changes
from .working import succeed


@exported
def take_by_hand(arena, k):
    """The next message for consumer k, which holds it from now on; -1 if there is none or it has its hands full."""
    c = consumer(arena, k)
    if c.gone != 0 or c.active >= c.limit or instance(arena, c.instance).state != UP:
        return -1
    m = next_message(arena, k)
    if m >= 0:
        hand_over(arena, m, k)
        msg = message(arena, m)
        msg.kind = WORK_DONE
        msg.due = -1
        busy_changes(arena, station(arena, msg.station), 1)
    return m


@exported
def succeed_by_hand(arena, m):
    """Message m is handled: what its handler sends is sent, and it is acknowledged."""
    succeed(arena, m)


@exported
def reply_by_hand(arena, m):
    """Message m is a request, and its consumer answers it before it is done with it."""
    if message(arena, m).reply_to != 0:
        reply(arena, m)


@exported
def refuse_by_hand(arena, m, requeue):
    """Message m could not be handled: given back (1) or refused for good (0)."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    st.failed += 1
    msg.attempt += 1
    busy_changes(arena, st, -1)
    if msg.marks & ORPHAN != 0:
        orphan_failed(arena, m)
    else:
        leave(arena, m)
        nack(arena, m, requeue)
