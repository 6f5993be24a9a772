"""Independent replications and their confidence intervals."""

import math
from collections.abc import Callable

from apps.engine.replay import play
from apps.schema import Document
from apps.schema.results import Results

REPLICATIONS = 20
T_999 = 3.8834
"""Two-sided 99.9 % quantile of Student's t with 19 degrees of freedom."""


def interval(document: Document, until: float, measure: Callable[[Results], float]) -> tuple[float, float]:
    """Mean and half-width of the 99.9 % t-interval over 20 fixed seeds."""
    values = [measure(play(document, seed=seed, until=until)[0]) for seed in range(1, REPLICATIONS + 1)]
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return mean, T_999 * spread / math.sqrt(len(values))


def assert_agrees(document: Document, until: float, measure: Callable[[Results], float], theory: float) -> None:
    """Theory lies inside the interval, and the interval is no wider than 1 % of it either way."""
    mean, half = interval(document, until, measure)
    assert abs(mean - theory) <= half, f"measured {mean:.6g} ± {half:.2g}, theory {theory:.6g}"
    assert half <= 0.01 * theory, f"half-width {half / theory:.2%}: too wide to tell"
