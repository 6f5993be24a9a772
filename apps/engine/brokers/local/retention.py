"""Dead letters that are too old: SQS deletes them by their queue's own retention.

Those of a standard queue have been there since they were first sent, those of a FIFO queue, of an SNS topic or of a
consumer since they were moved (SQS developer guide, dead-letter queue retention). One that nobody reads has ended when
it died and is only gone; one that a reader has in hand is not looked at. `until`: when a dead letter is too old.
"""

from ...kernel.accounting import ends
from ...kernel.events import schedule
from ...kernel.messages import release, take
from ...kernel.options import compiled, rare
from ...kernel.places import channel, group, message, state
from ...kernel.statistics import waiting_changes
from ...kernel.tracing import note_at
from ...kernel.twins import separate
from ...layout import BROKER_TIMER, LOCAL, RETENTION_OVER
from ...layout.history import ENDED_BADLY
from .places import local

GRAIN = 0.001
"""All are looked through, but not more often than after this part of the retention, by which some live longer."""


@rare
def will_be_too_old(arena, x, c, since):
    """Dead letter x is or comes to be in queue c, which has a retention, and counts as sent at `since`."""
    lo = local(arena, channel(arena, c).own)
    message(arena, x).until = since + lo.retention
    expect(arena, c, message(arena, x).until)


@compiled
def expect(arena, c, when):
    """Something in queue c is too old at a moment."""
    lo = local(arena, channel(arena, c).own)
    when = max(when, state(arena).now)
    if lo.timer < 0:
        t = take(arena)
        timer = message(arena, t)
        timer.kind = BROKER_TIMER
        timer.priority = LOCAL
        timer.place = c
        lo.timer = t
    elif lo.looks_at <= when:
        return
    lo.looks_at = when
    schedule(arena, when, lo.timer)


@rare
def delete_too_old(arena, t):
    """Timer t of a dead letter queue has gone off."""
    c = message(arena, t).place
    local(arena, channel(arena, c).own).timer = -1
    release(arena, t)
    first = delete_kept(arena, c)
    waiting = delete_waiting(arena, c)
    if first < 0.0 or (waiting >= 0.0 and waiting < first):
        first = waiting
    if first >= 0.0:
        grain = GRAIN * local(arena, channel(arena, c).own).retention
        expect(arena, c, max(first, state(arena).now + grain))


@compiled
def delete_kept(arena, c):
    """Of those that nobody reads. When the first of the others is too old, -1 if there is none."""
    ch = channel(arena, c)
    now = state(arena).now
    first = -1.0
    before = -1
    x = ch.stored_head
    for _ in range(ch.stored):
        msg = message(arena, x)
        following = msg.next
        if msg.until <= now:
            if before >= 0:
                message(arena, before).next = following
            else:
                ch.stored_head = following
            if ch.stored_tail == x:
                ch.stored_tail = before
            ch.stored -= 1
            note_at(arena, msg.id, msg.type, c, ENDED_BADLY, float(RETENTION_OVER))
            release(arena, x)
        else:
            before = x
            if first < 0.0 or msg.until < first:
                first = msg.until
        x = following
    return first


@compiled
def delete_waiting(arena, c):
    """Of those that wait for a reader."""
    ch = channel(arena, c)
    lo = local(arena, ch.own)
    now = state(arena).now
    first = -1.0
    before = -1
    x = lo.head
    while x >= 0:
        msg = message(arena, x)
        following = msg.next
        if msg.until <= now:
            if before >= 0:
                message(arena, before).next = following
            else:
                lo.head = following
            if lo.tail == x:
                lo.tail = before
            waiting_changes(arena, group(arena, ch.first_group), -1)
            ends(arena, x, RETENTION_OVER)
            separate(arena, x)
            release(arena, x)
        else:
            before = x
            if first < 0.0 or msg.until < first:
                first = msg.until
        x = following
    return first
