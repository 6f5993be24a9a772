"""Giving messages to consumers: pushed, in turn, to whoever has room, as far as the prefetch goes.

A consumer is an instance. What it was given and has not acknowledged stands in its list, in order: first what it works
on, then what lies in its client and waits for a thread (Consumers and Consumer Prefetch, RabbitMQ documentation).
"""

from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.messages import take
from ...kernel.options import compiled, inlined
from ...kernel.places import consumer, group, instance, message, state
from ...kernel.statistics import waiting_changes
from ...layout import BROKER_TIMER, HELD, RABBITMQ, STUCK, UP
from .dead_lettering import discard
from .places import cluster, level, member, queue
from .queues import expires_at, first_of, take_from, take_next
from .records import CLASSIC, EXPIRED, MEMBER_TIMER, RETURNS, STRICT_QUORUM, VERSION_4_3

TICKS = 50
"""A message notes in `place` in which fiftieth of a second it was given out, for the acknowledgement timeout."""
GONE = -2
"""`place` of a message that somebody works on and that its broker has lost."""


@inlined
def connected(arena, k):
    c = consumer(arena, k)
    state_of = instance(arena, c.instance).state
    return c.gone == 0 and state_of in (UP, STUCK) and member(arena, c.own).cut == 0


@inlined
def has_room(mem):
    return mem.unacknowledged < mem.prefetch


@inlined
def join_turn(arena, q, k):
    """Consumer k stands at the end of those that have room."""
    mem = member(arena, consumer(arena, k).own)
    if mem.in_turn != 0:
        return
    mem.in_turn = 1
    mem.next = -1
    if q.turn_head >= 0:
        member(arena, consumer(arena, q.turn_tail).own).next = k
    else:
        q.turn_head = k
    q.turn_tail = k


@inlined
def next_consumer(arena, q):
    """Who gets the next message, taken out of the turn; -1 if nobody has room."""
    if q.single != 0:
        if q.active >= 0 and not connected(arena, q.active):
            activate(arena, q)
        k = q.active
        if k >= 0 and has_room(member(arena, consumer(arena, k).own)):
            return k
        return -1
    while q.turn_head >= 0:
        k = q.turn_head
        mem = member(arena, consumer(arena, k).own)
        q.turn_head = mem.next
        mem.in_turn = 0
        if has_room(mem) and connected(arena, k):
            return k
    return -1


@compiled
def activate(arena, q):
    """The connected consumer that came first is the single active one."""
    gr = group(arena, q.group)
    q.active = -1
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        if connected(arena, k):
            first = q.active < 0
            if not first:
                mem = member(arena, consumer(arena, k).own)
                first = mem.joined < member(arena, consumer(arena, q.active).own).joined
            if first:
                q.active = k


@inlined
def give(arena, q, m, k):
    """Message m is sent to consumer k, and lies in its client until a thread takes it."""
    now = state(arena).now
    msg = message(arena, m)
    mem = member(arena, consumer(arena, k).own)
    msg.kind = HELD
    msg.consumer = k
    msg.due = -2 - int(now * 1e9)
    msg.place = int(now * TICKS)
    if msg.deliveries < 65535:
        msg.deliveries += 1
    msg.next = -1
    msg.prev = mem.tail
    if mem.tail >= 0:
        message(arena, mem.tail).next = m
    else:
        mem.head = m
    mem.tail = m
    if mem.untaken < 0:
        mem.untaken = m
    mem.unacknowledged += 1
    # It waits until a thread takes it, wherever it lies.
    waiting_changes(arena, group(arena, q.group), 1)
    if mem.armed == 0:
        watch_acknowledgement(arena, q, k, now)
    if q.single == 0 and has_room(mem):
        join_turn(arena, q, k)
    wake(arena, k)


@inlined
def sent_at(msg):
    """When a message that lies in its client was sent to it."""
    return (-2 - msg.due) / 1e9


@inlined
def lies_in_client(msg):
    """Whether it was given to a consumer and no thread has taken it."""
    return msg.kind == HELD and msg.due <= -2


@compiled
def unlink(arena, m):
    """Message m no longer stands in its consumer's list."""
    msg = message(arena, m)
    mem = member(arena, consumer(arena, msg.consumer).own)
    if mem.untaken == m:
        mem.untaken = msg.next
    if lies_in_client(msg):
        waiting_changes(arena, group(arena, queue(arena, mem.queue).group), -1)
    if msg.prev >= 0:
        message(arena, msg.prev).next = msg.next
    else:
        mem.head = msg.next
    if msg.next >= 0:
        message(arena, msg.next).prev = msg.prev
    else:
        mem.tail = msg.prev
    msg.next = -1
    msg.prev = -1
    mem.unacknowledged -= 1


@inlined
def stands(arena, m):
    """Whether message m stands in its consumer's list."""
    msg = message(arena, m)
    return msg.prev >= 0 or member(arena, consumer(arena, msg.consumer).own).head == m


@compiled
def replace(arena, m, x):
    """Message x stands in its consumer's list instead of message m."""
    msg = message(arena, m)
    new = message(arena, x)
    mem = member(arena, consumer(arena, msg.consumer).own)
    new.prev = msg.prev
    new.next = msg.next
    if msg.prev >= 0:
        message(arena, msg.prev).next = x
    else:
        mem.head = x
    if msg.next >= 0:
        message(arena, msg.next).prev = x
    else:
        mem.tail = x
    msg.next = -1
    msg.prev = -1


@compiled
def run(arena, index):
    """Gives out what is ready, as long as somebody has room. What expired meanwhile is not given out."""
    q = queue(arena, index)
    while q.waiting > 0 and q.available != 0:
        if q.expiring != 0:
            head = first_of(arena, q)
            if expires_at(arena, q, head) <= state(arena).now:
                if q.quorum == STRICT_QUORUM:
                    expire_all(arena, index)
                else:
                    discard(arena, index, take_next(arena, q), EXPIRED)
                continue
        k = next_consumer(arena, q)
        if k < 0:
            return
        give(arena, q, take_next(arena, q), k)


@compiled
def expire_all(arena, index):
    """Whatever expired at the head of any list: what came back, then the highest priority, and so on down."""
    q = queue(arena, index)
    for i in range(q.levels):
        n = q.first_level + (RETURNS if i == 0 else q.levels - i)
        lv = level(arena, n)
        while lv.waiting > 0 and expires_at(arena, q, lv.head) <= state(arena).now:
            discard(arena, index, take_from(arena, q, n), EXPIRED)


@compiled
def watch_acknowledgement(arena, q, k, given):
    """The consumer's one timer goes off when its oldest message is overdue. From 4.3 on only quorum queues have it."""
    cl = cluster(arena, q.cluster)
    mem = member(arena, consumer(arena, k).own)
    if mem.automatic != 0 or (cl.version == VERSION_4_3 and q.quorum == CLASSIC):
        mem.armed = 1
        return
    set_member_timer(arena, k, given + cl.consumer_timeout + 1.0 / TICKS)


@compiled
def set_member_timer(arena, k, when):
    mem = member(arena, consumer(arena, k).own)
    if mem.timer < 0:
        mem.timer = take(arena)
        timer = message(arena, mem.timer)
        timer.kind = BROKER_TIMER
        timer.priority = RABBITMQ
        timer.step = MEMBER_TIMER
        timer.place = k
    mem.armed = 1
    schedule(arena, when, mem.timer)
