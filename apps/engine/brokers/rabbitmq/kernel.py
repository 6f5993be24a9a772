"""RabbitMQ's entry points. See `queues`, `delivering`, `accepting`, `returning`, `dead_lettering` and `failing`."""

from ...kernel.logs import wanted
from ...kernel.options import apart, compiled, exported, inlined
from ...kernel.places import channel, consumer, group, message, subscription
from ...kernel.statistics import waiting_changes
from ...kernel.twins import LEFT
from ...layout import DROPPED_PURGED, DROPPED_UNREAD, GIVES_BACK, HELD, LOST_UNACKNOWLEDGED, LOST_UNWRITTEN, RETRIED
from .accepting import accept, tidy
from .dead_lettering import discard
from .delivering import GONE, expire_all, join_turn, replace, run, sent_at, stands, unlink
from .ending import end
from .failing import node_down, node_up
from .places import member, queue
from .queues import take_next
from .records import QUEUE_TIMER, REJECTED, STRICT_QUORUM
from .returning import connect, give_back, leaves, overdue


@apart
def publish(arena, m, c):
    accept(arena, m, c)


@apart
def poll(arena, k):
    """The next message that lies in consumer k's client. One of a type that the consumer does not want was sent to it
    all the same, since a queue knows no selectors: it is acknowledged and thrown away."""
    c = consumer(arena, k)
    mem = member(arena, c.own)
    while mem.untaken >= 0:
        m = mem.untaken
        msg = message(arena, m)
        mem.untaken = msg.next
        c.handed = sent_at(msg)
        msg.due = -1
        waiting_changes(arena, group(arena, c.group), -1)
        if subscription(arena, c.subscription).takes == 0 or wanted(arena, k, msg.type):
            return m
        acknowledge(arena, m)
        end(arena, m, DROPPED_UNREAD)
    return -1


@compiled
def next_since(arena, k):
    """Since when the message waits that `poll` would bring, -1 if there is none."""
    m = member(arena, consumer(arena, k).own).untaken
    return message(arena, m).ready if m >= 0 else -1.0


@inlined
def acknowledge(arena, m):
    k = message(arena, m).consumer
    mem = member(arena, consumer(arena, k).own)
    unlink(arena, m)
    q = queue(arena, mem.queue)
    if q.single == 0:
        join_turn(arena, q, k)
    if q.waiting > 0:
        run(arena, mem.queue)


@apart
def ack(arena, m):
    if message(arena, m).place != GONE:
        acknowledge(arena, m)


@apart
def nack(arena, m, requeue):
    """By reject or nack. What was acknowledged on receipt, or lost with a node, nobody can give back. A message that is
    tried again by a retry queue is rejected there, which dead-letters as the queue does."""
    msg = message(arena, m)
    k = msg.consumer
    mem = member(arena, consumer(arena, k).own)
    index = mem.queue
    if msg.marks & RETRIED == 0:
        if msg.place == GONE:
            lose(arena, m)
            return
        unlink(arena, m)
        if queue(arena, index).single == 0:
            join_turn(arena, queue(arena, index), k)
        if mem.automatic != 0:
            lose(arena, m)
            return
    if requeue == 0:
        discard(arena, index, m, REJECTED)
    else:
        give_back(arena, index, m, 1 if requeue == GIVES_BACK and mem.rejects == 0 else 0)
    tidy(arena, index)


@compiled
def lose(arena, m):
    """Message m is its consumer's alone, and that does not handle it."""
    automatic = member(arena, consumer(arena, message(arena, m).consumer).own).automatic
    end(arena, m, LOST_UNACKNOWLEDGED if automatic != 0 else LOST_UNWRITTEN)


@apart
def expire(arena, m):
    """A timer, which stays its queue's or its consumer's."""
    timer = message(arena, m)
    timer.due = -1
    if timer.step != QUEUE_TIMER:
        overdue(arena, timer.place)
        return
    q = queue(arena, timer.place)
    q.armed = 0
    if q.expiring != 0 and q.quorum == STRICT_QUORUM and q.available != 0:
        expire_all(arena, timer.place)
    tidy(arena, timer.place)


@apart
def abandon(arena, m):
    """It waits in its place for `fail`, which gives back everything the consumer had, in order."""
    msg = message(arena, m)
    if msg.place == GONE:
        lose(arena, m)
        return
    if not stands(arena, m):
        # Its consumer lives and goes on with another record, which the broker knew so far.
        replace(arena, msg.parent, m)
    msg.kind = HELD
    msg.due = -1


@apart
def fail(arena, k):
    leaves(arena, k, 1 if consumer(arena, k).gone == LEFT else 0)


@apart
def recover(arena, k):
    connect(arena, k)


@apart
def fail_node(arena, b, n):
    node_down(arena, b, n)


@apart
def recover_node(arena, b, n):
    node_up(arena, b, n)


@apart
def seek(arena, g, offset):
    """A queue keeps nothing to go back to."""


@apart
def unfinished(arena, g):
    """Ready and unacknowledged, as the management API counts a queue's messages."""
    gr = group(arena, g)
    found = queue(arena, gr.own).waiting
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        mem = member(arena, consumer(arena, k).own)
        if mem.automatic == 0:
            found += mem.unacknowledged
    return found


@exported
def purge(arena, c):
    """Drops what is ready in the queue of channel c; what is handed out stays."""
    q = queue(arena, channel(arena, c).own)
    while q.waiting > 0:
        m = take_next(arena, q)
        end(arena, m, DROPPED_PURGED)
    q.highs = 0
