"""Taking a message in: blocked publishers, queues out of reach, queues that are full."""

from ...kernel.events import schedule
from ...kernel.holding import BROKER_RETRY_SECONDS, hold_back
from ...kernel.options import compiled, inlined
from ...kernel.places import channel, edge, group, message, route, state
from ...kernel.tracing import note
from ...layout import (
    AT_CHANNEL,
    CARRIES_DEAD,
    DROPPED_NEWEST,
    HAS_DIED,
    LOST_BROKER_DOWN,
    ON_ITS_WAY,
    REDRIVEN,
    UNCONFIRMED,
)
from ...layout.history import HELD_BACK
from .dead_lettering import bring_failures, bury, discard, turn_round
from .delivering import give, next_consumer, run
from .ending import end
from .places import queue
from .queues import count_turn, level_of, over_limit, put_last, take_next, takes_in, watch_expiry
from .records import DROP_HEAD, MAXLEN, NOWHERE, QUORUM, REJECT_PUBLISH_DLX
from .replying import refuse

DEAD_LETTER_RETRY_SECONDS = 180.0
"""After which a queue that dead-letters at least once publishes again what was not confirmed
(dead_letter_worker_publisher_confirm_timeout in RabbitMQ's source)."""


@inlined
def accept(arena, m, c):
    ch = channel(arena, c)
    q = queue(arena, ch.own)
    if q.guarded != 0 and turned_away(arena, m, c):
        return
    message(arena, m).marks &= ~ON_ITS_WAY
    if message(arena, m).marks & HAS_DIED != 0:
        bring_failures(arena, q, m)
    group(arena, q.group).arrived += 1
    if q.waiting == 0:
        k = next_consumer(arena, q)
        if k >= 0:
            count_turn(q)
            give(arena, q, m, k)
            return
    put_last(arena, q, m, level_of(arena, q, m))
    tidy(arena, ch.own)


@compiled
def tidy(arena, index):
    """After something came into the queue: given out as far as possible, pushed out, watched for its time to live."""
    run(arena, index)
    shorten(arena, index)
    watch_expiry(arena, index)
    bury(arena, index)


@compiled
def shorten(arena, index):
    """Pushes out of the head what is over the limit. A quorum queue that refuses instead does so from now on."""
    q = queue(arena, index)
    if not over_limit(q):
        return
    if q.overflow == DROP_HEAD:
        last = q.dead_tail if q.dead_head >= 0 else -1
        while q.waiting > 0 and over_limit(q):
            discard(arena, index, take_next(arena, q), MAXLEN)
        if q.quorum == QUORUM:
            turn_round(arena, q, last)
    elif q.quorum != 0:
        q.rejecting = 1


@compiled
def turned_away(arena, m, c):
    """Whether message m does not come into the queue of channel c now, or ever. A queue that is down is out of
    reach. Blocked connections are `kernel.network`'s.
    What an operator moves back from a dead letter queue, its sender does not hear of."""
    ch = channel(arena, c)
    q = queue(arena, ch.own)
    msg = message(arena, m)
    rt = route(arena, msg.via)
    if q.available == 0:
        hold_back(arena, m, LOST_BROKER_DOWN)
        return True
    if takes_in(arena, q, m):
        return False
    if rt.options & (CARRIES_DEAD | UNCONFIRMED) == CARRIES_DEAD or (rt.relay > 0.0 and rt.options & UNCONFIRMED == 0):
        later(arena, m)
        return True
    if rt.options & CARRIES_DEAD == 0 and rt.edge >= 0 and msg.child != REDRIVEN:
        if msg.reply_to != 0:
            refuse(arena, m)
        else:
            edge(arena, rt.edge).failed += 1
    if q.overflow == REJECT_PUBLISH_DLX and q.dead_letters != NOWHERE:
        message(arena, m).marks &= ~ON_ITS_WAY
        discard(arena, ch.own, m, MAXLEN)
        bury(arena, ch.own)
    else:
        end(arena, m, DROPPED_NEWEST)
    return True


@compiled
def later(arena, m):
    dead = route(arena, message(arena, m).via).options & CARRIES_DEAD != 0
    wait = DEAD_LETTER_RETRY_SECONDS if dead else BROKER_RETRY_SECONDS
    note(arena, m, HELD_BACK, wait)
    message(arena, m).kind = AT_CHANNEL
    schedule(arena, state(arena).now + wait, m)
