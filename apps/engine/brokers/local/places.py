"""Where this broker's own records are."""

from numba import njit

from ...kernel.options import CHECKED, JIT, check
from ...layout import State
from .records import Local, Version


@njit(**JIT)
def local(arena, index):
    if CHECKED:
        check(index, State(arena, 0).locals_count)
    return Local(arena + State(arena, 0).locals_at, index)


@njit(**JIT)
def version(arena, index):
    if CHECKED:
        check(index, State(arena, 0).versions_count)
    return Version(arena + State(arena, 0).versions_at, index)
