"""A grid of up to five settings of the document; every point on the same seeds, each metric with its interval."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from apps.schema import Document, DocumentInvalid, Problem
from apps.schema.base import Model
from apps.schema.results import Estimate

from .asking import MAX_METRICS, MAX_POINTS, MAX_REPLICATIONS, MetricName, Runs, metric_problems, run_problems
from .document_settings import SettingUnknown, changed, setting_at, value_problem
from .grid import MAX_PARAMETERS, Parameter, Value, batches, count_points, points
from .kind import Json, Part, PartFailed, Table, Watch
from .measuring import Observed, play

name: Literal["sweep"] = "sweep"
title = "Sweep"


class SweepSpec(Runs):
    kind: Literal["sweep"]
    parameters: Annotated[list[Parameter], Field(min_length=1, max_length=MAX_PARAMETERS)]
    metrics: Annotated[list[MetricName], Field(min_length=1, max_length=MAX_METRICS)]
    replications: Annotated[int, Field(ge=1, le=MAX_REPLICATIONS, strict=True)] = 10


class Axis(Model):
    path: str
    title: str
    unit: str
    values: list[Value]
    present: Value | None
    """What the diagram has."""


class Point(Model):
    values: dict[str, Value]
    """By path."""
    runs: int
    cut_short: int
    """Runs that reached their budget of events; they are in no estimate."""
    estimates: dict[str, Estimate]
    differences: dict[str, Estimate]
    """To the first point, in pairs of runs on the same random numbers; the first has none."""
    reason: str = ""
    """Why the point cannot be run."""


class SweepResult(Model):
    kind: Literal["sweep"] = "sweep"
    axes: list[Axis]
    metrics: list[str]
    simulated_seconds: float
    events: int
    points: list[Point]
    """Those of which anything is known, in the order of the grid."""


spec = SweepSpec
result = SweepResult


def problems(spec: SweepSpec, document: Document) -> list[Problem]:
    found = metric_problems(spec.metrics, document)
    paths = [one.path for one in spec.parameters]
    for index, one in enumerate(spec.parameters):
        place = f"parameters.{index}"
        if one.path in paths[:index]:
            found.append(Problem(f"{place}.path", "is there twice", "each once"))
            continue
        try:
            setting_at(document, one.path)
        except SettingUnknown as error:
            found.append(Problem(f"{place}.path", error.problem, error.allowed))
            continue
        where = "values" if one.values is not None else "range"
        for number, value in enumerate(one.chosen()):
            wrong = value_problem(document, one.path, value)
            if wrong is not None:
                at = f"{place}.values.{number}" if where == "values" else f"{place}.range"
                found.append(Problem(at, wrong.problem, wrong.allowed))
                break
    count = count_points(spec.parameters)
    found += run_problems(spec, document, count, spec.replications)
    if found or count > MAX_POINTS or len(spec.parameters) == 1:
        return found
    return _problem_of_points(spec, document)


def _problem_of_points(spec: SweepSpec, document: Document) -> list[Problem]:
    """Values that are fine alone may not go together."""
    for point in points(spec.parameters):
        try:
            changed(document, point)
        except DocumentInvalid as error:
            first = error.problems[0]
            told = ", ".join(f"{path} = {value}" for path, value in point.items())
            return [Problem("parameters", f"{told}: {first.path} {first.problem}", first.allowed)]
    return []


def _batches(spec: SweepSpec) -> list[list[int]]:
    return batches(spec.seed, spec.replications, count_points(spec.parameters) * spec.replications)


def expected_parts(spec: SweepSpec, parts: Sequence[Part] = ()) -> int:
    return count_points(spec.parameters) * len(_batches(spec))


def next_parts(spec: SweepSpec, document: Document, parts: Sequence[Part]) -> list[Json]:
    """The first seeds of all points first: so that an early look shows the whole grid."""
    if parts:
        return []
    count = count_points(spec.parameters)
    return [{"point": point, "seeds": seeds} for seeds in _batches(spec) for point in range(count)]


def work(spec: SweepSpec, document: Document, work: Json, watch: Watch) -> Json:
    try:
        there = changed(document, points(spec.parameters)[work["point"]])
    except (DocumentInvalid, SettingUnknown) as error:
        raise PartFailed(str(error)) from error
    return play(there, spec, spec.metrics, work["seeds"], watch)


def summary(spec: SweepSpec, document: Document, parts: Sequence[Part]) -> SweepResult:
    of_point: dict[int, list[Part]] = {}
    for part in parts:
        if part.ended:
            of_point.setdefault(part.work["point"], []).append(part)
    observed = {point: Observed(found) for point, found in sorted(of_point.items())}
    grid = points(spec.parameters)
    return SweepResult(
        axes=[_axis(document, one) for one in spec.parameters],
        metrics=spec.metrics,
        simulated_seconds=spec.until(document),
        events=sum(one.events for one in observed.values()),
        points=[
            Point(
                values=grid[point],
                runs=len(one.runs),
                cut_short=len(one.cut_short),
                estimates=_known({name: one.estimate(name, spec.confidence) for name in spec.metrics}),
                differences={}
                if point == 0 or 0 not in observed
                else _known({name: one.difference(observed[0], name, spec.confidence) for name in spec.metrics}),
                reason=next((part.reason for part in of_point[point] if part.reason), ""),
            )
            for point, one in observed.items()
        ],
    )


def table(result: SweepResult) -> Table:
    heads = [axis.path for axis in result.axes]
    for name in result.metrics:
        heads += [name, f"{name} half_width", f"{name} unit"]
    rows = []
    for point in result.points:
        row: list[object] = [point.values[axis.path] for axis in result.axes]
        for name in result.metrics:
            one = point.estimates.get(name)
            row += ["", "", ""] if one is None else [one.mean, one.half_width, one.unit]
        rows.append([*row, point.runs, point.cut_short, point.reason])
    return Table([*heads, "runs", "cut_short", "reason"], rows)


def _axis(document: Document, one: Parameter) -> Axis:
    at = setting_at(document, one.path)
    return Axis(path=one.path, title=at.title, unit=at.unit, values=one.chosen(), present=at.present)


def _known(estimates: dict[str, Estimate | None]) -> dict[str, Estimate]:
    return {name: one for name, one in estimates.items() if one is not None}
