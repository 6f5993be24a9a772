"""The accounts: every published message ends once, for a cause; what has not ended is in flight.

Counted for each event type and for each channel. What is in flight is not counted here but found by looking
(`accounts`), so that the balance is a check and not an identity.
"""

from ..layout import (
    CAUSES,
    COMPLETED,
    DEAD_LETTERED,
    DROPPED,
    DROPPED_UNREAD,
    EXPIRED,
    IN_FLIGHT,
    LINEAGE_BITS,
    ON_ITS_WAY,
)
from ..layout.history import ENDED_BADLY
from .options import compiled, inlined
from .places import cause, channel_account, consumer, ending, entry, group, message, route, state, type_account
from .tracing import note, note_at

OUTCOMES = tuple(outcome for _, outcome in CAUSES)
CAUSE_COUNT = len(CAUSES)


@inlined
def channel_of(arena, m):
    """The channel a published message was sent to."""
    msg = message(arena, m)
    if msg.consumer >= 0:
        return group(arena, consumer(arena, msg.consumer).group).channel
    return route(arena, msg.via).channel


@inlined
def count_published(arena, c, event_type, copies):
    type_account(arena, event_type).published += copies
    channel_account(arena, c).published += copies


@inlined
def count_completed(arena, c, event_type):
    type_account(arena, event_type).completed += 1
    channel_account(arena, c).completed += 1


@compiled
def count_ended(arena, c, event_type, why, copies):
    """Copies of a type end in channel c for a cause other than being handled."""
    outcome = OUTCOMES[why]
    by_type = type_account(arena, event_type)
    by_channel = channel_account(arena, c)
    cause(arena, c * CAUSE_COUNT + why).count += copies
    if outcome == COMPLETED:
        by_type.completed += copies
        by_channel.completed += copies
    elif outcome == DEAD_LETTERED:
        by_type.dead_lettered += copies
        by_channel.dead_lettered += copies
    elif outcome == EXPIRED:
        by_type.expired += copies
        by_channel.expired += copies
    elif outcome == DROPPED:
        by_type.dropped += copies
        by_channel.dropped += copies
    else:
        by_type.lost += copies
        by_channel.lost += copies


@compiled
def ends(arena, m, why):
    """Message m ends for a cause (one of layout's causes). A second end of the same message counts nothing."""
    msg = message(arena, m)
    if msg.marks & IN_FLIGHT == 0:
        return
    c = channel_of(arena, m)
    copies = 1
    if msg.marks & ON_ITS_WAY != 0:
        copies = route(arena, msg.via).copies
    count_ended(arena, c, msg.type, why, copies)
    if OUTCOMES[why] != COMPLETED:
        note(arena, m, ENDED_BADLY, float(why))
    # What nobody wants to read is counted and not listed: it would drown the rest.
    if OUTCOMES[why] != COMPLETED and why != DROPPED_UNREAD:
        note_ending(arena, msg.id, msg.sent, msg.key, msg.type, c, why, msg.attempt, msg.deliveries)
    msg.marks &= ~(IN_FLIGHT | ON_ITS_WAY)


@compiled
def entry_ends(arena, x, c, why):
    """Entry x of a log ends in channel c for a group that never took it."""
    en = entry(arena, x)
    count_ended(arena, c, en.type, why, 1)
    note_at(arena, en.event >> LINEAGE_BITS, en.type, c, ENDED_BADLY, float(why))
    note_ending(arena, en.event >> LINEAGE_BITS, en.sent, en.key, en.type, c, why, 0, 0)


@compiled
def note_ending(arena, identity, sent, key, event_type, c, why, attempts, deliveries):
    s = state(arena)
    e = ending(arena, s.endings_written % s.endings_count)
    e.id = identity
    e.sent = sent
    e.time = s.now
    e.key = key
    e.channel = c
    e.type = event_type
    e.cause = why
    e.attempts = attempts
    e.deliveries = deliveries
    s.endings_written += 1


@compiled
def count_redelivered(arena, m):
    msg = message(arena, m)
    type_account(arena, msg.type).redelivered += 1
    channel_account(arena, channel_of(arena, m)).redelivered += 1
