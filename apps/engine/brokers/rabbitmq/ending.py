"""The end of a message in RabbitMQ."""

from numba import njit

from ...kernel.accounting import ends
from ...kernel.messages import release
from ...kernel.options import JIT
from ...kernel.twins import separate


@njit(**JIT)
def end(arena, m, why):
    """Message m ends for a cause, and its record is free. Who still works on another record of it goes on alone."""
    ends(arena, m, why)
    separate(arena, m)
    release(arena, m)
