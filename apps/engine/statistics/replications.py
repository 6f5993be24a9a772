"""Replications: one document on several seeds, on all cores, and what the runs have in common.

The kernel releases the interpreter's lock, so threads are enough; the numbers depend on the seeds alone, not on how
many threads there are or which is first.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.messages import LoggedCommand
from apps.schema.monkey import Monkey
from apps.schema.operations import Operation
from apps.schema.results import Estimate, Replications

from ..compiling import compile_document
from ..histograms import Histogram
from ..program import Program
from ..replay import MAX_EVENTS, begin, through
from ..simulation import Simulation
from .intervals import CONFIDENCE, over_replications
from .metrics import Metric, metric, usual_metrics
from .sums import Sums, read_sums
from .warmup import GROUP, mser5

Begun = Callable[[Simulation], None]
"""Gets each simulation before its first event, from the thread that runs it; see `watching`."""
WarmUp = Literal["mser5"] | float
STEPS = 200
"""Points of the series that MSER-5 judges: 40 groups of five."""


def _unwatched(simulation: Simulation) -> None:
    pass


class BadSetting(ValueError):
    """An experiment that cannot be run as asked."""


@dataclass(frozen=True)
class Measured:
    """One metric in one run. `value` is None where nothing was observed."""

    value: float | None
    warm_up_seconds: float
    settled: bool


@dataclass(frozen=True)
class Run:
    """None of `measured` if a budget ended it."""

    seed: int
    events: int
    measured: dict[str, Measured] | None


@dataclass(frozen=True)
class Setting:
    """What the runs of one experiment have in common."""

    until: float
    faults: Sequence[Fault] = ()
    log: Sequence[LoggedCommand] = ()
    warm_up: WarmUp = 0.0
    max_events: int = MAX_EVENTS
    operations: Sequence[Operation] = ()
    monkeys: Sequence[Monkey] = ()

    def __post_init__(self) -> None:
        if not self.until > 0:
            raise BadSetting("a run takes more than 0 s")
        if self.warm_up == "mser5" and (self.faults or self.operations or self.monkeys or self.log):
            raise BadSetting("MSER-5 looks for one steady state: with faults or commands give the warm-up in seconds")
        if self.warm_up != "mser5" and not 0 <= self.warm_up < self.until:
            raise BadSetting("the warm-up ends before the run does")


def replicate(
    document: Document,
    seeds: Sequence[int],
    until: float,
    *,
    metrics: Sequence[str] | None = None,
    faults: Sequence[Fault] = (),
    operations: Sequence[Operation] = (),
    monkeys: Sequence[Monkey] = (),
    log: Sequence[LoggedCommand] = (),
    warm_up: WarmUp = 0.0,
    confidence: float = CONFIDENCE,
    max_events: int = MAX_EVENTS,
    workers: int | None = None,
    begun: Begun = _unwatched,
) -> Replications:
    """Runs a document for `until` simulated seconds on each seed; every metric gets Student's t-interval.

    `metrics` by name (see the module of that name; by default the usual ones). `warm_up` is left out of each run: so
    many seconds, or as many as MSER-5 finds, for each run and metric. `max_events` holds for each run. Raises
    CompileError, FaultRefused, OperationRefused, MetricUnknown, and BadSetting for a
    warm-up that is too long or seeds that repeat.
    """
    setting = Setting(until, faults, log, warm_up, max_events, operations, monkeys)
    program = compile_document(document)
    chosen = chosen_metrics(program, metrics)
    runs = run_all(program, chosen, seeds, setting, workers, begun)
    estimates = {one.name: estimate(one, runs, confidence) for one in chosen}
    return Replications(
        title=document.title,
        seeds=list(seeds),
        simulated_seconds=until,
        warm_up=warm_up,
        confidence=confidence,
        events=sum(run.events for run in runs),
        cut_short=[run.seed for run in runs if run.measured is None],
        unobserved=[name for name, found in estimates.items() if found is None],
        estimates={name: found for name, found in estimates.items() if found},
    )


def chosen_metrics(program: Program, names: Sequence[str] | None) -> list[Metric]:
    return [metric(program, name) for name in dict.fromkeys(usual_metrics(program) if names is None else names)]


def run_all(
    program: Program,
    metrics: Sequence[Metric],
    seeds: Sequence[int],
    setting: Setting,
    workers: int | None = None,
    begun: Begun = _unwatched,
) -> list[Run]:
    """In the order of the seeds."""
    if not seeds or len(set(seeds)) != len(seeds):
        raise BadSetting("at least one seed, and none twice: equal seeds are equal runs")
    with ThreadPoolExecutor(workers or _cores()) as pool:
        return list(pool.map(lambda seed: run_one(program, metrics, seed, setting, begun), seeds))


def estimate(metric: Metric, runs: Sequence[Run], confidence: float) -> Estimate | None:
    """Over the runs that reached their end and saw something; None if there is none."""
    measured = [run.measured[metric.name] for run in runs if run.measured is not None]
    seen = [one for one in measured if one.value is not None]
    if not seen:
        return None
    found = over_replications([one.value for one in seen if one.value is not None], confidence, unit=metric.unit)
    remarks = [
        (len(runs) - len(measured), "ended at a budget and are left out"),
        (len(measured) - len(seen), "observed nothing and are left out"),
        (sum(not one.settled for one in seen), "had not settled by half their time"),
    ]
    notes = [found.note, *(f"{count} of {len(runs)} runs {what}" for count, what in remarks if count)]
    warm_up = float(np.mean([one.warm_up_seconds for one in seen]))
    return found.model_copy(update={"warm_up_seconds": warm_up, "note": "; ".join(filter(None, notes))})


def run_one(
    program: Program,
    metrics: Sequence[Metric],
    seed: int,
    setting: Setting,
    begun: Begun = _unwatched,
) -> Run:
    simulation = begin(program, seed, setting.faults, setting.operations, setting.monkeys)
    begun(simulation)
    steps, cuts = [setting.until], {0}
    if setting.warm_up == "mser5":
        steps = [setting.until * step / STEPS for step in range(1, STEPS)] + steps
        cuts = set(range(0, STEPS // 2 + 1, GROUP))
    elif setting.warm_up > 0:
        steps, cuts = [setting.warm_up, setting.until], {1}
    reader = _Reader(metrics, cuts | {len(steps)})
    reader.read(simulation)
    if not through(simulation, steps, reader.read, log=setting.log, max_events=setting.max_events):
        return Run(seed, simulation.events, None)
    return Run(seed, simulation.events, {one.name: reader.measured(one, setting.warm_up) for one in metrics})


class _Reader:
    """Reads what metrics need at each step; histograms only at the end and where the warm-up may end."""

    def __init__(self, metrics: Sequence[Metric], at_steps: set[int]) -> None:
        self._at_steps = at_steps
        self._summaries = {one.summary for one in metrics if one.share is not None}
        self._sums: list[Sums] = []
        self._histograms: dict[tuple[int, int], Histogram] = {}

    def read(self, simulation: Simulation) -> None:
        step = len(self._sums)
        self._sums.append(read_sums(simulation))
        if step in self._at_steps:
            for summary in self._summaries:
                self._histograms[step, summary] = Histogram.in_arena(simulation.arena, summary)

    def measured(self, metric: Metric, warm_up: WarmUp) -> Measured:
        last = len(self._sums) - 1
        readings = np.array([metric.sum_and_weight(one) for one in self._sums])
        cut: int | None = last - 1
        if warm_up == "mser5":
            cut = mser5(_series(np.diff(readings, axis=0)))
        start = last // 2 // GROUP * GROUP if cut is None else cut
        if metric.share is not None:
            later, earlier = self._histograms[last, metric.summary], self._histograms[start, metric.summary]
            seconds = later.subtract(earlier).percentile(metric.share)
            value = None if seconds is None else 1000.0 * seconds
        else:
            top, weight = readings[last] - readings[start]
            value = float(top / weight) if weight > 0 else None
        return Measured(value, self._sums[start].time, cut is not None)


def _series(batches: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[float]:
    """The mean of each batch; one without observations repeats the mean before it."""
    means, known = [], 0.0
    for top, weight in batches.tolist():
        known = top / weight if weight > 0 else known
        means.append(known)
    return means


def _cores() -> int:
    """Those this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
