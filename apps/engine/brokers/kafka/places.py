"""Where this broker's own records are."""

from numba import njit

from ...kernel.options import CHECKED, JIT, check
from ...layout import State
from .records import Cluster, KeyHash, Member, Topic


@njit(**JIT)
def topic(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_topics_count)
    return Topic(arena + State(arena, 0).kafka_topics_at, index)


@njit(**JIT)
def cluster(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_clusters_count)
    return Cluster(arena + State(arena, 0).kafka_clusters_at, index)


@njit(**JIT)
def member(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_members_count)
    return Member(arena + State(arena, 0).kafka_members_at, index)


@njit(**JIT)
def key_hash(arena, index):
    if CHECKED:
        check(index, State(arena, 0).kafka_key_hashes_count)
    return KeyHash(arena + State(arena, 0).kafka_key_hashes_at, index)
