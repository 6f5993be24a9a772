"""Faults that change more than a number: instances and brokers that go down and come back, sources that change pace."""

from ..layout import (
    AT_SOURCE,
    DELIVERING,
    DOWN,
    FAILED,
    FREE,
    IS_CALL,
    ORPHAN,
    QUEUED,
    RATE_CURVE,
    RETRIED,
    RETRY_IN_PLACE,
    STARTING,
    STATION_TIMER,
    UP,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from ..layout.history import INTERRUPTED
from .accounting import count_redelivered
from .calls import REMEMBERS, answer, let_go
from .consumers import unsettle, wake
from .dispatch import abandon, fail, fail_node, recover, recover_node
from .events import schedule
from .instances import back_by_retry_topic, instance_of, work_again
from .limits import INSTANCE_STARTED
from .messages import release, take
from .options import compiled, exported
from .places import (
    broker,
    broker_node,
    channel,
    consumer,
    edge,
    group,
    instance,
    message,
    source,
    state,
    station,
    subscription,
)
from .sources import schedule_next
from .statistics import busy_changes, instances_change, waiting_changes
from .tracing import note
from .twins import CUT_OFF, LEFT, separate, split
from .users import request_ended

STUCK = 1e12
"""So many times slower that nothing ends."""


@exported
def crash_station(arena, s):
    """All its instances crash; a source stops, and what it waits for is given up."""
    st = station(arena, s)
    st.down = 1
    for i in range(st.first_instance, st.first_instance + st.instances):
        crash_instance(arena, i)
    if st.source >= 0:
        for m in range(state(arena).messages_count):
            msg = message(arena, m)
            if msg.kind == WAITS_FOR_ANSWER and msg.station == s and msg.marks & AT_SOURCE != 0:
                abandon_call(arena, m)
                st.failed += 1
                request_ended(arena, m)


@exported
def crash_instance(arena, i):
    """Everything that was worked on stops: calls fail, messages come again when their broker notices. So does what one
    that was stopped in good order has not finished yet."""
    whole = state(arena)
    x = instance(arena, i)
    st = station(arena, x.station)
    if x.state == STARTING:
        # Its timer finds it down and starts nothing.
        x.state = DOWN
        if st.down != 0:
            refuse_waiting_calls(arena, x.station)
    if x.state == UP:
        x.state = DOWN
        instances_change(arena, st, -1, -x.slots)
        if st.up_instances == 0:
            refuse_waiting_calls(arena, x.station)
    elif x.busy == 0:
        return
    x.epoch += 1
    for m in range(whole.messages_count):
        msg = message(arena, m)
        if works_on(arena, m) and msg.station == x.station and instance_of(arena, m) == i:
            interrupted(arena, m)
    st.taken -= x.busy
    x.busy = 0
    for k in range(whole.consumers_count):
        c = consumer(arena, k)
        if c.instance == i:
            c.gone = CUT_OFF
            c.active = 0
            fail(arena, k)


@compiled
def works_on(arena, m):
    """Whether somebody holds a slot for message m."""
    msg = message(arena, m)
    kind = msg.kind
    at_work = kind in (WORK_DONE, WAITS_FOR_ANSWER, RETRY_IN_PLACE, DELIVERING)
    return kind != FREE and at_work and msg.marks & AT_SOURCE == 0


@compiled
def refuse_waiting_calls(arena, s):
    st = station(arena, s)
    while st.waiting > 0:
        c = st.call_head
        st.call_head = message(arena, c).next
        waiting_changes(arena, st, -1)
        answer(arena, c, FAILED)


@compiled
def interrupted(arena, m):
    """Message or call m was worked on by an instance that is gone."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    note(arena, m, INTERRUPTED, 0.0)
    abandon_call(arena, m)
    if msg.kind != DELIVERING:
        busy_changes(arena, st, -1)
    else:
        waiting_changes(arena, group(arena, consumer(arena, msg.consumer).group), -1)
    msg.due = -1
    if msg.marks & IS_CALL != 0:
        st.failed += 1
        answer(arena, m, FAILED)
        return
    subscription(arena, consumer(arena, msg.consumer).subscription).in_process -= 1
    if msg.marks & ORPHAN != 0:
        separate(arena, m)
        release(arena, m)
    elif msg.marks & RETRIED != 0:
        count_redelivered(arena, m)
        msg.kind = QUEUED
        back_by_retry_topic(arena, m)
    else:
        abandon(arena, m)


@compiled
def abandon_call(arena, m):
    msg = message(arena, m)
    if msg.kind != WAITS_FOR_ANSWER:
        return
    if msg.child >= 0:
        let_go(arena, m)
        state(arena).requests_failed += 1
    elif msg.child <= REMEMBERS:
        release(arena, REMEMBERS - msg.child)
    msg.child = -1


@exported
def recover_station(arena, s):
    st = station(arena, s)
    st.down = 0
    for i in range(st.first_instance, st.first_instance + st.instances):
        if instance(arena, i).state == DOWN:
            restart_instance(arena, i)


@exported
def restart_instance(arena, i):
    """A crashed instance starts again, and is up after its station's cold start."""
    x = instance(arena, i)
    cold = station(arena, x.station).cold_start
    if cold <= 0.0:
        instance_up(arena, i)
        return
    x.state = STARTING
    m = take(arena)
    timer = message(arena, m)
    timer.kind = STATION_TIMER
    timer.step = INSTANCE_STARTED
    timer.place = i
    x.timer = m
    schedule(arena, state(arena).now + cold, m)


@exported
def instance_up(arena, i):
    """Instance i takes calls and messages from now on."""
    x = instance(arena, i)
    st = station(arena, x.station)
    x.state = UP
    instances_change(arena, st, 1, x.slots)
    for k in range(state(arena).consumers_count):
        c = consumer(arena, k)
        if c.instance == i and c.gone != 0 and edge(arena, subscription(arena, c.subscription).edge).cut == 0:
            c.gone = 0
            recover(arena, k)
            wake(arena, k)
    unsettle(arena, i)


@exported
def set_broker(arena, b, down):
    """Nobody reaches broker b, or everybody again. Its servers go down and come back one by one: see `set_node`."""
    broker(arena, b).down = down
    if down != 0:
        return
    for k in range(state(arena).consumers_count):
        c = consumer(arena, k)
        if channel(arena, group(arena, c.group).channel).broker == b:
            wake(arena, k)


@exported
def set_pace(arena, x, factor):
    """A source sends at a multiple of its rate from now on; its next arrival is drawn anew."""
    src = source(arena, x)
    src.factor = factor
    paced = src.kind <= 2 or src.kind == RATE_CURVE
    if src.message >= 0 and message(arena, src.message).due >= 0 and paced:
        schedule_next(arena, src.message)


@exported
def set_node(arena, b, n, down):
    """Server n of broker b is lost, or there again."""
    node = broker_node(arena, broker(arena, b).first_node + n)
    if node.down == down:
        return
    node.down = down
    if down != 0:
        fail_node(arena, b, n)
    else:
        recover_node(arena, b, n)


@exported
def set_speed(arena, i, factor):
    """Instance i works so many times slower from now on; what it is at goes on at its old speed, unless it is stuck."""
    x = instance(arena, i)
    was_stuck = x.slow >= STUCK
    x.slow = factor
    if factor < STUCK and not was_stuck:
        return
    for m in range(state(arena).messages_count):
        msg = message(arena, m)
        if msg.kind == WORK_DONE and works_on(arena, m) and msg.station == x.station and instance_of(arena, m) == i:
            work_again(arena, m)


@exported
def cut_subscription(arena, t):
    """The consumers of subscription t no longer reach their broker, nor does one that was stopped and still works: what
    they have is given out again, while they go on with it and cannot acknowledge."""
    sub = subscription(arena, t)
    edge(arena, sub.edge).cut = 1
    for k in range(sub.first_consumer, sub.first_consumer + sub.consumers):
        c = consumer(arena, k)
        if c.gone == CUT_OFF or (c.gone == LEFT and c.active == 0):
            continue
        c.gone = CUT_OFF
        for m in range(state(arena).messages_count):
            msg = message(arena, m)
            if works_on(arena, m) and msg.marks & (IS_CALL | ORPHAN | RETRIED) == 0 and msg.consumer == k:
                abandon(arena, split(arena, m))
        fail(arena, k)


@exported
def join_subscription(arena, t):
    """The consumers of subscription t reach their broker again."""
    sub = subscription(arena, t)
    edge(arena, sub.edge).cut = 0
    for k in range(sub.first_consumer, sub.first_consumer + sub.consumers):
        c = consumer(arena, k)
        if c.gone != 0 and instance(arena, c.instance).state == UP:
            c.gone = 0
            recover(arena, k)
            wake(arena, k)
