"""The end of messages that were delivered and never acknowledged."""

from ...kernel.accounting import ends
from ...kernel.dead_letters import to_dead_letters
from ...kernel.messages import release
from ...kernel.options import compiled
from ...kernel.places import consumer, group, message, subscription
from ...kernel.twins import separate
from ...layout import BROKER_TIMER, DEAD_DELIVERY_LIMIT, DROPPED_DELIVERY_LIMIT, HELD
from ..pending import take_out
from .places import carried, durable, stream
from .words import LIMITS


@compiled
def end_delivered(arena, m, why):
    """Message m, in no list, is no longer to be delivered, for a cause. Who works on it goes on with it; only if that
    comes to nothing it ends."""
    msg = message(arena, m)
    if msg.kind == HELD or msg.kind == BROKER_TIMER:
        come_to_nothing(arena, m, why)
    else:
        msg.priority = why


@compiled
def come_to_nothing(arena, m, why):
    """Message m, which nobody works on, ends for a cause; 0 if it has ended already."""
    msg = message(arena, m)
    separate(arena, m)
    if why == DROPPED_DELIVERY_LIMIT:
        c = consumer(arena, msg.consumer)
        du = durable(arena, group(arena, c.group).own)
        sub = subscription(arena, c.subscription)
        if stream(arena, du.stream).retention != LIMITS:
            du.left += 1
        if sub.dead_letter_channel >= 0:
            ends(arena, m, DEAD_DELIVERY_LIMIT)
            to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
    ends(arena, m, why)
    release(arena, m)


@compiled
def is_before(arena, m, offset, end):
    """Whether message m lies before an offset of a log that ends at `end`. Its sequence number, in `extra`, is one more
    than its offset, and has 31 bits."""
    return end + 1 - ((end + 1 - message(arena, m).extra) & 0x7FFFFFFF) <= offset


@compiled
def skip_carried(arena, d, offset, end, why):
    """What a seek has carried over, and will not be read again since it lies before an offset, ends for a cause."""
    m = carried(arena, d).head
    while m >= 0:
        following = message(arena, m).next
        if is_before(arena, m, offset, end):
            take_out(arena, carried(arena, d), m)
            end_delivered(arena, m, why)
        m = following
