"""Slots and lanes: a message or call is taken up where a slot is free, and what it held is given back."""

from numba import njit

from ..layout import APPLIED, BARE, WORK, WORK_DONE
from .events import schedule
from .lanes import can_give, next_ready, offer, pop
from .places import INLINED, JIT, dispatch, edge, group, handler, lane, message, state, station, subscription, ticket
from .random import work_time
from .statistics import busy_changes, note_hop, waiting_changes


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


@njit(**INLINED)
def give_back_lane(arena, m):
    tk = ticket(arena, message(arena, m).ticket)
    lane(arena, tk.lane).active -= 1
    tk.active -= 1
    subscription(arena, tk.subscription).in_process -= 1
    offer_lane(arena, tk.lane)
