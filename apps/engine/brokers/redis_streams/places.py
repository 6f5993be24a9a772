"""Where Redis's own records are."""

from ...kernel.options import CHECKED, check, compiled
from ...layout import State
from .records import Server, Stream, StreamConsumer, StreamGroup


@compiled
def server(arena, index):
    if CHECKED:
        check(index, State(arena, 0).redis_servers_count)
    return Server(State(arena, 0).redis_servers_at, index)


@compiled
def stream(arena, index):
    if CHECKED:
        check(index, State(arena, 0).redis_streams_count)
    return Stream(State(arena, 0).redis_streams_at, index)


@compiled
def stream_group(arena, index):
    if CHECKED:
        check(index, State(arena, 0).redis_groups_count)
    return StreamGroup(State(arena, 0).redis_groups_at, index)


@compiled
def stream_consumer(arena, index):
    if CHECKED:
        check(index, State(arena, 0).redis_consumers_count)
    return StreamConsumer(State(arena, 0).redis_consumers_at, index)
