"""Instances that come and go: cold starts."""

from numba import njit

from ..layout import STARTING
from .faults import instance_up
from .messages import release
from .options import JIT
from .places import instance, message


@njit(**JIT)
def station_timer(arena, m):
    """An instance has started."""
    i = message(arena, m).place
    release(arena, m)
    if instance(arena, i).state == STARTING:
        instance(arena, i).timer = -1
        instance_up(arena, i)
