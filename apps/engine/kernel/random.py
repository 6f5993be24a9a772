"""Random numbers: one xoshiro256++ stream for each purpose of each node (Blackman and Vigna, 2019).

All arithmetic stays in uint64: mixed with int64, Numba would turn it into floats.
"""

import math

import numpy as np
from numpy.typing import NDArray

from ..layout import CONSTANT, EMPIRICAL, EXPONENTIAL, GAMMA, UNIFORM
from .options import compiled, inlined
from .places import stream, value

_ONE = np.uint64(1)
_11, _17, _19, _23, _41, _45 = (np.uint64(bits) for bits in (11, 17, 19, 23, 41, 45))
_STEP = 1.0 / 9007199254740992.0

LAYERS, TAIL, AREA = 256, 7.69711747013104972, 0.0039496598225815571993
"""Of the ziggurat: where its tail begins, and the area of a layer (of the lowest with the tail)."""
_LAYER_BITS, _LOWEST = np.uint64(LAYERS - 1), np.uint64(0)


def _layers() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each layer, the lowest first: up to which place of 2**53 it is wholly under the curve and its width in such
    places, side by side as both are needed; the height of the curve at its right end, where the layer begins, and then
    1."""
    right = [AREA / math.exp(-TAIL), TAIL]
    while len(right) < LAYERS:
        right.append(-math.log(AREA / right[-1] + math.exp(-right[-1])))
    inside = [next_one / this for this, next_one in zip(right, [*right[1:], 0.0], strict=True)]
    heights = [0.0, *(math.exp(-x) for x in right[1:]), 1.0]
    widths = [x * _STEP for x in right]
    # Whole numbers below 2**53, which are floats too.
    places = [float(int(share / _STEP)) for share in inside]
    return np.array([places, widths]).T.flatten(), np.array(heights)


LAYER, HEIGHT = _layers()


@inlined
def bits(arena, index):
    """64 random bits."""
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
    return result


@inlined
def uniform(arena, index):
    """A number in (0, 1], of 53 random bits."""
    return ((bits(arena, index) >> _11) + _ONE) * _STEP


@inlined
def exponential(arena, index, mean):
    """An exponential number by the ziggurat method (Marsaglia and Tsang, 2000), exact: the curve is covered with layers
    of one area; 99 numbers of 100 lie where a layer is wholly under it, and need no logarithm."""
    drawn_bits = bits(arena, index)
    layer = drawn_bits & _LAYER_BITS
    place = float(drawn_bits >> _11)
    if place < LAYER[layer << _ONE]:
        return mean * (place * LAYER[layer << _ONE | _ONE])
    return mean * at_the_edge(arena, index, layer, place)


@compiled
def at_the_edge(arena, index, layer, place):
    """A number of mean 1 whose place in a layer may lie over the curve: then another is drawn."""
    while True:
        x = place * LAYER[layer << _ONE | _ONE]
        if place < LAYER[layer << _ONE]:
            return x
        if layer == _LOWEST:
            return TAIL - math.log(uniform(arena, index))
        low = HEIGHT[layer]
        if low + (HEIGHT[layer + _ONE] - low) * uniform(arena, index) < math.exp(-x):
            return x
        drawn_bits = bits(arena, index)
        layer = drawn_bits & _LAYER_BITS
        place = float(drawn_bits >> _11)


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


@inlined
def drawn(arena, index, kind, a, b, first, count):
    """A number of a distribution: constant(a), exponential(mean a), uniform(a, b), log-normal(median a, sigma b),
    gamma(mean a, shape b), empirical(`count` values from `first` on)."""
    if kind == EXPONENTIAL:
        return exponential(arena, index, a)
    return drawn_otherwise(arena, index, kind, a, b, first, count)


@compiled
def drawn_otherwise(arena, index, kind, a, b, first, count):
    if kind == CONSTANT:
        return a
    if kind == UNIFORM:
        return a + (b - a) * uniform(arena, index)
    if kind == GAMMA:
        return gamma(arena, index, a, b)
    if kind == EMPIRICAL:
        return empirical(arena, index, first, count)
    return a * math.exp(b * normal(arena, index))
