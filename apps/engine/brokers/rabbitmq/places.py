"""Where this broker's own records are."""

from ...kernel.options import CHECKED, check, compiled, inlined
from ...kernel.places import channel, consumer, group, message, route
from ...layout import State
from .records import Cluster, Level, Member, Node, Queue, ReplyQueue, Way


@compiled
def cluster(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_clusters_count)
    return Cluster(State(arena, 0).rabbitmq_clusters_at, index)


@compiled
def node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_nodes_count)
    return Node(State(arena, 0).rabbitmq_nodes_at, index)


@compiled
def queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_queues_count)
    return Queue(State(arena, 0).rabbitmq_queues_at, index)


@compiled
def level(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_levels_count)
    return Level(State(arena, 0).rabbitmq_levels_at, index)


@compiled
def member(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_members_count)
    return Member(State(arena, 0).rabbitmq_members_at, index)


@compiled
def way(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_ways_count)
    return Way(State(arena, 0).rabbitmq_ways_at, index)


@compiled
def reply_queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_replies_count)
    return ReplyQueue(State(arena, 0).rabbitmq_replies_at, index)


@inlined
def way_of(arena, m):
    """How message m came into its queue."""
    return way(arena, route(arena, message(arena, m).via).own)


@inlined
def queue_of(arena, k):
    """The row of consumer k's queue."""
    return channel(arena, group(arena, consumer(arena, k).group).channel).own
