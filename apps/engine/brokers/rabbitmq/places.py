"""Where this broker's own records are."""

from numba import njit

from ...kernel.options import CHECKED, INLINED, JIT, check
from ...kernel.places import channel, consumer, group, message, route
from ...layout import State
from .records import Cluster, Level, Member, Node, Queue, Way


@njit(**JIT)
def cluster(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_clusters_count)
    return Cluster(arena + State(arena, 0).rabbitmq_clusters_at, index)


@njit(**JIT)
def node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_nodes_count)
    return Node(arena + State(arena, 0).rabbitmq_nodes_at, index)


@njit(**JIT)
def queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_queues_count)
    return Queue(arena + State(arena, 0).rabbitmq_queues_at, index)


@njit(**JIT)
def level(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_levels_count)
    return Level(arena + State(arena, 0).rabbitmq_levels_at, index)


@njit(**JIT)
def member(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_members_count)
    return Member(arena + State(arena, 0).rabbitmq_members_at, index)


@njit(**JIT)
def way(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_ways_count)
    return Way(arena + State(arena, 0).rabbitmq_ways_at, index)


@njit(**INLINED)
def way_of(arena, m):
    """How message m came into its queue."""
    return way(arena, route(arena, message(arena, m).via).own)


@njit(**INLINED)
def queue_of(arena, k):
    """The row of consumer k's queue."""
    return channel(arena, group(arena, consumer(arena, k).group).channel).own
