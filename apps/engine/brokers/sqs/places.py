"""Where this broker's own records are."""

from numba import njit

from ...kernel.options import CHECKED, JIT, check
from ...layout import State
from .records import Client, List, MessageGroup, Queue


@njit(**JIT)
def queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_queues_count)
    return Queue(arena + State(arena, 0).sqs_queues_at, index)


@njit(**JIT)
def line(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_lists_count)
    return List(arena + State(arena, 0).sqs_lists_at, index)


@njit(**JIT)
def message_group(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_groups_count)
    return MessageGroup(arena + State(arena, 0).sqs_groups_at, index)


@njit(**JIT)
def client(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_clients_count)
    return Client(arena + State(arena, 0).sqs_clients_at, index)
