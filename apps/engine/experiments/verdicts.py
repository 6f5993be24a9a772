"""From what the probes were to a verdict, of one run and of all."""

from collections.abc import Sequence

from apps.schema.document import Document
from apps.schema.experiment_results import (
    Checked,
    ExperimentOutcome,
    ExperimentResult,
    Happened,
    ProbeOutcome,
    Verdict,
)
from apps.schema.experiments import Experiment

from ..simulation import Simulation
from .watching import ROUNDING, Watch, Watched

WORST: tuple[Verdict, ...] = ("not_steady", "cut_short", "aborted", "deviated", "held")


def judged(
    hypothesis: Watch,
    abort: Watch,
    experiment: Experiment,
    simulation: Simulation,
    happened: Sequence[Happened],
    verdict: Verdict | None,
    reason: str,
    method_ends: float,
) -> ExperimentOutcome:
    """`verdict`: as far as it is known without the probes."""
    begins = experiment.method_begins
    probes = [_outcome(one, begins, method_ends) for one in hypothesis.watched]
    if verdict is None:
        deviations = _deviations(hypothesis, begins, method_ends)
        verdict, reason = ("deviated", "; ".join(deviations)) if deviations else ("held", "")
    return ExperimentOutcome(
        seed=simulation.seed,
        verdict=verdict,
        reason=reason,
        probes=probes,
        abort_conditions=[_outcome(one, begins, method_ends) for one in abort.watched],
        method_begins=begins,
        method_ends=method_ends,
        ended=simulation.time,
        happened=sorted(happened, key=lambda one: one.time),
        events=simulation.events,
        digest=simulation.digest(),
    )


def _deviations(hypothesis: Watch, begins: float, ends: float) -> list[str]:
    said = []
    for one in hypothesis.watched:
        during = [check for check in one.checks if begins + ROUNDING < check.time <= ends + ROUNDING]
        broken = next((check for check in during if not check.held), None)
        if one.outcome.must_hold_during and broken is not None:
            worst = one.farthest(during)
            said.append(
                f"during the method, first at {broken.time:g} s: {one.said(worst or broken, one.opposite(during))}"
            )
        if not one.last.held:
            said.append(f"after: {one.said(one.last)}")
    return said


def _outcome(one: Watched, begins: float, ends: float) -> ProbeOutcome:
    before = [check for check in one.checks if check.time <= begins + ROUNDING]
    during = [check for check in one.checks if begins + ROUNDING < check.time <= ends + ROUNDING]
    after = [check for check in one.checks if check.time > ends + ROUNDING]
    broken = next((check for check in [*during, *after] if not check.held), None)
    return one.outcome.model_copy(
        update={
            "before": before[-1] if before else None,
            "during": one.farthest(during),
            "during_opposite": one.opposite(during),
            "after": after[-1] if after else None,
            "deviated_at": None if broken is None else broken.time,
            "recovered_after_seconds": _recovery(during, after, ends),
            "times": [round(check.time, 6) for check in one.checks],
            "values": [check.value for check in one.checks],
        }
    )


def _recovery(during: Sequence[Checked], after: Sequence[Checked], ends: float) -> float | None:
    if not after or not after[-1].held:
        return None
    if all(check.held for check in after) and (not during or during[-1].held):
        return 0.0
    good = len(after)
    while good and after[good - 1].held:
        good -= 1
    return round(after[good].time - ends, 6)


def result_of(document: Document, experiment: Experiment, runs: Sequence[ExperimentOutcome]) -> ExperimentResult:
    """It held if every run did; otherwise it is what the worst of them was. No runs: nothing is known."""
    if not runs:
        nothing = "no run has ended"
        return ExperimentResult(
            title=document.title, experiment=experiment, verdict="cut_short", reason=nothing, held=0, runs=[]
        )
    worst = min(runs, key=lambda run: WORST.index(run.verdict))
    held = sum(run.verdict == "held" for run in runs)
    reason = worst.reason if len(runs) == 1 or not worst.reason else f"seed {worst.seed}: {worst.reason}"
    return ExperimentResult(
        title=document.title,
        experiment=experiment,
        verdict=worst.verdict,
        reason=reason,
        held=held,
        runs=[run if number == 0 else _without_values(run) for number, run in enumerate(runs)],
    )


def _without_values(run: ExperimentOutcome) -> ExperimentOutcome:
    def bare(probes: Sequence[ProbeOutcome]) -> list[ProbeOutcome]:
        return [probe.model_copy(update={"times": [], "values": []}) for probe in probes]

    return run.model_copy(update={"probes": bare(run.probes), "abort_conditions": bare(run.abort_conditions)})
