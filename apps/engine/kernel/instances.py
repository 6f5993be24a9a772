"""Instances and their slots: a call or a message is taken up where a slot is free."""

from ..brokers.local.versions import expect
from ..layout import APPLIED, BARE, DELIVERING, FAULTY, IS_CALL, REDELIVERED, RETRIED, UP, WORK, WORK_DONE
from ..layout.history import HANDED_OUT, WORK_BEGUN
from .accounting import channel_of
from .consumers import make_ready, next_ready, unsettle, wait_idle, wake
from .dispatch import next_since, poll
from .events import schedule
from .limits import give_token_back, may_start
from .network import delivery_way
from .options import apart, compiled, inlined
from .places import (
    channel_account,
    consumer,
    dispatch,
    edge,
    group,
    handler,
    instance,
    message,
    state,
    station,
    subscription,
    type_account,
)
from .random import drawn
from .statistics import busy_changes, expect_order, note_hop, waiting_changes
from .tracing import note


@inlined
def handler_of(arena, m):
    msg = message(arena, m)
    if msg.marks & BARE != 0:
        return handler(arena, station(arena, msg.station).bare_handler)
    return handler(arena, dispatch(arena, msg.station * state(arena).types + msg.type).handler)


@inlined
def instance_of(arena, m):
    """The instance that works on message or call m."""
    msg = message(arena, m)
    if msg.marks & IS_CALL != 0:
        return msg.consumer
    return consumer(arena, msg.consumer).instance


@inlined
def take_slot(arena, i):
    x = instance(arena, i)
    x.busy += 1
    station(arena, x.station).taken += 1


@inlined
def give_slot_back(arena, i):
    x = instance(arena, i)
    x.busy -= 1
    st = station(arena, x.station)
    st.taken -= 1
    if x.ready_head >= 0 or st.waiting > 0:
        unsettle(arena, i)


@inlined
def begin_work(arena, m):
    """The slot is taken: the work begins."""
    msg = message(arena, m)
    busy_changes(arena, station(arena, msg.station), 1)
    msg.step = 0
    work_again(arena, m)


@inlined
def work_again(arena, m):
    msg = message(arena, m)
    st = station(arena, msg.station)
    h = handler_of(arena, m)
    x = instance(arena, instance_of(arena, m))
    seconds = drawn(arena, st.stream + WORK, h.work_kind, h.work_a, h.work_b, h.first_value, h.values)
    msg.kind = WORK_DONE
    if st.unusual & FAULTY != 0:
        seconds *= st.slow
    seconds *= x.slow
    note(arena, m, WORK_BEGUN, seconds)
    schedule(arena, state(arena).now + seconds, m)


@compiled
def free_instance(arena, s):
    """The next instance of station s in turn with a free slot, -1 if there is none, or no token to start with."""
    st = station(arena, s)
    if st.taken >= st.slots:
        return -1
    if st.rate > 0.0 and (st.waiting > 0 or not may_start(arena, s)):
        return -1
    for _ in range(st.instances):
        i = st.first_instance + st.next_instance
        st.next_instance += 1
        if st.next_instance >= st.instances:
            st.next_instance = 0
        x = instance(arena, i)
        if x.state == UP and x.busy < x.slots:
            return i
    return -1


@inlined
def take_call(arena, c, i):
    """Call c takes a slot of instance i."""
    call = message(arena, c)
    call.consumer = i
    take_slot(arena, i)
    if station(arena, call.station).versions > 0:
        expect(arena, c)
    begin_work(arena, c)


@apart
def settle(arena):
    """Lets the first instance that something has changed for take one call or message, if it has a slot: waiting calls
    first, then messages from its consumers in turn. While it may take more it stays the first."""
    s = state(arena)
    i = s.unsettled_head
    x = instance(arena, i)
    s.unsettled_head = x.next_unsettled
    x.unsettled = 0
    if x.state != UP or x.busy >= x.slots or not take_next(arena, i):
        return
    if x.unsettled == 0 and x.state == UP and x.busy < x.slots:
        x.unsettled = 1
        x.next_unsettled = s.unsettled_head
        if s.unsettled_head < 0:
            s.unsettled_tail = i
        s.unsettled_head = i


@inlined
def take_next(arena, i):
    """Instance i, which has a slot, takes a call or asks a consumer's broker. False if there is nothing to ask for."""
    x = instance(arena, i)
    st = station(arena, x.station)
    if st.rate > 0.0 and (st.waiting > 0 or x.ready_head >= 0) and not may_start(arena, x.station):
        return False
    if st.waiting > 0:
        c = st.call_head
        st.call_head = message(arena, c).next
        waiting_changes(arena, st, -1)
        take_call(arena, c, i)
        return True
    if st.manual != 0:
        return False
    k = next_ready(arena, i)
    if k < 0:
        return False
    c = consumer(arena, k)
    if c.gone != 0 or c.active >= c.limit:
        give_token_back(st)
        return True
    m = next_message(arena, k)
    if m < 0:
        give_token_back(st)
        wait_idle(arena, k)
    else:
        take_up(arena, m, k)
        if c.active < c.limit:
            make_ready(arena, k)
    return True


@inlined
def next_message(arena, k):
    """From the application's own retry topic, or from the broker: what has waited longer.

    Where only taking the broker's next would tell how long it has waited, the one before it says enough.
    """
    sub = subscription(arena, consumer(arena, k).subscription)
    if sub.retry_waiting > 0:
        since = next_since(arena, k)
        if message(arena, sub.retry_head).ready <= max(since, sub.taken_until):
            return from_retry_topic(arena, sub)
    m = poll(arena, k)
    if m >= 0:
        sub.taken_until = message(arena, m).ready
    elif sub.retry_waiting > 0:
        return from_retry_topic(arena, sub)
    return m


@compiled
def from_retry_topic(arena, sub):
    m = sub.retry_head
    sub.retry_head = message(arena, m).next
    sub.retry_waiting -= 1
    waiting_changes(arena, group(arena, sub.group), -1)
    return m


@compiled
def back_by_retry_topic(arena, m):
    """Message m stands at the end of the retry topic of its subscription."""
    msg = message(arena, m)
    k = msg.consumer
    t = consumer(arena, k).subscription
    sub = subscription(arena, t)
    msg.next = -1
    msg.ready = state(arena).now
    if sub.retry_waiting > 0:
        message(arena, sub.retry_tail).next = m
    else:
        sub.retry_head = m
    sub.retry_tail = m
    sub.retry_waiting += 1
    waiting_changes(arena, group(arena, sub.group), 1)
    count = sub.consumers
    for n in range(count):
        other = sub.first_consumer + (msg.key + n) % count
        c = consumer(arena, other)
        if c.gone == 0 and c.active < c.limit and c.ready == 0:
            wake(arena, other)
            return


@compiled
def take_up(arena, m, k):
    """Consumer k has message m: it takes a slot, and work begins when the message has come over the network.

    A message that waited longer than its way takes came while the consumer was busy with another.
    """
    hand_over(arena, m, k)
    msg = message(arena, m)
    c = consumer(arena, k)
    sub = subscription(arena, c.subscription)
    now = state(arena).now
    latency = sub.latency + edge(arena, sub.edge).extra_latency
    if station(arena, c.station).unusual & FAULTY != 0:
        latency += station(arena, c.station).extra_latency
    due = max(msg.ready, c.handed) + latency
    if state(arena).disturbed != 0:
        due = max(due, now) + delivery_way(arena, sub.edge, c.station)
    if due > now and msg.marks & RETRIED == 0:
        note_hop(arena, m, sub.edge, now, due, 0, 0)
        waiting_changes(arena, group(arena, sub.group), 1)
        msg.kind = DELIVERING
        schedule(arena, due, m)
    else:
        note_hop(arena, m, sub.edge, now, now, 0, 0)
        begin_work(arena, m)


@inlined
def hand_over(arena, m, k):
    """Consumer k holds message m and a slot for it."""
    msg = message(arena, m)
    c = consumer(arena, k)
    sub = subscription(arena, c.subscription)
    msg.consumer = k
    msg.station = c.station
    c.active += 1
    expect_order(arena, c.group, msg.key)
    sub.in_process += 1
    take_slot(arena, c.instance)
    station(arena, c.station).arrived += 1
    edge(arena, sub.edge).count += 1
    note(arena, m, HANDED_OUT, float(msg.marks & RETRIED))
    if msg.marks & (APPLIED | REDELIVERED) != 0:
        channel_account(arena, channel_of(arena, m)).duplicate_deliveries += 1
        type_account(arena, msg.type).duplicate_deliveries += 1
