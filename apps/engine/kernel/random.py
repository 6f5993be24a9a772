"""Random numbers: one xoshiro256++ stream for each purpose of each node (Blackman and Vigna, 2019).

All arithmetic stays in uint64: mixed with int64, Numba would turn it into floats.
"""

import math

import numpy as np
from numba import njit

from ..layout import CONSTANT, EXPONENTIAL, UNIFORM
from .places import INLINED, JIT, stream

_ONE = np.uint64(1)
_11, _17, _19, _23, _41, _45 = (np.uint64(bits) for bits in (11, 17, 19, 23, 41, 45))
_STEP = 1.0 / 9007199254740992.0


@njit(**INLINED)
def uniform(arena, index):
    """A number in (0, 1], of 53 random bits."""
    s = stream(arena, index)
    mixed = s.a + s.d
    result = ((mixed << _23) | (mixed >> _41)) + s.a
    shifted = s.b << _17
    s.c ^= s.a
    s.d ^= s.b
    s.b ^= s.c
    s.a ^= s.d
    s.c ^= shifted
    s.d = (s.d << _45) | (s.d >> _19)
    return ((result >> _11) + _ONE) * _STEP


@njit(**JIT)
def exponential(arena, index, mean):
    return -mean * math.log(uniform(arena, index))


@njit(**JIT)
def below(arena, index, count):
    """A whole number in 0 … count - 1."""
    return min(int(uniform(arena, index) * count), count - 1)


@njit(**JIT)
def work_time(arena, index, kind, a, b):
    """Seconds of work: constant(a), exponential(mean a), uniform(a, b), log-normal(median a, sigma b)."""
    if kind == EXPONENTIAL:
        return exponential(arena, index, a)
    if kind == CONSTANT:
        return a
    if kind == UNIFORM:
        return a + (b - a) * uniform(arena, index)
    radius = math.sqrt(-2.0 * math.log(uniform(arena, index)))
    return a * math.exp(b * radius * math.cos(2.0 * math.pi * uniform(arena, index)))
