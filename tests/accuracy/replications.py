"""Independent replications, their windows after the initial cut, and the confidence interval of what they measure."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from apps.engine import Simulation, compile_document
from apps.schema import Document

from .windows import Reading, Window

REPLICATIONS = 20
SEEDS = range(1, REPLICATIONS + 1)
T_999 = 3.8834
"""Two-sided 99.9 % quantile of Student's t with 19 degrees of freedom."""

THREADS = 2
"""The kernel works without the interpreter's lock."""


@dataclass(frozen=True)
class Experiment:
    """A document and how long it is simulated: up to `cut`, which is thrown away, and to `until`, in seconds."""

    name: str
    document: Callable[[], Document]
    cut: float
    until: float


@dataclass(frozen=True)
class Interval:
    """99.9 % t-interval of a mean over the replications."""

    mean: float
    half_width: float

    @classmethod
    def of(cls, values: list[float]) -> "Interval":
        mean = math.fsum(values) / len(values)
        variance = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
        return cls(mean, T_999 * math.sqrt(variance / len(values)))

    @property
    def relative(self) -> float:
        return self.half_width / abs(self.mean) if self.mean else math.inf


@cache
def windows(experiment: Experiment) -> list[Window]:
    """Twenty runs with fixed seeds, each once, however many quantities are read off them."""
    document = experiment.document()
    program = compile_document(document)

    def run(seed: int) -> Window:
        simulation = Simulation(program, seed)
        simulation.advance(experiment.cut)
        cut = Reading.of(simulation)
        simulation.advance(experiment.until)
        return Window(document, cut, Reading.of(simulation))

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, SEEDS))


def lasting(name: str, document: Callable[[], Document], per_second: float, millions: float) -> Experiment:
    """So long that all replications together send so many million messages after a cut of the first twentieth."""
    until = millions * 1e6 / REPLICATIONS / per_second / 0.95
    return Experiment(name, document, 0.05 * until, until)
