"""Who asks a broker for messages, and when.

A consumer stands in its instance's ready list while there may be something for it. After every event, `settle` goes
through the instances that something has changed for and lets them take what they have slots for. So a broker never
calls a consumer: it wakes it, and the consumer asks. Consumers of a group in which any of them may take any message
wait, while there is none, in the group's idle list; a broker wakes one of those for each message.
"""

from ..layout import UP
from .options import compiled, exported, inlined
from .places import consumer, group, instance, state


@inlined
def unsettle(arena, i):
    """Has instance i looked at after this event."""
    x = instance(arena, i)
    if x.unsettled != 0:
        return
    s = state(arena)
    x.unsettled = 1
    x.next_unsettled = -1
    if s.unsettled_head >= 0:
        instance(arena, s.unsettled_tail).next_unsettled = i
    else:
        s.unsettled_head = i
    s.unsettled_tail = i


@inlined
def make_ready(arena, k):
    """Puts consumer k at the end of its instance's ready list."""
    c = consumer(arena, k)
    if c.ready != 0:
        return
    x = instance(arena, c.instance)
    c.ready = 1
    c.next = -1
    if x.ready_head >= 0:
        consumer(arena, x.ready_tail).next = k
    else:
        x.ready_head = k
    x.ready_tail = k


@exported
def wake(arena, k):
    """There may be something for consumer k."""
    c = consumer(arena, k)
    if c.gone != 0:
        return
    make_ready(arena, k)
    unsettle(arena, c.instance)


@inlined
def next_ready(arena, i):
    """Takes the first of an instance's ready consumers; -1 if there is none."""
    x = instance(arena, i)
    k = x.ready_head
    if k >= 0:
        c = consumer(arena, k)
        x.ready_head = c.next
        c.ready = 0
    return k


@inlined
def wait_idle(arena, k):
    """Consumer k asked and got nothing: it waits for its group's next message."""
    c = consumer(arena, k)
    gr = group(arena, c.group)
    if gr.shared == 0 or c.idle != 0:
        return
    c.idle = 1
    c.idle_next = -1
    if gr.idle_head >= 0:
        consumer(arena, gr.idle_tail).idle_next = k
    else:
        gr.idle_head = k
    gr.idle_tail = k


@compiled
def wake_idle(arena, g):
    """Wakes the consumer of group g that has waited longest and can take a message. False if none waits.

    One whose instance has no slot left asks again when it gets one.
    """
    gr = group(arena, g)
    while gr.idle_head >= 0:
        k = gr.idle_head
        c = consumer(arena, k)
        gr.idle_head = c.idle_next
        c.idle = 0
        if c.gone != 0:
            continue
        x = instance(arena, c.instance)
        can = x.state == UP and x.busy < x.slots and c.active < c.limit and c.ready == 0
        wake(arena, k)
        if can:
            return True
    return False
