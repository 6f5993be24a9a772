"""One document on N seeds: each metric with Student's t-interval, and what every single run showed."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from apps.schema import Document, Problem
from apps.schema.base import Model
from apps.schema.results import Estimate

from .asking import MAX_REPLICATIONS, MetricName, Runs, metric_problems, run_problems
from .grid import batches
from .kind import Json, Part, Table, Watch
from .measuring import Observed, play

name: Literal["replications"] = "replications"
title = "Replications"


class ReplicationsSpec(Runs):
    kind: Literal["replications"]
    replications: Annotated[int, Field(ge=1, le=MAX_REPLICATIONS, strict=True)] = 20
    metrics: Annotated[list[MetricName], Field(min_length=1, max_length=200)] | None = None
    """By name, as `simulate --metric` has them; left out: the usual ones of the diagram."""


class ReplicationsResult(Model):
    kind: Literal["replications"] = "replications"
    seeds: list[int]
    """Of the runs that are done."""
    simulated_seconds: float
    events: int
    cut_short: list[int]
    """Seeds whose run reached its budget of events; they are in no estimate."""
    unobserved: list[str]
    estimates: dict[str, Estimate]
    values: dict[str, list[float]]
    """By metric: what each run showed, in the order of the seeds."""


spec = ReplicationsSpec
result = ReplicationsResult


def problems(spec: ReplicationsSpec, document: Document) -> list[Problem]:
    return run_problems(spec, document, 1, spec.replications) + metric_problems(spec.metrics or [], document)


def expected_parts(spec: ReplicationsSpec, parts: Sequence[Part] = ()) -> int:
    return len(batches(spec.seed, spec.replications, spec.replications))


def next_parts(spec: ReplicationsSpec, document: Document, parts: Sequence[Part]) -> list[Json]:
    return [] if parts else [{"seeds": seeds} for seeds in batches(spec.seed, spec.replications, spec.replications)]


def work(spec: ReplicationsSpec, document: Document, work: Json, watch: Watch) -> Json:
    return play(document, spec, spec.metrics, work["seeds"], watch)


def summary(spec: ReplicationsSpec, document: Document, parts: Sequence[Part]) -> ReplicationsResult:
    observed = Observed(parts)
    estimates = {name: observed.estimate(name, spec.confidence) for name in observed.units}
    return ReplicationsResult(
        seeds=observed.seeds,
        simulated_seconds=spec.until(document),
        events=observed.events,
        cut_short=observed.cut_short,
        unobserved=[name for name, found in estimates.items() if found is None],
        estimates={name: found for name, found in estimates.items() if found is not None},
        values={name: list(observed.values(name).values()) for name in observed.units},
    )


def table(result: ReplicationsResult) -> Table:
    heads = ["metric", "unit", "mean", "half_width", "confidence", "runs", "note"]
    rows = [
        [name, one.unit, one.mean, one.half_width, one.confidence, one.n, one.note]
        for name, one in result.estimates.items()
    ]
    return Table(heads, rows)
