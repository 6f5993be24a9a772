"""Where this broker's own records are."""

from ...kernel.options import CHECKED, check, compiled
from ...layout import State
from .records import Client, List, MessageGroup, Queue, Sender


@compiled
def queue(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_queues_count)
    return Queue(State(arena, 0).sqs_queues_at, index)


@compiled
def line(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_lists_count)
    return List(State(arena, 0).sqs_lists_at, index)


@compiled
def message_group(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_groups_count)
    return MessageGroup(State(arena, 0).sqs_groups_at, index)


@compiled
def client(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_clients_count)
    return Client(State(arena, 0).sqs_clients_at, index)


@compiled
def sender(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sqs_senders_count)
    return Sender(State(arena, 0).sqs_senders_at, index)
