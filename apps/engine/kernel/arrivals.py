"""What arrives: messages at channels, calls at stations, answers at callers, the end of a wait."""

from ..brokers.kafka.producing import unpack
from ..brokers.rabbitmq import replying
from ..layout import FAILED, REFUSED, RETRIED
from ..layout.history import ANSWERED, ANSWERED_NOBODY, CALL_ARRIVED, CALL_OVERDUE
from .calls import BACKS_OFF, FAILURE_FLAGS, answer, ask, ask_again, breaker_notes, has_waited, let_go
from .dispatch import publish
from .failing import attempt_failed
from .instances import back_by_retry_topic, begin_work, free_instance, handler_of, take_call, work_again
from .messages import release
from .network import second_copy, stopped_at_channel
from .options import apart, compiled
from .places import call_list, consumer, edge, group, message, route, state, station
from .statistics import observe, waiting_changes
from .tracing import note
from .working import proceed


@apart
def at_channel(arena, m):
    msg = message(arena, m)
    rt = route(arena, msg.via)
    c = rt.channel
    msg.ready = state(arena).now
    if state(arena).disturbed != 0:
        if rt.producer >= 0:
            unpack(arena, m)
        if stopped_at_channel(arena, m, c):
            return
        x = second_copy(arena, m, c)
        if x >= 0:
            publish(arena, x, c)
    publish(arena, m, c)


@apart
def delivered(arena, m):
    waiting_changes(arena, group(arena, consumer(arena, message(arena, m).consumer).group), -1)
    begin_work(arena, m)


@apart
def retried(arena, m):
    """The backoff is over: to the end of the retry topic."""
    message(arena, m).marks |= RETRIED
    back_by_retry_topic(arena, m)


@apart
def retried_in_place(arena, m):
    message(arena, m).step = 0
    work_again(arena, m)


@apart
def call_arrives(arena, c):
    call = message(arena, c)
    st = station(arena, call.station)
    call.ready = state(arena).now
    st.arrived += 1
    note(arena, c, CALL_ARRIVED, 0.0)
    if st.down != 0:
        answer(arena, c, FAILED)
        return
    i = free_instance(arena, call.station)
    if i >= 0:
        take_call(arena, c, i)
    elif st.waiting < st.call_limit:
        call.next = -1
        if st.waiting > 0:
            message(arena, st.call_tail).next = c
        else:
            st.call_head = c
        st.call_tail = c
        call.due = -1
        waiting_changes(arena, st, 1)
    else:
        st.refused += 1
        answer(arena, c, REFUSED)


@apart
def answer_arrives(arena, c):
    call = message(arena, c)
    if call.parent < 0:
        note(arena, c, ANSWERED_NOBODY, 0.0)
        # The caller gave up long ago; the work was done for nobody.
        edge(arena, call.via).late += 1
        release(arena, c)
        return
    note(arena, c, ANSWERED, float(call.marks & FAILURE_FLAGS))
    answered(arena, c, call.marks & FAILURE_FLAGS)


@apart
def reply_arrives(arena, r):
    """By way of a broker. Nobody may wait for it any more: see `replying`."""
    c = replying.reply_arrives(arena, r)
    if c < 0:
        return
    flags = message(arena, r).marks & FAILURE_FLAGS
    note(arena, r, ANSWERED, float(flags))
    release(arena, r)
    answered(arena, c, flags)


@compiled
def answered(arena, c, flags):
    """The answer to call c, for which somebody waits, is there: flags 0 if all went well."""
    s = state(arena)
    call = message(arena, c)
    m = call.parent
    e = call.via
    ed = edge(arena, e)
    sent_before = call.attempt
    observe(arena, ed.summary, s.now - call.sent)
    s.version_of = call.place
    s.version_read = call.extra
    trial = let_go(arena, m)
    if ed.replies < 0:
        release(arena, c)
    breaker_notes(arena, e, flags, trial)
    if flags == 0:
        s.requests_answered += 1
        message(arena, m).step += 1
        proceed(arena, m)
        s.version_of = -1
        return
    if flags & REFUSED != 0:
        s.requests_refused += 1
        ed.refused += 1
    else:
        s.requests_failed += 1
        ed.failed += 1
    call_failed(arena, m, e, sent_before)


@apart
def answer_overdue(arena, m):
    """The caller's timeout: the call goes on without anybody who waits for it. Or it has waited to ask again."""
    s = state(arena)
    msg = message(arena, m)
    if msg.child <= BACKS_OFF:
        sent_before = has_waited(arena, m)
        asked = ask(arena, m, call_list(arena, handler_of(arena, m).first_call + msg.step).edge, sent_before)
        s.version_of = -1
        if not asked:
            attempt_failed(arena, m)
        return
    call = message(arena, msg.child)
    e = call.via
    sent_before = call.attempt
    note(arena, msg.child, CALL_OVERDUE, edge(arena, e).timeout)
    s.version_of = call.place
    s.version_read = call.extra
    trial = let_go(arena, m)
    s.requests_timed_out += 1
    edge(arena, e).timed_out += 1
    breaker_notes(arena, e, 1, trial)
    call_failed(arena, m, e, sent_before)


@compiled
def call_failed(arena, m, e, sent_before):
    sent_again = sent_before < edge(arena, e).retries and ask_again(arena, m, e, sent_before + 1)
    state(arena).version_of = -1
    if not sent_again:
        attempt_failed(arena, m)
