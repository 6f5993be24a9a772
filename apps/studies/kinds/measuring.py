"""Runs of one document on some seeds, as the work of a part; and what the runs of several parts say together.

The engine is loaded inside the functions: the web server reads specs and results, and never needs Numba.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from apps.schema import Document
from apps.schema.results import Estimate

from .asking import Runs
from .kind import Json, Part, PartFailed, Watch

if TYPE_CHECKING:
    from apps.engine import Simulation
    from apps.engine.statistics.replications import Run


def play(document: Document, runs: Runs, metrics: Sequence[str] | None, seeds: Iterable[int], watch: Watch) -> Json:
    """A part's outcome: {"units": {metric: unit}, "runs": [{"seed", "events", "measured"}]}; `measured` is None for a
    run that reached its budget, else {metric: [value or None, warm-up in seconds, settled]}. Raises PartFailed."""
    from apps.engine import CompileError, compile_document
    from apps.engine.simulation import FaultRefused, OperationRefused
    from apps.engine.statistics.metrics import MetricUnknown
    from apps.engine.statistics.replications import BadSetting, Setting, chosen_metrics, run_one

    faults, operations = runs.struck_by(document)
    seeds = list(seeds)
    try:
        program = compile_document(document)
        chosen = chosen_metrics(program, metrics)
        setting = Setting(runs.until(document), faults, (), runs.warm_up, runs.max_events, operations)
        found = []
        for index, seed in enumerate(seeds):
            found.append(run_one(program, chosen, seed, setting, _watched(watch, index, len(seeds), setting.until)))
    except (BadSetting, CompileError, FaultRefused, MetricUnknown, OperationRefused) as error:
        raise PartFailed(str(error)) from error
    except (MemoryError, RuntimeError) as error:
        raise PartFailed(f"the simulation stopped: {error or type(error).__name__}") from error
    return {"units": {one.name: one.unit for one in chosen}, "runs": [_written(run) for run in found]}


def _watched(watch: Watch, index: int, of: int, until: float) -> Callable[["Simulation"], None]:
    from apps.engine import watching

    def begun(simulation: "Simulation") -> None:
        watch(index / of)
        watching.watch(simulation, lambda time: watch((index + min(1.0, time / until)) / of))

    return begun


def _written(run: "Run") -> Json:
    measured = run.measured
    if measured is not None:
        values = {name: [one.value, one.warm_up_seconds, one.settled] for name, one in measured.items()}
    return {"seed": run.seed, "events": run.events, "measured": None if measured is None else values}


def _read(raw: Json) -> "Run":
    from apps.engine.statistics.replications import Measured, Run

    measured = raw["measured"]
    if measured is not None:
        measured = {name: Measured(*values) for name, values in measured.items()}
    return Run(raw["seed"], raw["events"], measured)


class Observed:
    """All runs of one point, in the order of their seeds."""

    def __init__(self, parts: Iterable[Part]) -> None:
        outcomes = [part.outcome for part in parts if part.outcome is not None]
        self.units: dict[str, str] = {}
        for outcome in outcomes:
            self.units |= outcome["units"]
        self.runs = sorted((_read(run) for outcome in outcomes for run in outcome["runs"]), key=lambda run: run.seed)

    @property
    def events(self) -> int:
        return sum(run.events for run in self.runs)

    @property
    def seeds(self) -> list[int]:
        return [run.seed for run in self.runs]

    @property
    def cut_short(self) -> list[int]:
        return [run.seed for run in self.runs if run.measured is None]

    def estimate(self, name: str, confidence: float) -> Estimate | None:
        """None if no run has observed anything."""
        from apps.engine.statistics.metrics import Metric
        from apps.engine.statistics.replications import estimate

        only_named = Metric(name, self.units.get(name, ""), lambda sums: (0.0, 0.0))
        return estimate(only_named, self.runs, confidence) if self.runs else None

    def values(self, name: str) -> dict[int, float]:
        """By seed, of the runs that observed something."""
        measured = {run.seed: run.measured[name].value for run in self.runs if run.measured is not None}
        return {seed: value for seed, value in measured.items() if value is not None}

    def difference(self, other: "Observed", name: str, confidence: float) -> Estimate | None:
        """This minus the other, in pairs of runs on one seed; None with fewer than two pairs."""
        from apps.engine.statistics.intervals import over_pairs

        mine, its = self.values(name), other.values(name)
        shared = [seed for seed in mine if seed in its]
        if len(shared) < 2:
            return None
        pairs = [its[seed] for seed in shared], [mine[seed] for seed in shared]
        return over_pairs(*pairs, confidence, unit=self.units.get(name, ""))
