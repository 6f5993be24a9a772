"""Values of parameters, every combination of them, and seeds in batches. Pure: the same in, the same out."""

import math
from collections.abc import Sequence
from itertools import product
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictFloat, StrictInt, model_validator

from apps.schema.base import Model

MOST_PARTS = 256
MAX_PARAMETERS = 5
MAX_VALUES = 100

Value = StrictBool | StrictInt | StrictFloat | Annotated[str, Field(max_length=200)]
SettingPath = Annotated[str, Field(min_length=1, max_length=400)]


class Range(Model):
    """From the first to the last at most, in equal steps; or so many values in equal steps or equal ratios."""

    first: float
    last: float
    step: Annotated[float, Field(gt=0)] | None = None
    count: Annotated[int, Field(ge=2, le=MAX_VALUES, strict=True)] | None = None
    scale: Literal["linear", "logarithmic"] = "linear"

    @model_validator(mode="after")
    def sound(self) -> Self:
        if self.last < self.first:
            raise ValueError("ends before it begins")
        if (self.step is None) == (self.count is None):
            raise ValueError("needs one of step and count")
        if self.scale == "logarithmic" and (self.count is None or self.first <= 0):
            raise ValueError("a logarithmic range needs a count, and begins above 0")
        if self.step is not None and (self.last - self.first) / self.step + 1 > MAX_VALUES + 1e-9:
            raise ValueError(f"has more than {MAX_VALUES} values")
        return self

    def values(self) -> list[float]:
        """Whole numbers stay whole, and 0.1 three times is 0.3."""
        if self.step is not None:
            steps = math.floor((self.last - self.first) / self.step + 1e-9)
            return [tidy(self.first + index * self.step) for index in range(steps + 1)]
        assert self.count is not None
        shares = [index / (self.count - 1) for index in range(self.count)]
        if self.scale == "linear":
            found = [self.first + share * (self.last - self.first) for share in shares]
        else:
            found = [self.first * (self.last / self.first) ** share for share in shares]
        return list(dict.fromkeys(tidy(value) for value in found))


class Parameter(Model):
    """A setting of the diagram, by its path, and the values that it is to have: a list, or a range."""

    path: SettingPath
    values: Annotated[list[Value], Field(min_length=1, max_length=MAX_VALUES)] | None = None
    range: Range | None = None

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        if (self.values is None) == (self.range is None):
            raise ValueError("needs either values or a range")
        if self.values is not None and len({(type(value) is bool, value) for value in self.values}) < len(self.values):
            raise ValueError("has a value twice")
        return self

    def chosen(self) -> list[bool | int | float | str]:
        return list(self.values) if self.values is not None else list(self.range.values() if self.range else [])


def points(parameters: Sequence[Parameter]) -> list[dict[str, bool | int | float | str]]:
    """Every combination, by path; the last parameter changes fastest."""
    paths = [one.path for one in parameters]
    return [dict(zip(paths, values, strict=True)) for values in product(*(one.chosen() for one in parameters))]


def count_points(parameters: Sequence[Parameter]) -> int:
    return math.prod(len(one.chosen()) for one in parameters)


def batches(first_seed: int, replications: int, runs_in_all: int) -> list[list[int]]:
    """The seeds of one point, cut so that the whole study has about MOST_PARTS parts, and at least one for each
    point."""
    size = min(replications, max(1, math.ceil(runs_in_all / MOST_PARTS)))
    seeds = list(range(first_seed, first_seed + replications))
    return [seeds[start : start + size] for start in range(0, replications, size)]


def tidy(value: float) -> float:
    """Whole numbers as integers, and without the last digits' rounding."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
