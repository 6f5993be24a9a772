"""Random numbers: one xoshiro256++ stream for each purpose of each node (Blackman and Vigna, 2019).

All arithmetic stays in uint64: mixed with int64, Numba would turn it into floats.
"""

import math

import numpy as np

from ..layout import CONSTANT, EMPIRICAL, EXPONENTIAL, GAMMA, UNIFORM
from .options import compiled, inlined
from .places import stream, value

_ONE = np.uint64(1)
_11, _17, _19, _23, _41, _45 = (np.uint64(bits) for bits in (11, 17, 19, 23, 41, 45))
_STEP = 1.0 / 9007199254740992.0


@inlined
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


@compiled
def exponential(arena, index, mean):
    return -mean * math.log(uniform(arena, index))


@compiled
def below(arena, index, count):
    """A whole number in 0 … count - 1."""
    return min(int(uniform(arena, index) * count), count - 1)


@compiled
def normal(arena, index):
    """A standard normal number (Box and Muller)."""
    radius = math.sqrt(-2.0 * math.log(uniform(arena, index)))
    return radius * math.cos(2.0 * math.pi * uniform(arena, index))


@compiled
def gamma(arena, index, mean, shape):
    """A gamma number of a mean and a shape (Marsaglia and Tsang, 2000; below shape 1 with their power of a uniform)."""
    boost = 1.0
    k = shape
    if k < 1.0:
        boost = uniform(arena, index) ** (1.0 / k)
        k += 1.0
    d = k - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(arena, index)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        if math.log(uniform(arena, index)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return boost * d * v * mean / shape


@compiled
def empirical(arena, index, first, count):
    """One of the values of a histogram, by its share."""
    draw = uniform(arena, index)
    low = first
    high = first + count - 1
    while low < high:
        middle = (low + high) >> 1
        if value(arena, middle).below < draw:
            low = middle + 1
        else:
            high = middle
    return value(arena, low).seconds


@compiled
def drawn(arena, index, kind, a, b, first, count):
    """A number of a distribution: constant(a), exponential(mean a), uniform(a, b), log-normal(median a, sigma b),
    gamma(mean a, shape b), empirical(`count` values from `first` on)."""
    if kind == EXPONENTIAL:
        return exponential(arena, index, a)
    if kind == CONSTANT:
        return a
    if kind == UNIFORM:
        return a + (b - a) * uniform(arena, index)
    if kind == GAMMA:
        return gamma(arena, index, a, b)
    if kind == EMPIRICAL:
        return empirical(arena, index, first, count)
    return a * math.exp(b * normal(arena, index))
