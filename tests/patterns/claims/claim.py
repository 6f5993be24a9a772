"""What is known of a lesson's outcome: a quantity, and the bounds that its two sides must keep."""

from collections.abc import Callable
from dataclasses import dataclass

Measured = tuple[float | None, float | None]


@dataclass(frozen=True)
class Bound:
    least: float = float("-inf")
    most: float = float("inf")

    def holds(self, value: float) -> bool:
        return self.least <= value <= self.most

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:,g}"
        if self.most == float("inf"):
            return f"≥ {self.least:,g}"
        if self.least == float("-inf"):
            return f"≤ {self.most:,g}"
        return f"{self.least:,g} to {self.most:,g}"


def at_least(least: float) -> Bound:
    return Bound(least=least)


def at_most(most: float) -> Bound:
    return Bound(most=most)


def exactly(value: float) -> Bound:
    return Bound(value, value)


def between(least: float, most: float) -> Bound:
    return Bound(least, most)


@dataclass(frozen=True)
class Claim:
    quantity: str
    unit: str
    bounds: tuple[Bound | None, Bound | None]
    """Of the first and of the second side; None where there is nothing to measure."""
    measure: Callable[[], Measured]

    def failures(self) -> list[str]:
        return [
            f"{value:g} is not {bound}"
            for value, bound in zip(self.measure(), self.bounds, strict=True)
            if bound is not None and (value is None or not bound.holds(value))
        ]


@dataclass(frozen=True)
class Chapter:
    """One experiment with a lesson: what is done, and the two sides that are compared."""

    lesson: str
    done: str
    sides: tuple[str, str]
    claims: tuple[Claim, ...]
