"""SendMessage: what a queue refuses, throttles or drops as a duplicate, and when the rest becomes visible."""

from ...kernel.accounting import ends
from ...kernel.events import schedule
from ...kernel.holding import hold_back
from ...kernel.memory import event_identity, key_of, remember
from ...kernel.messages import release
from ...kernel.options import compiled, inlined
from ...kernel.places import group, message, route, state
from ...layout import BROKER_TIMER, DROPPED_DUPLICATE, HELD, LOST_REFUSED, ON_ITS_WAY, REDRIVEN, SQS
from .lists import NUMBERS, append, unlink
from .places import line, message_group, queue, sender
from .records import BY_CONTENT, DEDUPLICATION_SECONDS, DELAYED, FIFO, NO_DEDUPLICATION, OWN_DELAY_OVER
from .timers import watch_delay
from .visible import becomes_visible


@inlined
def send(arena, qi, m):
    """Message m arrives at queue qi from its sender."""
    q = queue(arena, qi)
    msg = message(arena, m)
    if msg.child == REDRIVEN:
        # StartMessageMoveTask is no SendMessage: neither throttled nor a duplicate.
        msg.child = -1
    elif q.kind == FIFO:
        if throttled(arena, qi, m):
            hold_back(arena, m, LOST_REFUSED)
            return
        if q.deduplication != NO_DEDUPLICATION and sent_before(arena, qi, m):
            ends(arena, m, DROPPED_DUPLICATE)
            release(arena, m)
            return
    msg.marks &= ~ON_ITS_WAY
    accept(arena, qi, m, route(arena, msg.via).delay)


@inlined
def accept(arena, qi, m, delay):
    """Message m is stored; it can be received after a delay."""
    q = queue(arena, qi)
    msg = message(arena, m)
    group(arena, q.group).arrived += 1
    if q.kind == FIFO:
        msg.extra = q.sequence
        q.sequence = (q.sequence + 1) & NUMBERS
    if delay > 0.0:
        keep_back(arena, qi, m, delay)
    else:
        becomes_visible(arena, qi, m)


@compiled
def throttled(arena, qi, m):
    """Whether this send is one too many in this second: FIFO queues take 300 calls of an action, or, in high throughput
    mode, 300 for each message group and 70,000 in all (SQS quotas, messages; the largest regions' quota). A call of a
    sender that batches (SendMessageBatch) takes what the sender sends next in this second along."""
    q = queue(arena, qi)
    second = int(state(arena).now)
    sends = route(arena, message(arena, m).via).own
    if sends >= 0 and sender(arena, sends).window == second and sender(arena, sends).room > 0:
        sender(arena, sends).room -= 1
        return False
    key = message(arena, m).key
    if q.window != second:
        q.window = second
        q.calls = 0
    if q.calls >= q.call_limit:
        return True
    if q.group_call_limit > 0:
        mg = message_group(arena, q.first_message_group + key % q.message_groups)
        if mg.window != second:
            mg.window = second
            mg.calls = 0
        if mg.calls >= q.group_call_limit:
            return True
        mg.calls += 1
    q.calls += 1
    if sends >= 0:
        sender(arena, sends).window = second
        sender(arena, sends).room = sender(arena, sends).batch - 1
    return False


@compiled
def sent_before(arena, qi, m):
    """Whether a FIFO queue has accepted the same in the last five minutes.

    By id: the sender gives what it sends for one event, and of one type, the same id, however often it sends it; other
    senders give others. By content: the body is what the request or event, the type, the key and the size make
    it, whoever sends it.
    """
    q = queue(arena, qi)
    msg = message(arena, m)
    number = msg.type
    identity = msg.id
    if q.deduplication == BY_CONTENT:
        number += 256 * (msg.payload + 1)
    else:
        number += 256 * (route(arena, msg.via).station + 1)
        identity = event_identity(msg)
    scope = state(arena).stations_count + q.channel
    return not remember(arena, key_of(scope, number, identity), DEDUPLICATION_SECONDS)


@compiled
def keep_back(arena, qi, m, delay):
    """Message m waits for its delay: in the queue's list if the delay is the queue's, else by a timer of its own."""
    q = queue(arena, qi)
    msg = message(arena, m)
    msg.kind = HELD
    msg.until = state(arena).now + delay
    msg.place = qi
    if delay == q.delay:
        append(arena, q.lists + DELAYED, m)
        watch_delay(arena, qi, msg.until)
        return
    msg.kind = BROKER_TIMER
    msg.priority = SQS
    msg.step = OWN_DELAY_OVER
    schedule(arena, msg.until, m)


@compiled
def delay_over(arena, qi):
    """The delay timer has gone off."""
    q = queue(arena, qi)
    waiting = line(arena, q.lists + DELAYED)
    while waiting.count > 0:
        m = waiting.head
        until = message(arena, m).until
        if until > state(arena).now:
            watch_delay(arena, qi, until)
            return
        unlink(arena, q.lists + DELAYED, m)
        becomes_visible(arena, qi, m)
