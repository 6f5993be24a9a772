"""Sagas: one instance for each id, found by a hash table, moved on by events and by its timer.

An instance's timer is a message of its own: it carries the id, key and birth that the saga's commands inherit, and
its event is the step's timeout. Answers may come before the start or after the end, over other channels, so an
instance is made by whichever comes first and kept for a while after its end.
"""

from ..layout import COMPENSATING, EARLY, ENDED, RUNNING, SAGA_MEMORY_SECONDS, SAGA_TIMER, STUCK_SAGA
from ..layout.history import (
    SAGA_COMMITTED,
    SAGA_COMPENSATED,
    SAGA_COMPENSATES,
    SAGA_STARTED,
    SAGA_STEP,
    SAGA_STUCK,
    SAGA_UNDOES,
)
from .events import schedule
from .memory import STEP_OF_SAGA, lineage_after
from .messages import inherit, release, take
from .options import apart, compiled, exported
from .places import message, saga, saga_node, saga_slot, saga_step, saga_type, state, station
from .publishing import emit
from .tracing import note

WAS_COMPENSATED, BACKS_OFF = 1, 2
ANSWER_UNKNOWN_RETRY_SECONDS = 1.0
_SPREAD = 0x9E3779B1
_WORD = 0xFFFFFFFF


@exported
def slot_of(arena, key):
    """The slot that holds the key, or the free one where it belongs."""
    mask = state(arena).saga_slots_count - 1
    i = (((key & _WORD) * _SPREAD) & _WORD) >> 7 & mask
    while True:
        held = saga_slot(arena, i)
        if held.key == 0 or held.key == key:
            return i
        i = (i + 1) & mask


@compiled
def key_of(arena, identity, node):
    return identity * state(arena).saga_nodes_count + node + 1


@compiled
def forget(arena, g):
    """Takes an instance out of the table, closing the gap behind it, and frees its timer."""
    s = state(arena)
    sg = saga(arena, g)
    mask = s.saga_slots_count - 1
    hole = slot_of(arena, key_of(arena, sg.id, sg.node))
    saga_slot(arena, hole).key = 0
    i = (hole + 1) & mask
    while saga_slot(arena, i).key != 0:
        moved = saga_slot(arena, i)
        key, index = moved.key, moved.saga
        moved.key = 0
        better = saga_slot(arena, slot_of(arena, key))
        better.key = key
        better.saga = index
        i = (i + 1) & mask
    release(arena, sg.timer)
    sg.next = s.free_saga
    s.free_saga = g
    s.free_saga_count += 1


@compiled
def find_or_begin(arena, m, node):
    s = state(arena)
    msg = message(arena, m)
    key = key_of(arena, msg.id, node)
    held = saga_slot(arena, slot_of(arena, key))
    if held.key == key:
        return held.saga
    g = s.free_saga
    sg = saga(arena, g)
    s.free_saga = sg.next
    s.free_saga_count -= 1
    held.key = key
    held.saga = g
    sg.id = msg.id
    sg.node = node
    sg.status = EARLY
    sg.step = 0
    sg.done = 0
    sg.undone = 0
    sg.marks = 0
    sg.tries = 0
    sg.next = -1
    sg.timer = take(arena)
    inherit(arena, sg.timer, m)
    timer = message(arena, sg.timer)
    timer.parent = g
    timer.station = msg.station
    timer.kind = SAGA_TIMER
    schedule(arena, s.now + SAGA_MEMORY_SECONDS, sg.timer)
    return g


@compiled
def saga_reacts(arena, m, node):
    """An event has reached the orchestrator: it starts a saga, answers a step, or confirms a compensation."""
    s = state(arena)
    nd = saga_node(arena, node)
    kind = message(arena, m).type
    g = find_or_begin(arena, m, node)
    sg = saga(arena, g)
    if kind == nd.starts_on:
        if sg.status == EARLY:
            sg.status = RUNNING
            note(arena, sg.timer, SAGA_STARTED, 0.0)
            s.sagas_started += 1
            s.sagas_running += 1
            nd.all_started += 1
            nd.now_running += 1
            enter_step(arena, g)
            step_forward(arena, g)
        return
    failed = False
    for k in range(nd.steps):
        step = saga_step(arena, nd.first_step + k)
        if step.succeeds_on == kind:
            succeeded(arena, g, k)
        if step.compensated_on == kind:
            sg.undone |= 1 << k
        for f in range(step.first_fails_on, step.first_fails_on + step.fails_on):
            failed = failed or saga_type(arena, f).type == kind
    if sg.status == RUNNING:
        if failed:
            compensate(arena, g)
        else:
            step_forward(arena, g)
    elif sg.status == COMPENSATING or sg.status == STUCK_SAGA:
        undo_on(arena, g)


@compiled
def succeeded(arena, g, k):
    """Notes that step k succeeded. Too late, it is undone at once."""
    sg = saga(arena, g)
    known = (sg.done >> k) & 1
    sg.done |= 1 << k
    undoing = sg.status == COMPENSATING or sg.status == STUCK_SAGA
    passed = (undoing and k > sg.step) or (sg.status == ENDED and sg.marks & WAS_COMPENSATED != 0)
    if passed and known == 0:
        step = saga_step(arena, saga_node(arena, sg.node).first_step + k)
        if step.compensation >= 0:
            send_of_step(arena, sg, k, step.compensation)


@compiled
def send_of_step(arena, sg, k, command):
    """Sends the command or the compensation of step k. Each step's is one of its own, though another sends the same
    type; when it is sent again, it is the same."""
    timer = message(arena, sg.timer)
    own = timer.lineage
    timer.lineage = lineage_after(own, sg.node, STEP_OF_SAGA, k)
    emit(arena, sg.timer, command, 1)
    timer.lineage = own


@compiled
def enter_step(arena, g):
    """Sends the step's command and sets its timer."""
    sg = saga(arena, g)
    nd = saga_node(arena, sg.node)
    if sg.step >= nd.steps:
        return
    step = saga_step(arena, nd.first_step + sg.step)
    if step.command >= 0 and (sg.done >> sg.step) & 1 == 0:
        note(arena, sg.timer, SAGA_STEP, float(sg.step))
        send_of_step(arena, sg, sg.step, step.command)
    schedule(arena, state(arena).now + step.timeout, sg.timer)


@compiled
def step_forward(arena, g):
    s = state(arena)
    sg = saga(arena, g)
    nd = saga_node(arena, sg.node)
    while sg.step < nd.steps and (sg.done >> sg.step) & 1 == 1:
        sg.step += 1
        enter_step(arena, g)
    if sg.step >= nd.steps:
        s.sagas_running -= 1
        s.sagas_committed += 1
        nd.now_running -= 1
        nd.all_committed += 1
        note(arena, sg.timer, SAGA_COMMITTED, 0.0)
        ends(arena, g)
        emit(arena, sg.timer, nd.first_committed, nd.committed)


@compiled
def compensate(arena, g):
    s = state(arena)
    sg = saga(arena, g)
    nd = saga_node(arena, sg.node)
    s.sagas_running -= 1
    s.sagas_compensating += 1
    nd.now_running -= 1
    nd.now_compensating += 1
    sg.status = COMPENSATING
    note(arena, sg.timer, SAGA_COMPENSATES, float(sg.step))
    sg.step = nd.steps
    next_undo(arena, g)


@compiled
def next_undo(arena, g):
    """Backwards to the next step that was done and can be undone; waits there if it is to be confirmed."""
    s = state(arena)
    sg = saga(arena, g)
    nd = saga_node(arena, sg.node)
    while True:
        sg.step -= 1
        if sg.step < 0:
            break
        step = saga_step(arena, nd.first_step + sg.step)
        if (sg.done >> sg.step) & 1 == 0 or step.compensation < 0:
            continue
        note(arena, sg.timer, SAGA_UNDOES, float(sg.step))
        send_of_step(arena, sg, sg.step, step.compensation)
        sg.tries = 0
        sg.marks &= ~BACKS_OFF
        if step.compensated_on >= 0 and (sg.undone >> sg.step) & 1 == 0:
            schedule(arena, s.now + step.timeout, sg.timer)
            return
    if sg.status == STUCK_SAGA:
        s.sagas_stuck -= 1
        nd.now_stuck -= 1
    else:
        s.sagas_compensating -= 1
        nd.now_compensating -= 1
    s.sagas_compensated += 1
    nd.all_compensated += 1
    note(arena, sg.timer, SAGA_COMPENSATED, 0.0)
    sg.marks |= WAS_COMPENSATED
    ends(arena, g)
    emit(arena, sg.timer, nd.first_compensated, nd.compensated)


@compiled
def undo_on(arena, g):
    """Moves on when the compensation it waits for is confirmed."""
    sg = saga(arena, g)
    if sg.step >= 0 and (sg.undone >> sg.step) & 1 == 1:
        leave_stuck(arena, g)
        next_undo(arena, g)


@compiled
def leave_stuck(arena, g):
    s = state(arena)
    sg = saga(arena, g)
    if sg.status == STUCK_SAGA:
        nd = saga_node(arena, sg.node)
        sg.status = COMPENSATING
        s.sagas_stuck -= 1
        s.sagas_compensating += 1
        nd.now_stuck -= 1
        nd.now_compensating += 1


@compiled
def ends(arena, g):
    sg = saga(arena, g)
    sg.status = ENDED
    schedule(arena, state(arena).now + SAGA_MEMORY_SECONDS, sg.timer)


@apart
def saga_timer(arena, m):
    """A step's time is up, or an ended saga need not be remembered any longer."""
    s = state(arena)
    g = message(arena, m).parent
    sg = saga(arena, g)
    if sg.status == EARLY or sg.status == ENDED:
        forget(arena, g)
        return
    if station(arena, message(arena, m).station).down != 0:
        schedule(arena, s.now + ANSWER_UNKNOWN_RETRY_SECONDS, m)
        return
    if sg.status == RUNNING:
        # Whether the step took effect is unknown, so it is undone like one that did.
        sg.done |= 1 << sg.step
        compensate(arena, g)
        return
    nd = saga_node(arena, sg.node)
    step = saga_step(arena, nd.first_step + sg.step)
    if sg.tries < step.undo_retries:
        # A compensation must not be given up lightly: it is sent again before somebody has to look at it.
        if step.undo_every > 0.0 and sg.marks & BACKS_OFF == 0:
            sg.marks |= BACKS_OFF
            schedule(arena, s.now + step.undo_every, m)
            return
        sg.marks &= ~BACKS_OFF
        sg.tries += 1
        note(arena, m, SAGA_UNDOES, float(sg.step))
        send_of_step(arena, sg, sg.step, step.compensation)
        schedule(arena, s.now + step.timeout, m)
        return
    sg.status = STUCK_SAGA
    s.sagas_compensating -= 1
    s.sagas_stuck += 1
    nd.now_compensating -= 1
    nd.now_stuck += 1
    note(arena, m, SAGA_STUCK, float(sg.step))
    message(arena, m).due = -1
