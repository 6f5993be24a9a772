"""A failed attempt: the answer to a caller, the next attempt after its backoff, or the dead letter queue."""

from numba import njit

from ..layout import (
    APPLIED,
    AT_SOURCE,
    EQUAL_JITTER,
    EXPONENTIAL_BACKOFF,
    FAILED,
    FULL_JITTER,
    HOLD_LANE,
    HOLD_SLOT_AND_LANE,
    JITTER,
    NO_BACKOFF,
    RETRY,
    RETRY_IN_PLACE,
)
from .calls import answer
from .events import schedule
from .messages import release
from .places import JIT, channel, edge, emission, message, state, station, subscription, ticket
from .publishing import emit, publish
from .random import uniform
from .slots import fill_slots, give_back_lane, handler_of
from .statistics import busy_changes, note_hop


@njit(**JIT)
def attempt_failed(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    where = msg.station
    st.failed += 1
    if msg.marks & AT_SOURCE != 0:
        release(arena, m)
        return
    if msg.lane < 0:
        busy_changes(arena, st, -1)
        answer(arena, m, FAILED)
        fill_slots(arena, where)
        return
    sub = subscription(arena, ticket(arena, msg.ticket).subscription)
    msg.attempt += 1
    if msg.attempt > sub.max_retries:
        busy_changes(arena, st, -1)
        give_up(arena, m)
        fill_slots(arena, where)
        return
    st.retries += 1
    when = state(arena).now + backoff(arena, m)
    if sub.hold == HOLD_SLOT_AND_LANE:
        schedule(arena, when, m, RETRY_IN_PLACE)
        return
    schedule(arena, when, m, RETRY)
    busy_changes(arena, st, -1)
    if sub.hold != HOLD_LANE:
        give_back_lane(arena, m)
        msg.ticket = -1
    fill_slots(arena, where)


@njit(**JIT)
def backoff(arena, m):
    """Seconds until the next attempt: the policy's delay, with its jitter."""
    msg = message(arena, m)
    sub = subscription(arena, ticket(arena, msg.ticket).subscription)
    if sub.backoff == NO_BACKOFF:
        return 0.0
    delay = sub.first_delay
    if sub.backoff == EXPONENTIAL_BACKOFF:
        for _ in range(msg.attempt - 1):
            if delay >= sub.longest:
                break
            delay *= sub.factor
    delay = min(delay, sub.longest)
    stream = station(arena, msg.station).stream + JITTER
    if sub.jitter == FULL_JITTER:
        return delay * uniform(arena, stream)
    if sub.jitter == EQUAL_JITTER:
        return delay * (0.5 + 0.5 * uniform(arena, stream))
    return delay


@njit(**JIT)
def give_up(arena, m):
    """After the last retry: what the handler sends then, and the dead letter queue, or the end."""
    s = state(arena)
    msg = message(arena, m)
    st = station(arena, msg.station)
    sub = subscription(arena, ticket(arena, msg.ticket).subscription)
    h = handler_of(arena, m)
    emit(arena, m, h.first_failure_emission, h.failure_emissions)
    first_end = msg.marks & APPLIED == 0
    if sub.dead_letter_channel < 0:
        st.dropped += 1
        s.dropped += 1 if first_end else 0
    else:
        st.dead_lettered += 1
        s.dead_lettered += 1 if first_end else 0
        to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
    give_back_lane(arena, m)
    release(arena, m)


@njit(**JIT)
def to_dead_letters(arena, m, e, c):
    """Keeps the message in the dead letter queue; who reads that queue receives a copy."""
    ed = edge(arena, e)
    ch = channel(arena, c)
    now = state(arena).now
    note_hop(arena, m, e, now, now, 0, 1)
    ch.kept += 1
    if ch.dlq >= 0:
        # A queue that is read has one route for each event type: it counts the edge and the channel itself.
        base = emission(arena, ch.dlq + message(arena, m).type)
        for r in range(base.first_route, base.first_route + base.routes):
            publish(arena, m, message(arena, m).type, r)
    else:
        ch.published += 1
    ed.count += 1
