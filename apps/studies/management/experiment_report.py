"""The result of an experiment as a page of text."""

from collections.abc import Iterator, Sequence

from apps.exchange.report.wording import HEADLINES, SHORT, recovery_words, summary, value_words
from apps.runs.management.table import table
from apps.schema.experiment_results import Checked, ExperimentResult, ProbeOutcome


def report(result: ExperimentResult) -> str:
    return "\n".join(_lines(result))


def _lines(result: ExperimentResult) -> Iterator[str]:
    run = result.runs[0]
    yield f"{result.experiment.name}: {HEADLINES[result.verdict]}. {summary(result)}"
    if result.reason:
        yield f"  {result.reason}"
    yield ""
    yield from (f"  {one.time:8g} s  {one.words}" for one in run.happened)
    yield ""
    yield from _probes("Steady state", run.probes)
    if run.abort_conditions:
        yield ""
        yield from _probes("Abort unless", run.abort_conditions)
    if len(result.runs) > 1:
        yield ""
        yield from table(
            ("Seed", "Verdict", "Why"), [(str(r.seed), SHORT[r.verdict], r.reason) for r in result.runs], (1, 2)
        )
    yield ""
    yield f"{run.ended:g} s simulated, {run.events:,} events, digest {run.digest}"


def _probes(head: str, probes: Sequence[ProbeOutcome]) -> list[str]:
    rows = [
        (
            probe.words + (" (during too)" if probe.must_hold_during else ""),
            probe.tolerance,
            _cell(probe.before, probe.unit, True),
            _cell(probe.during, probe.unit, probe.must_hold_during, probe.during_opposite),
            _cell(probe.after, probe.unit, True),
            recovery_words(probe),
        )
        for probe in probes
    ]
    return table((head, "wanted", "before", "worst during", "after", "back in tolerance"), rows, (0, 1, 5))


def _cell(check: Checked | None, unit: str, counts: bool, opposite: Checked | None = None) -> str:
    return value_words(check, unit, opposite) + (" ✗" if check is not None and not check.held and counts else "")
