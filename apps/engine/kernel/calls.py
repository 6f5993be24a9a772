"""Synchronous calls: a question sent, an answer sent back. The caller's slot is held in between."""

from ..brokers.rabbitmq.replying import send_request
from ..layout import (
    ANSWER,
    AT_SOURCE,
    BARE,
    CALL_ARRIVES,
    FAILED,
    IS_CALL,
    NO_BACKOFF,
    NOTHING,
    READ_BEFORE,
    REFUSED,
    WAITS_FOR_ANSWER,
)
from ..layout.history import CALL_REFUSED, CALLED, RETRY_PLANNED
from .events import schedule
from .instances import instance_of
from .memory import CALLING, lineage_after
from .messages import inherit, release, take
from .network import call_lost, extra_way, extra_way_back, jittered
from .options import compiled, inlined, rare
from .places import bulkhead, edge, message, state, station
from .retrying import delay_before
from .statistics import note_hop
from .tracing import note

BACKS_OFF, REMEMBERS = -100, -1000
"""`child` of a message that waits to ask again, less how often it has asked; or, of one that has read an event store,
less the index of a record that keeps both: `attempt`, and `place` and `extra` as in a call."""


@compiled
def ask(arena, m, e, sent_before):
    """Message m calls over edge e and waits. False if nothing was sent: the circuit breaker is open, or as many calls
    are under way as the bulkhead lets through."""
    s = state(arena)
    ed = edge(arena, e)
    s.requests_sent += 1
    if ed.replies < 0:
        ed.count += 1
    pool = pool_of(arena, m, e)
    if breaks(arena, e) or (pool >= 0 and bulkhead(arena, pool).in_use >= ed.bulkhead):
        s.requests_refused += 1
        ed.refused += 1
        if ed.replies >= 0:
            ed.count += 1
        note(arena, m, CALL_REFUSED, float(e))
        return False
    c = take(arena)
    inherit(arena, c, m)
    call = message(arena, c)
    call.prev = pool
    if pool >= 0:
        bulkhead(arena, pool).in_use += 1
    if ed.open_until > 0.0:
        ed.trial = c + 1
    if ed.sends >= 0:
        call.type = ed.sends
    call.marks |= IS_CALL
    if ed.sends == NOTHING:
        call.marks |= BARE
    call.parent = m
    call.via = e
    call.station = ed.target
    call.sent = s.now
    call.lineage = lineage_after(call.lineage, e, CALLING, 0)
    call.attempt = sent_before
    call.place = s.version_of
    call.extra = s.version_read
    msg = message(arena, m)
    msg.child = c
    if ed.replies >= 0:
        send_request(arena, m, c, e)
    else:
        send_call(arena, c, e)
    msg.kind = WAITS_FOR_ANSWER
    schedule(arena, s.now + ed.timeout, m)
    return True


@inlined
def send_call(arena, c, e):
    """Call c goes straight to the station that edge e leads to."""
    s = state(arena)
    ed = edge(arena, e)
    latency = ed.latency + ed.extra_latency + station(arena, ed.target).extra_latency
    if s.disturbed != 0:
        latency += extra_way(arena, e) + jittered(arena, station(arena, ed.target).jitter, e)
    note(arena, c, CALLED, latency)
    note_hop(arena, c, e, s.now, s.now + latency, 0, 0)
    if s.disturbed == 0 or not call_lost(arena, c):
        message(arena, c).kind = CALL_ARRIVES
        schedule(arena, s.now + latency, c)


@compiled
def ask_again(arena, m, e, sent_before):
    """The same after the edge's backoff; message m keeps its slot, and its `child` how often it has asked and what it
    has read of an event store. False if nothing was sent, nor will be."""
    ed = edge(arena, e)
    if ed.backoff == NO_BACKOFF:
        return ask(arena, m, e, sent_before)
    msg = message(arena, m)
    msg.kind = WAITS_FOR_ANSWER
    msg.child = BACKS_OFF - sent_before
    if state(arena).version_of >= 0:
        msg.child = REMEMBERS - what_was_read(arena, sent_before)
    wait = delay_before(arena, ed.stream, ed, ed.spread, sent_before)
    note(arena, m, RETRY_PLANNED, wait)
    schedule(arena, state(arena).now + wait, m)
    return True


@rare
def what_was_read(arena, sent_before):
    """A record of what a caller has read, for as long as it waits to ask again."""
    x = take(arena)
    kept = message(arena, x)
    kept.kind = READ_BEFORE
    kept.attempt = sent_before
    kept.place = state(arena).version_of
    kept.extra = state(arena).version_read
    return x


@rare
def has_waited(arena, m):
    """Message m has waited to ask again: how often it has asked. What it had read stands in the state again."""
    msg = message(arena, m)
    child = msg.child
    msg.child = -1
    if child > REMEMBERS:
        return BACKS_OFF - child
    s = state(arena)
    kept = message(arena, REMEMBERS - child)
    s.version_of = kept.place
    s.version_read = kept.extra
    sent_before = kept.attempt
    release(arena, REMEMBERS - child)
    return sent_before


@compiled
def pool_of(arena, m, e):
    """The bulkhead that a call of message m over edge e has to get through: its instance's. -1 for none."""
    ed = edge(arena, e)
    if ed.bulkhead == 0:
        return -1
    if message(arena, m).marks & AT_SOURCE != 0:
        return ed.first_bulkhead
    return ed.first_bulkhead + instance_of(arena, m) - station(arena, ed.source).first_instance


@compiled
def breaks(arena, e):
    """Whether the circuit breaker of edge e keeps a call back: it is open, or its one trial is still under way."""
    ed = edge(arena, e)
    return ed.open_until > 0.0 and (state(arena).now < ed.open_until or ed.trial != 0)


@compiled
def let_go(arena, m):
    """Message m no longer waits for its call; the call goes on without anybody who waits for it. The record that
    waited for a reply through a queue is free: that reply is not taken any more. 1 if the call was the trial of a
    circuit breaker, else 0."""
    msg = message(arena, m)
    c = msg.child
    call = message(arena, c)
    if call.prev >= 0:
        bulkhead(arena, call.prev).in_use -= 1
    call.parent = -1
    msg.child = -1
    ed = edge(arena, call.via)
    if ed.replies >= 0:
        release(arena, c)
    if ed.trial != c + 1:
        return 0
    ed.trial = 0
    return 1


@compiled
def answer(arena, c, flag):
    """Sends call c back to its caller: flag 0 for success, FAILED or REFUSED."""
    call = message(arena, c)
    call.marks |= flag
    ed = edge(arena, call.via)
    now = state(arena).now
    latency = ed.latency + ed.extra_latency
    if state(arena).disturbed != 0:
        if call_lost(arena, c):
            return
        latency += extra_way_back(arena, call.via)
    note_hop(arena, c, call.via, now, now + latency, 1, 1 if flag != 0 else 0)
    call.kind = ANSWER
    schedule(arena, now + latency, c)


@compiled
def breaker_notes(arena, e, failed, trial):
    """A circuit breaker opens after so many failures in a row. Once it has been open, one trial closes it or opens it
    again; what was sent before it opened no longer counts."""
    ed = edge(arena, e)
    if ed.breaker == 0:
        return
    if ed.open_until > 0.0:
        if trial != 0 and failed != 0:
            ed.open_until = state(arena).now + ed.open_for
        elif trial != 0:
            ed.open_until = 0.0
            ed.failures = 0
        return
    if failed == 0:
        ed.failures = 0
        return
    ed.failures += 1
    if ed.failures >= ed.breaker:
        ed.open_until = state(arena).now + ed.open_for


FAILURE_FLAGS = FAILED | REFUSED
