"""Work: a slot taken, time passed, calls made, events sent, the slot given back."""

from numba import njit

from ..layout import (
    APPLIED,
    AT_SOURCE,
    BARE,
    EQUAL_JITTER,
    EXPONENTIAL_BACKOFF,
    FAILED,
    FAILURE,
    FULL_JITTER,
    HOLD_LANE,
    HOLD_SLOT_AND_LANE,
    JITTER,
    NO_BACKOFF,
    OUTCOME,
    RETRY,
    RETRY_IN_PLACE,
    UNCOMMITTED,
    WORK,
    WORK_DONE,
)
from .calls import answer, ask
from .events import schedule
from .lanes import can_give, next_ready, offer, pop
from .messages import release
from .places import (
    INLINED,
    JIT,
    call_list,
    channel,
    dispatch,
    edge,
    emission,
    group,
    handler,
    lane,
    message,
    outcome,
    state,
    station,
    subscription,
    ticket,
)
from .publishing import emit, publish
from .random import uniform, work_time
from .sagas import saga_reacts
from .statistics import busy_changes, note_hop, observe, observe_path, waiting_changes


@njit(**INLINED)
def handler_of(arena, m):
    msg = message(arena, m)
    if msg.marks & BARE != 0:
        return handler(arena, station(arena, msg.station).bare_handler)
    return handler(arena, dispatch(arena, msg.station * state(arena).types + msg.type).handler)


@njit(**INLINED)
def start(arena, m):
    """Takes a slot of the message's station; the caller has seen that one is free."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    busy_changes(arena, st, 1)
    msg.step = 0
    work_again(arena, m)


@njit(**INLINED)
def work_again(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    h = handler_of(arena, m)
    seconds = work_time(arena, st.stream + WORK, h.work_kind, h.work_a, h.work_b) * st.slow
    schedule(arena, state(arena).now + seconds, m, WORK_DONE)


@njit(**JIT)
def fill_slots(arena, s):
    """Gives free slots of station s to waiting calls first, then to its lanes in turn."""
    st = station(arena, s)
    while st.down == 0 and st.busy < st.slots:
        if st.waiting > 0:
            c = st.call_head
            st.call_head = message(arena, c).next
            waiting_changes(arena, st, -1)
            start(arena, c)
            continue
        t = next_ready(arena, st)
        if t < 0:
            return
        take_from(arena, t)


@njit(**INLINED)
def take_from(arena, t):
    tk = ticket(arena, t)
    ln = lane(arena, tk.lane)
    m = pop(arena, tk.lane)
    msg = message(arena, m)
    ln.active += 1
    tk.active += 1
    sub = subscription(arena, tk.subscription)
    sub.in_process += 1
    msg.ticket = t
    msg.station = tk.station
    ed = edge(arena, sub.edge)
    ed.count += 1
    now = state(arena).now
    note_hop(arena, m, sub.edge, now - group(arena, ln.group).latency, now, 0, 0)
    if msg.marks & APPLIED != 0:
        state(arena).duplicate_deliveries += 1
    station(arena, tk.station).arrived += 1
    if can_give(arena, tk.lane):
        offer(arena, t)
    start(arena, m)


@njit(**JIT)
def offer_lane(arena, q):
    """Shows a lane to all its consumers, in turn, as long as it has something to give."""
    ln = lane(arena, q)
    count = ln.tickets
    begin = ln.next_ticket
    for k in range(count):
        if not can_give(arena, q):
            return
        place = (begin + k) % count if count > 1 else 0
        t = ln.first_ticket + place
        offer(arena, t)
        if count > 1:
            ln.next_ticket = (place + 1) % count
        fill_slots(arena, ticket(arena, t).station)


@njit(**JIT)
def give_back_lane(arena, m):
    tk = ticket(arena, message(arena, m).ticket)
    lane(arena, tk.lane).active -= 1
    tk.active -= 1
    subscription(arena, tk.subscription).in_process -= 1
    offer_lane(arena, tk.lane)


@njit(**JIT)
def give_back_slot(arena, s):
    busy_changes(arena, station(arena, s), -1)
    fill_slots(arena, s)


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


@njit(**JIT)
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
