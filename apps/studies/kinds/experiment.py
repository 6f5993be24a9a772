"""A chaos experiment, one of the diagram's or one that is sent along: a part for each seed, and a verdict over all."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from apps.schema import Document, Problem
from apps.schema.base import Identifier, Model
from apps.schema.experiment_results import ExperimentOutcome, ExperimentResult
from apps.schema.experiments import Experiment
from apps.schema.probing import running_problems

from .kind import Json, Part, PartFailed, Table, Watch

name: Literal["experiment"] = "experiment"
title = "Experiment"
MAX_SECONDS = 86_400.0
MAX_EVENTS_A_RUN = 200_000_000


class ExperimentSpec(Model):
    kind: Literal["experiment"]
    experiment: Identifier | Experiment
    """The id of one of the diagram's, or one of its own."""
    max_events: Annotated[int, Field(ge=1_000, le=MAX_EVENTS_A_RUN, strict=True)] = 20_000_000
    """Of each run; one that reaches it is cut short, and has not held."""

    def chosen(self, document: Document) -> Experiment:
        return document.experiments[self.experiment] if isinstance(self.experiment, str) else self.experiment


spec = ExperimentSpec
result = ExperimentResult


def problems(spec: ExperimentSpec, document: Document) -> list[Problem]:
    if isinstance(spec.experiment, str) and spec.experiment not in document.experiments:
        known = ", ".join(sorted(document.experiments)) or "none: the diagram has no experiments"
        return [Problem("experiment", "is not in the diagram", known)]
    experiment = spec.chosen(document)
    found = [
        Problem(f"experiment.{one.path}", one.problem, one.allowed) for one in running_problems(document, experiment)
    ]
    if experiment.ends > MAX_SECONDS:
        found.append(Problem("experiment", f"takes {experiment.ends:,.0f} s in all", f"at most {MAX_SECONDS:,.0f} s"))
    return found


def expected_parts(spec: ExperimentSpec, parts: Sequence[Part] = ()) -> int:
    # How often one of the diagram's is repeated, only the diagram knows: its parts are there from the start.
    return len(parts) or (1 if isinstance(spec.experiment, str) else spec.experiment.replications)


def next_parts(spec: ExperimentSpec, document: Document, parts: Sequence[Part]) -> list[Json]:
    experiment = spec.chosen(document)
    return [] if parts else [{"seed": experiment.seed + number} for number in range(experiment.replications)]


def work(spec: ExperimentSpec, document: Document, work: Json, watch: Watch) -> Json:
    from apps.engine import CompileError
    from apps.engine.experiments import run_once
    from apps.engine.experiments.running import program_for
    from apps.engine.simulation import FaultRefused, OperationRefused

    experiment = spec.chosen(document)
    try:
        program = program_for(document, experiment)
        outcome = run_once(program, experiment, work["seed"], max_events=spec.max_events, progress=watch)
    except (CompileError, FaultRefused, OperationRefused) as error:
        raise PartFailed(str(error)) from error
    except (MemoryError, RuntimeError) as error:
        raise PartFailed(f"the simulation stopped: {error or type(error).__name__}") from error
    return outcome.model_dump(mode="json", by_alias=True)


def summary(spec: ExperimentSpec, document: Document, parts: Sequence[Part]) -> ExperimentResult:
    from apps.engine.experiments import result_of

    runs = [ExperimentOutcome.model_validate(part.outcome) for part in parts if part.outcome is not None]
    return result_of(document, spec.chosen(document), sorted(runs, key=lambda run: run.seed))


def table(result: ExperimentResult) -> Table:
    heads = ["seed", "verdict", "probe", "wanted", "unit", "before", "worst_during", "after", "recovered_after_seconds"]
    rows = [
        [
            run.seed,
            run.verdict,
            probe.words,
            probe.tolerance,
            probe.unit,
            *(None if check is None else check.value for check in (probe.before, probe.during, probe.after)),
            probe.recovered_after_seconds,
        ]
        for run in result.runs
        for probe in run.probes
    ]
    return Table(heads, rows)
