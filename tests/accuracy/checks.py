"""A check: a quantity of an experiment, what theory says of it, and when the two agree."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from .replications import Experiment, Interval, windows
from .windows import Window

MEANS, TAILS = 0.01, 0.02
"""The widest half-width allowed, relative to the value: of means and shares, of 99th percentiles."""


@dataclass(frozen=True)
class Check:
    name: str
    formula: str
    experiment: Experiment
    measure: Callable[[Window], float] = field(repr=False)
    theory: float
    unit: str = ""
    tolerance: float = MEANS
    says: Literal["equals", "at most"] = "equals"
    pending: str = ""
    """What the engine lacks for this check. While something is named, the check is expected to fail."""

    def interval(self) -> Interval:
        return Interval.of([self.measure(window) for window in windows(self.experiment)])

    def messages(self) -> int:
        """In all replications, after their cuts."""
        return sum(window.messages for window in windows(self.experiment))

    def disagreement(self, measured: Interval) -> str:
        """Empty when theory and measurement agree, closely enough to tell."""
        said = f"measured {measured.mean:.6g} ± {measured.half_width:.2g} {self.unit}, theory {self.theory:.6g}"
        if self.says == "equals" and abs(measured.mean - self.theory) > measured.half_width:
            return f"theory outside the interval: {said}"
        if self.says == "at most" and measured.mean + measured.half_width > self.theory:
            return f"not below the bound: {said}"
        if measured.relative > self.tolerance:
            return f"half-width {measured.relative:.2%}, too wide to tell: {said}"
        return ""
