"""Nodes that go down and come back.

A classic queue lives on one node, and is away with it; what was not persistent, or not yet written and not waited for,
is lost. A quorum queue needs more than half of its replicas. Consumers lose their connection with their node and
connect again elsewhere. (Classic Queues, Quorum Queues and Clustering, RabbitMQ documentation.)
"""

from ...kernel.options import compiled
from ...kernel.places import broker, consumer, group, message, route, state
from ...kernel.statistics import waiting_changes
from ...layout import LOST_UNWRITTEN, TRANSIENT, UNCONFIRMED
from .delivering import connected
from .ending import end
from .places import cluster, level, member, node, queue
from .records import CUT_OFF, DROP_HEAD, NODE_LOST
from .returning import after_return, cut_off

WRITTEN_WITHIN = 0.2
"""Seconds after which a classic queue has written what is persistent (the message store's flush interval)."""


@compiled
def node_down(arena, b, n):
    own = broker(arena, b).own
    cl = cluster(arena, own)
    if n >= cl.nodes or node(arena, cl.first_node + n).down != 0:
        return
    node(arena, cl.first_node + n).down = 1
    for index in range(state(arena).rabbitmq_queues_count):
        q = queue(arena, index)
        if q.cluster != own:
            continue
        look_at(arena, q)
        lost = q.quorum == 0 and q.leader == n
        if lost:
            lose_unwritten(arena, q)
        gr = group(arena, q.group)
        for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
            if connected(arena, k) and (lost or member(arena, consumer(arena, k).own).node == n):
                cut_off(arena, k, NODE_LOST if lost else CUT_OFF)


@compiled
def node_up(arena, b, n):
    own = broker(arena, b).own
    cl = cluster(arena, own)
    if n >= cl.nodes:
        return
    node(arena, cl.first_node + n).down = 0
    for index in range(state(arena).rabbitmq_queues_count):
        if queue(arena, index).cluster == own:
            look_at(arena, queue(arena, index))
            after_return(arena, index)


@compiled
def look_at(arena, q):
    """Whether more than half of the queue's replicas are there."""
    cl = cluster(arena, q.cluster)
    up = 0
    for replica in range(q.replicas):
        if node(arena, cl.first_node + (q.leader + replica) % cl.nodes).down == 0:
            up += 1
    q.available = 1 if up > q.replicas // 2 else 0
    q.guarded = 1 if q.available == 0 or q.overflow != DROP_HEAD else 0


@compiled
def lose_unwritten(arena, q):
    """What only the node's memory had is gone."""
    now = state(arena).now
    for n in range(q.first_level, q.first_level + q.levels):
        lv = level(arena, n)
        lv.returned = -1
        before = -1
        m = lv.head if lv.waiting > 0 else -1
        while m >= 0:
            msg = message(arena, m)
            following = msg.next
            options = route(arena, msg.via).options
            unwritten = options & UNCONFIRMED != 0 and now - msg.ready < WRITTEN_WITHIN
            if options & TRANSIENT != 0 or unwritten:
                if before >= 0:
                    message(arena, before).next = following
                else:
                    lv.head = following
                if following < 0:
                    lv.tail = before
                lv.waiting -= 1
                q.waiting -= 1
                q.size -= msg.payload
                waiting_changes(arena, group(arena, q.group), -1)
                end(arena, m, LOST_UNWRITTEN)
            else:
                before = m
            m = following
