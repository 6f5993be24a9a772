"""Where NATS's own records are."""

from numba import njit

from ...kernel.options import CHECKED, JIT, check
from ...layout import State
from .records import Durable, MessageList, Stream
from .words import LISTS


@njit(**JIT)
def stream(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_streams_count)
    return Stream(arena + State(arena, 0).nats_streams_at, index)


@njit(**JIT)
def durable(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_durables_count)
    return Durable(arena + State(arena, 0).nats_durables_at, index)


@njit(**JIT)
def message_list(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_lists_count)
    return MessageList(arena + State(arena, 0).nats_lists_at, index)


@njit(**JIT)
def awaiting(arena, d):
    return message_list(arena, LISTS * d)


@njit(**JIT)
def returned(arena, d):
    return message_list(arena, LISTS * d + 1)


@njit(**JIT)
def delayed(arena, d):
    return message_list(arena, LISTS * d + 2)


@njit(**JIT)
def carried(arena, d):
    return message_list(arena, LISTS * d + 3)
