"""Where this broker's own records are."""

from ...kernel.options import CHECKED, check, compiled
from ...layout import State
from .records import Local, Version


@compiled
def local(arena, index):
    if CHECKED:
        check(index, State(arena, 0).locals_count)
    return Local(State(arena, 0).locals_at, index)


@compiled
def version(arena, index):
    if CHECKED:
        check(index, State(arena, 0).versions_count)
    return Version(State(arena, 0).versions_at, index)
