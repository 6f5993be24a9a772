"""Where this broker's own records are."""

from numba import njit

from ...kernel.options import CHECKED, JIT, check
from ...layout import State
from .records import Death, Queue


@njit(**JIT)
def queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).rabbitmq_queues_count)
    return Queue(arena + State(arena, 0).rabbitmq_queues_at, index)


@njit(**JIT)
def death(arena, index):
    if CHECKED:
        check(index, State(arena, 0).deaths_count)
    return Death(arena + State(arena, 0).deaths_at, index)
