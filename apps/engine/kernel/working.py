"""Work: time passed in a slot, calls made one after the other, events sent, the message acknowledged."""

from ..brokers.local.versions import conflicts
from ..brokers.rabbitmq.replying import reply
from ..layout import (
    APPLIED,
    AT_SOURCE,
    BARE,
    CHAOS,
    DIED,
    DONE,
    DUPLICATE,
    FAILED,
    FAILURE,
    FAULTY,
    FOREVER,
    IN_FLIGHT,
    IN_SAGAS,
    INBOX,
    IS_CALL,
    NOT_IDEMPOTENT,
    ORPHAN,
    OUTCOME,
    POISONED,
    RETRIED,
)
from ..layout.history import EFFECT_REPEATED, EFFECT_SKIPPED, HANDLED, INTERRUPTED
from .accounting import channel_of, count_completed
from .calls import answer, ask
from .dispatch import nack
from .failing import attempt_failed, finished, leave
from .instances import give_slot_back, handler_of
from .memory import effect_is_new, forget_id, is_new
from .network import acknowledgement_lost
from .options import apart, compiled, inlined
from .passing import is_of_share
from .places import (
    call_list,
    channel_account,
    consumer,
    message,
    outcome,
    state,
    station,
    subscription,
    type_account,
)
from .publishing import emit, send
from .random import uniform
from .sagas import saga_reacts
from .statistics import busy_changes, note_order, observe, observe_path
from .tracing import note
from .twins import effect_of_orphan
from .users import request_ended


@apart
def work_done(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    failure = handler_of(arena, m).failure
    poisoned = msg.marks & POISONED != 0
    if st.unusual & FAULTY != 0:
        failure += (1.0 - failure) * st.extra_failure
        poisoned = poisoned or (st.poison > 0.0 and is_of_share(arena, m, st.poison))
    if poisoned or (failure > 0.0 and uniform(arena, st.stream + FAILURE) < failure):
        attempt_failed(arena, m)
    else:
        proceed(arena, m)


@compiled
def proceed(arena, m):
    """After the own work, or an answered call: the next call, or success."""
    msg = message(arena, m)
    h = handler_of(arena, m)
    if msg.step < h.calls:
        if not ask(arena, m, call_list(arena, h.first_call + msg.step).edge, 0):
            attempt_failed(arena, m)
    else:
        succeed(arena, m)


@inlined
def send_outcome(arena, m):
    msg = message(arena, m)
    h = handler_of(arena, m)
    if h.outcomes == 0:
        return
    chosen = h.first_outcome
    if h.outcomes > 1:
        draw = uniform(arena, station(arena, msg.station).stream + OUTCOME)
        last = h.first_outcome + h.outcomes - 1
        while chosen < last and draw > outcome(arena, chosen).below:
            chosen += 1
    out = outcome(arena, chosen)
    if out.emissions == 1:
        send(arena, m, out.type, out.first_route, out.routes, 0)
    else:
        emit(arena, m, out.first_emission, out.emissions)


@inlined
def succeed(arena, m):
    s = state(arena)
    msg = message(arena, m)
    st = station(arena, msg.station)
    if msg.marks & IS_CALL != 0 and st.versions > 0 and conflicts(arena, m):
        attempt_failed(arena, m)
        return
    st.completed += 1
    note(arena, m, HANDLED, 0.0)
    if msg.marks & AT_SOURCE != 0:
        send_outcome(arena, m)
        observe(arena, st.summary, s.now - msg.born)
        request_ended(arena, m)
        return
    observe(arena, st.summary, s.now - msg.ready)
    if msg.marks & IS_CALL != 0:
        if call_takes_effect(arena, m):
            send_outcome(arena, m)
        flag = 0
        if st.unusual & FAULTY != 0 and crashes_now(arena, st):
            dies_unheard(arena, m)
            flag = FAILED
        busy_changes(arena, st, -1)
        give_slot_back(arena, msg.consumer)
        answer(arena, m, flag)
        return
    if takes_effect(arena, m):
        send_outcome(arena, m)
        if st.unusual & IN_SAGAS != 0:
            saga_reacts(arena, m, st.saga_node)
    if msg.reply_to != 0:
        reply(arena, m)
    busy_changes(arena, st, -1)
    if st.unusual & FAULTY != 0 and crashes_now(arena, st):
        dies_before_acknowledging(arena, m)
    elif s.disturbed != 0 and acknowledgement_lost(arena, m):
        leave(arena, m)
        nack(arena, m, 1)
    else:
        finished(arena, m)


@compiled
def crashes_now(arena, st):
    return st.crash_before_ack > 0.0 and uniform(arena, st.stream + CHAOS) <= st.crash_before_ack


@compiled
def dies_unheard(arena, m):
    """Who worked on message or call m crashes after the work and before it says so. What an inbox remembers is in the
    same transaction as the work; other stores do not know of it."""
    note(arena, m, INTERRUPTED, 0.0)
    store = station(arena, message(arena, m).station).idempotent
    if store != NOT_IDEMPOTENT and store != INBOX:
        forget_id(arena, m)


@compiled
def dies_before_acknowledging(arena, m):
    """The message comes again, and what is acknowledged together with it: ADR 0022."""
    msg = message(arena, m)
    dies_unheard(arena, m)
    if msg.marks & (ORPHAN | RETRIED) != 0:
        finished(arena, m)
    else:
        leave(arena, m)
        nack(arena, m, DIED)


@inlined
def takes_effect(arena, m):
    """Enters the end of message m's handling into the accounts. False if an idempotent consumer knew it already."""
    s = state(arena)
    msg = message(arena, m)
    st = station(arena, msg.station)
    known = st.idempotent != 0 and not is_new(arena, m)
    c = channel_of(arena, m)
    if msg.marks & IN_FLIGHT != 0:
        msg.marks &= ~IN_FLIGHT
        count_completed(arena, c, msg.type)
        k = consumer(arena, msg.consumer)
        sub = subscription(arena, k.subscription)
        observe(arena, sub.summary, max(0.0, s.now - msg.sent))
        observe_path(arena, m, sub)
        note_order(arena, k.group, msg.key, msg.sent)
        if msg.marks & DUPLICATE != 0 and not known:
            count_duplicate_effect(arena, m)
    elif msg.marks & ORPHAN != 0 and msg.marks & APPLIED == 0 and msg.parent >= 0:
        effect_of_orphan(arena, m, DONE)
    elif not known:
        count_duplicate_effect(arena, m)
    msg.marks |= APPLIED
    if known:
        note(arena, m, EFFECT_SKIPPED, 0.0)
        st.deduplicated += 1
    return not known


@compiled
def count_duplicate_effect(arena, m):
    msg = message(arena, m)
    note(arena, m, EFFECT_REPEATED, 0.0)
    type_account(arena, msg.type).duplicate_effects += 1
    channel_account(arena, channel_of(arena, m)).duplicate_effects += 1
    station(arena, msg.station).duplicate_effects += 1


@inlined
def call_takes_effect(arena, m):
    """A call that was repeated has its effect again, unless its target is idempotent. To read has none."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    if st.tracks_calls == 0 or msg.marks & BARE != 0:
        return True
    if st.idempotent != NOT_IDEMPOTENT and not is_new(arena, m):
        note(arena, m, EFFECT_SKIPPED, 0.0)
        st.deduplicated += 1
        return False
    if (st.idempotent == INBOX and st.remembers == FOREVER) or effect_is_new(arena, m):
        return True
    note(arena, m, EFFECT_REPEATED, 0.0)
    st.duplicate_effects += 1
    return True
