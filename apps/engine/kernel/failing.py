"""The end of an attempt: acknowledged, tried again after a backoff, given back to the broker, or given up."""

from ..layout import (
    AT_SOURCE,
    DEAD_RETRIES,
    DROPPED_RETRIES,
    FAILED,
    IN_PLACE,
    IS_CALL,
    ORPHAN,
    REQUEUE,
    RETRIED,
    RETRY,
    RETRY_IN_PLACE,
)
from ..layout.history import ATTEMPT_FAILED, RETRY_PLANNED
from .accounting import ends
from .calls import answer
from .consumers import wake
from .dead_letters import to_dead_letters
from .dispatch import ack, keeps_given_up, late_ack, nack
from .events import schedule
from .instances import give_slot_back, handler_of
from .messages import release
from .options import compiled, inlined
from .places import consumer, message, state, station, subscription
from .publishing import emit
from .retrying import backoff
from .statistics import busy_changes
from .tracing import note
from .twins import separate
from .users import request_ended


@inlined
def leave(arena, m):
    """Message m no longer occupies its consumer."""
    k = message(arena, m).consumer
    c = consumer(arena, k)
    c.active -= 1
    subscription(arena, c.subscription).in_process -= 1
    wake(arena, k)
    give_slot_back(arena, c.instance)


@inlined
def finished(arena, m):
    """Message m is handled: acknowledged, and gone."""
    leave(arena, m)
    forget(arena, m)


@inlined
def forget(arena, m):
    """Acknowledges message m where its broker still has it, and frees the record."""
    marks = message(arena, m).marks
    if marks & (ORPHAN | RETRIED) == 0:
        ack(arena, m)
    elif marks & ORPHAN != 0:
        late_ack(arena, m)
    separate(arena, m)
    release(arena, m)


@compiled
def orphan_failed(arena, m):
    """An orphan that could not be handled is gone: its broker gives it to another anyway."""
    leave(arena, m)
    separate(arena, m)
    release(arena, m)


@compiled
def attempt_failed(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    st.failed += 1
    note(arena, m, ATTEMPT_FAILED, 0.0)
    if msg.marks & AT_SOURCE != 0:
        request_ended(arena, m)
        return
    if msg.marks & IS_CALL != 0:
        busy_changes(arena, st, -1)
        give_slot_back(arena, msg.consumer)
        answer(arena, m, FAILED)
        return
    sub = subscription(arena, consumer(arena, msg.consumer).subscription)
    msg.attempt += 1
    if msg.marks & ORPHAN != 0:
        busy_changes(arena, st, -1)
        orphan_failed(arena, m)
    elif msg.attempt > sub.max_retries:
        busy_changes(arena, st, -1)
        give_up(arena, m)
    elif sub.mode == IN_PLACE:
        st.retries += 1
        msg.kind = RETRY_IN_PLACE
        wait = backoff(arena, m)
        note(arena, m, RETRY_PLANNED, wait)
        schedule(arena, state(arena).now + wait, m)
    elif sub.mode == REQUEUE and msg.marks & RETRIED == 0:
        st.retries += 1
        busy_changes(arena, st, -1)
        # A log cannot put it at the end: whoever seeks back to it waits for so long.
        msg.ready = state(arena).now + backoff(arena, m)
        leave(arena, m)
        nack(arena, m, 1)
    else:
        st.retries += 1
        busy_changes(arena, st, -1)
        when = state(arena).now + backoff(arena, m)
        leave(arena, m)
        if msg.marks & RETRIED == 0:
            ack(arena, m)
            msg.marks |= RETRIED
        note(arena, m, RETRY_PLANNED, when - state(arena).now)
        msg.kind = RETRY
        schedule(arena, when, m)


@compiled
def give_up(arena, m):
    """After the last retry: what the handler sends then; the dead letter queue, or what the broker does with refused
    messages, or the end. The slot is free already."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    sub = subscription(arena, consumer(arena, msg.consumer).subscription)
    h = handler_of(arena, m)
    emit(arena, m, h.first_failure_emission, h.failure_emissions)
    leave(arena, m)
    if sub.rejects != 0 and msg.marks & RETRIED == 0:
        st.dead_lettered += 1
        nack(arena, m, 0)
    elif msg.marks & RETRIED == 0 and keeps_given_up(arena, m):
        nack(arena, m, 0)
    elif sub.dead_letter_channel >= 0:
        st.dead_lettered += 1
        ends(arena, m, DEAD_RETRIES)
        to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
        forget(arena, m)
    elif msg.marks & RETRIED != 0:
        st.dropped += 1
        ends(arena, m, DROPPED_RETRIES)
        release(arena, m)
    else:
        st.dropped += 1
        nack(arena, m, 0)
