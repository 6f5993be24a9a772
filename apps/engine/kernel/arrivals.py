"""What arrives: messages at lanes, calls at stations, answers at callers, the end of a wait."""

from numba import njit

from ..layout import AT_LANE, FAILED, REFUSED
from .calls import FAILURE_FLAGS, answer, ask, breaker_notes
from .failing import attempt_failed
from .lanes import append, prepend
from .messages import release
from .places import JIT, edge, group, lane, message, state, station, subscription, ticket
from .publishing import held_back
from .slots import give_back_lane, offer_lane, start, work_again
from .statistics import observe, waiting_changes
from .working import proceed


@njit(**JIT)
def at_lane(arena, m):
    msg = message(arena, m)
    q = msg.lane
    gr = group(arena, lane(arena, q).group)
    if held_back(arena, m, gr.channel, 1, AT_LANE):
        return
    msg.ready = state(arena).now
    gr.arrived += 1
    append(arena, q, m)
    offer_lane(arena, q)


@njit(**JIT)
def retried(arena, m):
    """The backoff is over: to the end of the lane, or, where the lane was held, back to its front."""
    msg = message(arena, m)
    msg.ready = state(arena).now
    q = msg.lane
    if msg.ticket >= 0:
        prepend(arena, q, m)
        give_back_lane(arena, m)
    else:
        append(arena, q, m)
        offer_lane(arena, q)


@njit(**JIT)
def retried_in_place(arena, m):
    message(arena, m).step = 0
    work_again(arena, m)


@njit(**JIT)
def redelivered(arena, m):
    """The broker has noticed that the consumer is gone; the message is first in its lane again."""
    msg = message(arena, m)
    s = state(arena)
    s.redelivered += 1
    msg.ready = s.now
    prepend(arena, msg.lane, m)
    give_back_lane(arena, m)


@njit(**JIT)
def call_arrives(arena, c):
    call = message(arena, c)
    st = station(arena, call.station)
    call.ready = state(arena).now
    st.arrived += 1
    if st.down != 0:
        answer(arena, c, FAILED)
    elif st.busy < st.slots:
        start(arena, c)
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


@njit(**JIT)
def answer_arrives(arena, c):
    s = state(arena)
    call = message(arena, c)
    m = call.parent
    if m < 0:
        # The caller gave up long ago; the work was done for nobody.
        release(arena, c)
        return
    e = call.via
    ed = edge(arena, e)
    flags = call.marks & FAILURE_FLAGS
    sent_before = call.attempt
    observe(arena, ed.summary, s.now - call.sent)
    message(arena, m).child = -1
    release(arena, c)
    breaker_notes(arena, e, flags)
    if flags == 0:
        s.requests_answered += 1
        message(arena, m).step += 1
        proceed(arena, m)
        return
    if flags & REFUSED != 0:
        s.requests_refused += 1
        ed.refused += 1
    else:
        s.requests_failed += 1
        ed.failed += 1
    call_failed(arena, m, e, sent_before)


@njit(**JIT)
def answer_overdue(arena, m):
    """The caller's timeout: the call goes on without anybody who waits for it."""
    s = state(arena)
    msg = message(arena, m)
    call = message(arena, msg.child)
    e = call.via
    call.parent = -1
    msg.child = -1
    s.requests_timed_out += 1
    edge(arena, e).timed_out += 1
    breaker_notes(arena, e, 1)
    call_failed(arena, m, e, call.attempt)


@njit(**JIT)
def call_failed(arena, m, e, sent_before):
    if sent_before < edge(arena, e).retries and ask(arena, m, e, sent_before + 1):
        return
    attempt_failed(arena, m)


@njit(**JIT)
def commit(arena, m):
    """Commits the offsets of one subscription: what was handled will not come again."""
    sub = subscription(arena, message(arena, m).parent)
    if station(arena, sub.station).down != 0:
        return
    gr = group(arena, sub.group)
    for q in range(gr.first_lane, gr.first_lane + gr.lanes):
        ln = lane(arena, q)
        if ln.done > 0 and ticket(arena, ln.first_ticket).subscription == message(arena, m).parent:
            x = ln.done_head
            while x >= 0:
                following = message(arena, x).next
                release(arena, x)
                x = following
            ln.done = 0
            ln.done_head = -1
            ln.done_tail = -1
