"""Synchronous calls: a question sent, an answer sent back. The caller's slot is held in between."""

from ..layout import ANSWER, BARE, CALL_ARRIVES, FAILED, IS_CALL, REFUSED, WAITS_FOR_ANSWER
from ..layout.history import CALL_REFUSED, CALLED
from .events import schedule
from .messages import inherit, take
from .network import call_lost, extra_way
from .options import compiled
from .places import edge, message, state, station
from .statistics import note_hop
from .tracing import note


@compiled
def ask(arena, m, e, sent_before):
    """Message m calls over edge e and waits. False if nothing was sent: the circuit breaker is open, or as many calls
    are under way as the bulkhead lets through."""
    s = state(arena)
    ed = edge(arena, e)
    s.requests_sent += 1
    ed.count += 1
    if (ed.breaker > 0 and s.now < ed.open_until) or (ed.bulkhead > 0 and ed.in_use >= ed.bulkhead):
        s.requests_refused += 1
        ed.refused += 1
        note(arena, m, CALL_REFUSED, float(e))
        return False
    ed.in_use += 1
    c = take(arena)
    inherit(arena, c, m)
    call = message(arena, c)
    if ed.sends >= 0:
        call.type = ed.sends
    call.marks |= IS_CALL
    if ed.bare != 0:
        call.marks |= BARE
    call.parent = m
    call.via = e
    call.station = ed.target
    call.sent = s.now
    call.attempt = sent_before
    call.place = s.version_of
    call.extra = s.version_read
    msg = message(arena, m)
    msg.child = c
    latency = ed.latency + ed.extra_latency + station(arena, ed.target).extra_latency
    if s.disturbed != 0:
        latency += extra_way(arena, e)
    note(arena, c, CALLED, latency)
    note_hop(arena, c, e, s.now, s.now + latency, 0, 0)
    if s.disturbed == 0 or not call_lost(arena, c):
        call.kind = CALL_ARRIVES
        schedule(arena, s.now + latency, c)
    msg.kind = WAITS_FOR_ANSWER
    schedule(arena, s.now + ed.timeout, m)
    return True


@compiled
def let_go(arena, m):
    """Message m no longer waits for its call; the call goes on without anybody who waits for it."""
    msg = message(arena, m)
    call = message(arena, msg.child)
    edge(arena, call.via).in_use -= 1
    call.parent = -1
    msg.child = -1


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
        latency += extra_way(arena, call.via)
    note_hop(arena, c, call.via, now, now + latency, 1, 1 if flag != 0 else 0)
    call.kind = ANSWER
    schedule(arena, now + latency, c)


@compiled
def breaker_notes(arena, e, failed):
    """A circuit breaker opens after so many failures in a row; once it has been open, one failure opens it again."""
    ed = edge(arena, e)
    if ed.breaker == 0:
        return
    if failed == 0:
        ed.failures = 0
        return
    ed.failures += 1
    if ed.failures >= ed.breaker:
        ed.open_until = state(arena).now + ed.open_for
        ed.failures = ed.breaker - 1


FAILURE_FLAGS = FAILED | REFUSED
