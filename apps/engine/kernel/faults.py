"""Faults that change more than a number: nodes and brokers that go down and come back, sources that change pace."""

from numba import njit

from ..layout import APPLIED, AT_SOURCE, FAILED, FREE, QUEUED, REDELIVER, RETRY_IN_PLACE, WAITS_FOR_ANSWER, WORK_DONE
from .calls import answer
from .events import schedule
from .messages import release
from .places import ENTRY, JIT, broker, group, lane, message, source, state, station, subscription, ticket
from .slots import fill_slots, offer_lane
from .sources import schedule_next
from .statistics import busy_changes, waiting_changes


@njit(**ENTRY)
def crash_station(arena, s):
    """Everything that was worked on stops: calls fail, messages come again when their broker notices."""
    whole = state(arena)
    st = station(arena, s)
    st.down = 1
    while st.waiting > 0:
        c = st.call_head
        st.call_head = message(arena, c).next
        waiting_changes(arena, st, -1)
        answer(arena, c, FAILED)
    for m in range(whole.messages_count):
        msg = message(arena, m)
        if msg.station != s or msg.kind == FREE:
            continue
        if msg.kind != WORK_DONE and msg.kind != WAITS_FOR_ANSWER and msg.kind != RETRY_IN_PLACE:
            continue
        abandon_call(arena, m)
        if msg.marks & AT_SOURCE != 0:
            st.failed += 1
            release(arena, m)
            continue
        busy_changes(arena, st, -1)
        if msg.lane < 0:
            st.failed += 1
            answer(arena, m, FAILED)
        else:
            sub = subscription(arena, ticket(arena, msg.ticket).subscription)
            schedule(arena, whole.now + sub.redelivery, m, REDELIVER)
    redeliver_uncommitted(arena, s)


@njit(**JIT)
def abandon_call(arena, m):
    msg = message(arena, m)
    if msg.kind == WAITS_FOR_ANSWER and msg.child >= 0:
        message(arena, msg.child).parent = -1
        msg.child = -1
        state(arena).requests_failed += 1


@njit(**JIT)
def redeliver_uncommitted(arena, s):
    """What was handled since the last commit comes again, before everything else in its lane."""
    whole = state(arena)
    for q in range(whole.lanes_count):
        ln = lane(arena, q)
        if ln.done == 0 or ticket(arena, ln.first_ticket).station != s:
            continue
        whole.redelivered += ln.done
        x = ln.done_head
        while x >= 0:
            msg = message(arena, x)
            msg.kind = QUEUED
            msg.ready = whole.now
            msg.ticket = -1
            msg.attempt = 0
            msg.marks |= APPLIED
            x = msg.next
        message(arena, ln.done_tail).next = ln.head if ln.waiting > 0 else -1
        if ln.waiting == 0:
            ln.tail = ln.done_tail
        ln.head = ln.done_head
        ln.waiting += ln.done
        waiting_changes(arena, group(arena, ln.group), ln.done)
        ln.done = 0
        ln.done_head = -1
        ln.done_tail = -1


@njit(**ENTRY)
def recover_station(arena, s):
    station(arena, s).down = 0
    whole = state(arena)
    for q in range(whole.lanes_count):
        offer_lane(arena, q)
    fill_slots(arena, s)


@njit(**ENTRY)
def set_broker(arena, b, down):
    broker(arena, b).down = down
    if down == 0:
        for q in range(state(arena).lanes_count):
            if lane(arena, q).broker == b:
                offer_lane(arena, q)


@njit(**ENTRY)
def set_pace(arena, x, factor):
    """A source sends at a multiple of its rate from now on; its next arrival is drawn anew."""
    src = source(arena, x)
    src.factor = factor
    if src.message >= 0 and message(arena, src.message).due >= 0 and src.kind <= 2:
        schedule_next(arena, src.message)
