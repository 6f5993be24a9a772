"""Quantiles of Student's t."""

import math
from functools import lru_cache


def t_within(t: float, degrees: int) -> float:
    """P(|T| <= t) for a whole number of degrees of freedom.

    A finite sum, exact to rounding: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    return _within(math.atan(t / math.sqrt(degrees)), degrees)


@lru_cache(maxsize=1024)
def t_quantile(confidence: float, degrees: int) -> float:
    """The t with P(|T| <= t) = `confidence`: two-sided, so 0.95 gives the 97.5 % point.

    Raises ValueError unless 0 < confidence < 1 and degrees >= 1.
    """
    if not 0.0 < confidence < 1.0 or degrees < 1:
        raise ValueError("a confidence between 0 and 1 and at least one degree of freedom")
    low, high = 0.0, math.pi / 2
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return math.sqrt(degrees) * math.tan(low)
        if _within(middle, degrees) < confidence:
            low = middle
        else:
            high = middle


def _within(angle: float, degrees: int) -> float:
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2 == 1
    term, total = cosine if odd else 1.0, 0.0
    for k in range(1, degrees // 2 + 1):
        total += term
        term *= cosine * cosine * (2 * k / (2 * k + 1) if odd else (2 * k - 1) / (2 * k))
    return 2.0 / math.pi * (angle + sine * total) if odd else sine * total
