"""The lowest or highest value of one setting for which a metric keeps a limit: fewest consumers for p99 lag < 5 s.

By bisection; a value is decided only by an interval that is clear of the limit, else it gets more runs, up to a bound.
"""

import math
from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from apps.schema import Document, DocumentInvalid, Problem
from apps.schema.base import Model
from apps.schema.results import Estimate

from . import bisection
from .asking import MAX_REPLICATIONS, MetricName, Runs, budget_problems, metric_problems, run_problems
from .bisection import Answer, Comparison, Verdict
from .document_settings import SettingUnknown, changed, setting_at, value_problem
from .grid import SettingPath, tidy
from .kind import Json, Part, PartFailed, Table, Watch
from .measuring import Observed, play

name: Literal["solve"] = "solve"
title = "Solver"

MAX_CANDIDATES = 10_000


class Candidates(Model):
    """A number of the diagram, by its path, and between which values to look for it."""

    path: SettingPath
    first: float
    last: float
    step: Annotated[float, Field(gt=0)] = 1.0

    @model_validator(mode="after")
    def sound(self) -> Self:
        if self.last < self.first:
            raise ValueError("ends before it begins")
        if (self.last - self.first) / self.step + 1 > MAX_CANDIDATES + 1e-9:
            raise ValueError(f"has more than {MAX_CANDIDATES:,} values")
        return self

    def values(self) -> list[float]:
        steps = math.floor((self.last - self.first) / self.step + 1e-9)
        return [tidy(self.first + index * self.step) for index in range(steps + 1)]


class SolveSpec(Runs):
    kind: Literal["solve"]
    parameter: Candidates
    want: Literal["lowest", "highest"] = "lowest"
    """The lowest value that keeps the limit, where higher ones keep it too; or the highest, where lower ones do."""
    metric: MetricName
    comparison: Comparison = "<"
    limit: float
    """In the metric's own unit: milliseconds, messages, a share, or a rate per second."""
    replications: Annotated[int, Field(ge=2, le=MAX_REPLICATIONS, strict=True)] = 5
    """Of the first look at a value; they double until it is decided."""
    max_replications: Annotated[int, Field(ge=2, le=MAX_REPLICATIONS, strict=True)] = 40

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.max_replications < self.replications:
            raise ValueError("at most as many replications as the first look takes, or more")
        return self

    def ordered(self) -> list[float]:
        """From the one that is least likely to keep the limit."""
        values = self.parameter.values()
        return values if self.want == "lowest" else values[::-1]

    def confidence_of_a_look(self) -> float:
        count = len(self.parameter.values())
        return bisection.confidence_of_a_look(self.confidence, count, self.replications, self.max_replications)


class SolveStep(Model):
    value: int | float
    runs: int
    estimate: Estimate | None
    """Of this look; None if no run has observed anything."""
    verdict: Verdict
    """open: more runs follow."""
    reason: str = ""


class SolveResult(Model):
    kind: Literal["solve"] = "solve"
    path: str
    title: str
    unit: str
    present: int | float | None
    metric: str
    metric_unit: str
    want: Literal["lowest", "highest"]
    comparison: Comparison
    limit: float
    confidence: float
    """Of the answer as a whole; each look's is higher."""
    steps: list[SolveStep]
    """Values in the order in which they were first looked at."""
    ended: bool
    answer: int | float | None
    certain: bool
    words: str
    events: int


spec = SolveSpec
result = SolveResult


def problems(spec: SolveSpec, document: Document) -> list[Problem]:
    found = metric_problems([spec.metric], document, "metric")
    try:
        at = setting_at(document, spec.parameter.path)
        if at.kind == "choice":
            found.append(Problem("parameter.path", "is a choice", "a number; for choices there are sweeps"))
        for value in (spec.parameter.first, spec.parameter.values()[-1]):
            wrong = value_problem(document, spec.parameter.path, tidy(value)) if at.kind != "choice" else None
            if wrong is not None:
                found.append(Problem("parameter", wrong.problem, wrong.allowed))
        if at.kind == "integer" and not float(spec.parameter.step).is_integer():
            found.append(Problem("parameter.step", "leads to values between whole numbers", "a whole number"))
    except SettingUnknown as error:
        found.append(Problem("parameter.path", error.problem, error.allowed))
    found += run_problems(spec, document, 1, 1)
    looked_at = bisection.most_values(len(spec.parameter.values()))
    return found or budget_problems(looked_at, spec.max_replications, spec.max_events)


def expected_parts(spec: SolveSpec, parts: Sequence[Part] = ()) -> int:
    """As if every value that is not looked at yet were decided at the first look."""
    looked_at = len({part.work["value"] for part in parts})
    to_come = bisection.most_values(len(spec.parameter.values())) - looked_at
    return len(parts) + max(0, to_come) * spec.replications


def next_parts(spec: SolveSpec, document: Document, parts: Sequence[Part]) -> list[Json]:
    looked = _looked(spec, parts)
    step = bisection.search(len(spec.ordered()), _verdicts(looked))
    if isinstance(step, Answer):
        return []
    work = []
    for index in step.indices:
        before = len(looked[index].observed.runs) if index in looked else 0
        after = min(spec.max_replications, 2 * before) if before else spec.replications
        work += [{"value": index, "seeds": [spec.seed + number]} for number in range(before, after)]
    return work


def work(spec: SolveSpec, document: Document, work: Json, watch: Watch) -> Json:
    try:
        there = changed(document, {spec.parameter.path: spec.ordered()[work["value"]]})
    except (DocumentInvalid, SettingUnknown) as error:
        raise PartFailed(str(error)) from error
    return play(there, spec, [spec.metric], work["seeds"], watch)


def summary(spec: SolveSpec, document: Document, parts: Sequence[Part]) -> SolveResult:
    looked = _looked(spec, parts)
    step = bisection.search(len(spec.ordered()), _verdicts(looked))
    whole = isinstance(step, Answer) and all(part.ended for part in parts)
    answer = spec.ordered()[step.index] if whole and isinstance(step, Answer) and step.index is not None else None
    at = setting_at(document, spec.parameter.path)
    steps = [one.step for one in looked.values()]
    found = SolveResult(
        path=spec.parameter.path,
        title=at.title,
        unit=at.unit,
        present=at.present if isinstance(at.present, int | float) else None,
        metric=spec.metric,
        metric_unit=next((one.observed.units[spec.metric] for one in looked.values() if one.observed.units), ""),
        want=spec.want,
        comparison=spec.comparison,
        limit=spec.limit,
        confidence=spec.confidence,
        steps=steps,
        ended=whole,
        answer=answer,
        certain=whole and isinstance(step, Answer) and step.certain,
        words="",
        events=sum(one.observed.events for one in looked.values()),
    )
    return found.model_copy(update={"words": words(spec, found) if whole else ""})


def words(spec: SolveSpec, found: SolveResult) -> str:
    """The answer in sentences, with what is not certain of it."""
    unit = f" {found.metric_unit}" if found.metric_unit else ""
    wish = f"{spec.metric} {spec.comparison} {spec.limit:g}{unit}"
    if found.answer is None:
        value = spec.ordered()[-1]
        step = next(one for one in found.steps if one.value == value)
        if found.certain:
            return (
                f"No value from {spec.parameter.first:g} to {spec.parameter.last:g} keeps {wish}: {_told(step, unit)}."
            )
        return f"No value was shown to keep {wish}: {_told(step, unit)}."
    step = next(one for one in found.steps if one.value == found.answer)
    ordered = spec.ordered()
    index = ordered.index(found.answer)
    told = f"{found.answer:g} is the {spec.want} value that was shown to keep {wish}: {_told(step, unit)}"
    if index == 0:
        return f"{told}. It is the {spec.want} that was asked about."
    before = next(one for one in found.steps if one.value == ordered[index - 1])
    if found.certain:
        return f"{told}; {_told(before, unit)}. Both hold together with {100 * spec.confidence:g} % confidence."
    return f"{told}. Whether {before.value:g} would do is undecided: {_told(before, unit)}."


def table(result: SolveResult) -> Table:
    heads = [result.path, "runs", result.metric, "half_width", "unit", "confidence", "verdict", "reason"]
    rows: list[list[object]] = []
    for step in result.steps:
        one = step.estimate
        measured = ["", "", "", ""] if one is None else [one.mean, one.half_width, one.unit, one.confidence]
        rows.append([step.value, step.runs, *measured, step.verdict, step.reason])
    return Table(heads, rows)


class _Looked:
    """All that is known of one value."""

    def __init__(self, spec: SolveSpec, value: float, parts: Sequence[Part]) -> None:
        self.observed = Observed(parts)
        runs = len(self.observed.runs)
        failed = next((part.reason for part in parts if part.reason), "")
        estimate = self.observed.estimate(spec.metric, spec.confidence_of_a_look()) if runs else None
        verdict: Verdict
        if failed:
            verdict, reason = "undecided", failed
        elif self.observed.cut_short:
            # What was left out were the busiest runs: the others would look too well.
            verdict = "undecided"
            reason = f"{len(self.observed.cut_short)} of {runs} runs reached their budget of {spec.max_events:,} events"
        else:
            verdict = bisection.verdict(estimate, spec.comparison, spec.limit, runs=runs, most=spec.max_replications)
            reason = "" if verdict != "undecided" else "nothing was observed" if estimate is None else ""
        self.step = SolveStep(value=value, runs=runs, estimate=estimate, verdict=verdict, reason=reason)


def _looked(spec: SolveSpec, parts: Sequence[Part]) -> dict[int, _Looked]:
    of_value: dict[int, list[Part]] = {}
    for part in parts:
        of_value.setdefault(part.work["value"], []).append(part)
    ordered = spec.ordered()
    return {index: _Looked(spec, ordered[index], found) for index, found in of_value.items()}


def _verdicts(looked: dict[int, _Looked]) -> dict[int, Verdict]:
    return {index: one.step.verdict for index, one in looked.items()}


def _told(step: SolveStep, unit: str) -> str:
    if step.reason or step.estimate is None:
        return f"at {step.value:g} {step.reason or 'nothing was observed'}"
    half = step.estimate.half_width
    width = "" if half is None else f" ± {half:.3g}"
    return f"at {step.value:g} it is {step.estimate.mean:.4g}{width}{unit} in {step.runs} runs"
