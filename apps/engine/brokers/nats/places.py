"""Where NATS's own records are."""

from ...kernel.options import CHECKED, check, compiled
from ...layout import State
from .records import Durable, MessageList, Stream
from .words import LISTS


@compiled
def stream(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_streams_count)
    return Stream(State(arena, 0).nats_streams_at, index)


@compiled
def durable(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_durables_count)
    return Durable(State(arena, 0).nats_durables_at, index)


@compiled
def message_list(arena, index):
    if CHECKED:
        check(index, State(arena, 0).nats_lists_count)
    return MessageList(State(arena, 0).nats_lists_at, index)


@compiled
def awaiting(arena, d):
    return message_list(arena, LISTS * d)


@compiled
def returned(arena, d):
    return message_list(arena, LISTS * d + 1)


@compiled
def delayed(arena, d):
    return message_list(arena, LISTS * d + 2)


@compiled
def carried(arena, d):
    return message_list(arena, LISTS * d + 3)
