"""The broker's semantics."""

from numba import njit

from ...kernel.messages import release
from ...kernel.options import JIT


@njit(**JIT)
def publish(arena, m, c):
    release(arena, m)


@njit(**JIT)
def poll(arena, k):
    return -1


@njit(**JIT)
def ack(arena, m):
    pass


@njit(**JIT)
def nack(arena, m, requeue):
    release(arena, m)


@njit(**JIT)
def expire(arena, m):
    release(arena, m)


@njit(**JIT)
def abandon(arena, m):
    release(arena, m)


@njit(**JIT)
def fail(arena, k):
    pass


@njit(**JIT)
def recover(arena, k):
    pass


@njit(**JIT)
def fail_node(arena, b, n):
    pass


@njit(**JIT)
def recover_node(arena, b, n):
    pass


@njit(**JIT)
def seek(arena, g, offset):
    pass


@njit(**JIT)
def purge(arena, c):
    pass
