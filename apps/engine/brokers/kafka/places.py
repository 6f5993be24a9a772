"""Where this broker's own records are."""

from ...kernel.options import CHECKED, check, compiled
from ...layout import State
from .records import (
    Batch,
    Cluster,
    Connection,
    GroupState,
    KeyHash,
    Member,
    Partition,
    Producer,
    Replica,
    Topic,
)


@compiled
def cluster(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_clusters_count)
    return Cluster(State(arena, 0).kafka_clusters_at, index)


@compiled
def topic(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_topics_count)
    return Topic(State(arena, 0).kafka_topics_at, index)


@compiled
def partition(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_partitions_count)
    return Partition(State(arena, 0).kafka_partitions_at, index)


@compiled
def replica(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_replicas_count)
    return Replica(State(arena, 0).kafka_replicas_at, index)


@compiled
def producer(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_producers_count)
    return Producer(State(arena, 0).kafka_producers_at, index)


@compiled
def connection(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_connections_count)
    return Connection(State(arena, 0).kafka_connections_at, index)


@compiled
def batch(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_batches_count)
    return Batch(State(arena, 0).kafka_batches_at, index)


@compiled
def group_state(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_groups_count)
    return GroupState(State(arena, 0).kafka_groups_at, index)


@compiled
def member(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_members_count)
    return Member(State(arena, 0).kafka_members_at, index)


@compiled
def key_hash(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_key_hashes_count)
    return KeyHash(State(arena, 0).kafka_key_hashes_at, index)
