"""Work: time passed in a slot, calls made one after the other, events sent, the message acknowledged."""

from numba import njit

from ..layout import APPLIED, AT_SOURCE, FAILURE, OUTCOME, UNCOMMITTED
from .calls import answer, ask
from .failing import attempt_failed
from .messages import release
from .places import INLINED, JIT, call_list, lane, message, outcome, state, station, subscription, ticket
from .publishing import emit
from .random import uniform
from .sagas import saga_reacts
from .slots import fill_slots, give_back_lane, handler_of
from .statistics import busy_changes, observe, observe_path


@njit(**JIT)
def work_done(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    failure = handler_of(arena, m).failure + st.extra_failure
    if failure > 0.0 and uniform(arena, st.stream + FAILURE) < failure:
        attempt_failed(arena, m)
    else:
        proceed(arena, m)


@njit(**JIT)
def proceed(arena, m):
    """After the own work, or an answered call: the next call, or success."""
    msg = message(arena, m)
    h = handler_of(arena, m)
    if msg.step < h.calls:
        if not ask(arena, m, call_list(arena, h.first_call + msg.step).edge, 0):
            attempt_failed(arena, m)
    else:
        succeed(arena, m)


@njit(**INLINED)
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
    emit(arena, m, out.first_emission, out.emissions)


@njit(**INLINED)
def succeed(arena, m):
    s = state(arena)
    msg = message(arena, m)
    st = station(arena, msg.station)
    again = msg.marks & APPLIED != 0
    if not (again and st.idempotent != 0):
        send_outcome(arena, m)
        if st.saga_node >= 0 and msg.lane >= 0:
            saga_reacts(arena, m, st.saga_node)
    st.completed += 1
    if msg.marks & AT_SOURCE != 0:
        observe(arena, st.summary, s.now - msg.born)
        release(arena, m)
        return
    where = msg.station
    observe(arena, st.summary, s.now - msg.ready)
    if msg.lane >= 0:
        if again:
            if st.idempotent == 0:
                s.duplicate_effects += 1
        else:
            s.completed += 1
            msg.marks |= APPLIED
            sub = subscription(arena, ticket(arena, msg.ticket).subscription)
            observe(arena, sub.summary, s.now - msg.sent)
            observe_path(arena, m, where)
        busy_changes(arena, st, -1)
        handled(arena, m)
    else:
        busy_changes(arena, st, -1)
        answer(arena, m, 0)
    fill_slots(arena, where)


@njit(**INLINED)
def handled(arena, m):
    """Acknowledges: at once, or, where offsets are committed at intervals, at the next commit."""
    msg = message(arena, m)
    tk = ticket(arena, msg.ticket)
    if subscription(arena, tk.subscription).commit_every > 0.0:
        ln = lane(arena, tk.lane)
        msg.kind = UNCOMMITTED
        msg.due = -1
        msg.next = -1
        if ln.done > 0:
            message(arena, ln.done_tail).next = m
        else:
            ln.done_head = m
        ln.done_tail = m
        ln.done += 1
        give_back_lane(arena, m)
    else:
        give_back_lane(arena, m)
        release(arena, m)
