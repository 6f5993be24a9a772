"""The report as Markdown: for a pull request, a ticket, a wiki."""

from collections.abc import Iterator, Sequence

from apps.schema.experiment_results import Checked, ExperimentOutcome, ExperimentResult, ProbeOutcome

from .wording import HEADLINES, SHORT, phase_words, quantity, recovery_words, summary, value_words


def markdown_report(result: ExperimentResult) -> str:
    """Of GitHub's flavour, with tables; values over time as a line of blocks."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: ExperimentResult) -> Iterator[str]:
    experiment, run = result.experiment, result.runs[0]
    yield from (f"# {_plain(experiment.name)}", "", f"**{HEADLINES[result.verdict]}.** {summary(result)}", "")
    if result.reason:
        yield from (f"> {_plain(result.reason)}", "")
    if experiment.description:
        yield from (_plain(experiment.description), "")
    yield from (f"Diagram: {_plain(result.title)}  ", f"Hypothesis: {_plain(experiment.hypothesis.title)}", "")
    yield from ("## Steady state", "")
    yield from _probes(run.probes)
    if run.abort_conditions:
        yield from ("## Abort conditions", "")
        yield from _probes(run.abort_conditions)
    yield from ("## Over time", "")
    yield from _over_time([*run.probes, *run.abort_conditions])
    yield from ("## What was done", "", "| Simulated time | |", "| ---: | --- |")
    yield from (f"| {one.time:g} s | {_plain(one.words)} |" for one in run.happened)
    yield from ("", *(f"- {name}: {words}" for name, words in phase_words(run, result)), "")
    if len(result.runs) > 1:
        yield from ("## Runs", "", "| Seed | Verdict | Why |", "| ---: | --- | --- |")
        yield from (f"| {one.seed} | {SHORT[one.verdict]} | {_plain(one.reason)} |" for one in result.runs)
        yield ""
    yield _footer(run)


def _probes(probes: Sequence[ProbeOutcome]) -> Iterator[str]:
    yield "| Probe | Wanted | Before | Worst during | After | Back in tolerance |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    for one in probes:
        during = _marked(one.during, one.unit, one.must_hold_during, one.during_opposite)
        cells = (
            _plain(one.words) + (" (during too)" if one.must_hold_during else ""),
            one.tolerance,
            _marked(one.before, one.unit, True),
            during,
            _marked(one.after, one.unit, True),
            recovery_words(one),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _marked(check: Checked | None, unit: str, counts: bool, opposite: Checked | None = None) -> str:
    words = value_words(check, unit, opposite)
    return f"**{words}** ✗" if check is not None and not check.held and counts else words


def _over_time(probes: Sequence[ProbeOutcome]) -> Iterator[str]:
    for one in probes:
        seen = [value for value in one.values if value is not None]
        if seen:
            between = f"{quantity(min(seen), one.unit)} to {quantity(max(seen), one.unit)}"
            yield f"- {_plain(one.words)}: `{_sparkline(one.values)}` {between}"
    yield ""


_BLOCKS = "▁▂▃▄▅▆▇█"


def _sparkline(values: Sequence[float | None], width: int = 60) -> str:
    """The largest value of each of at most `width` stretches."""
    size = max(1, -(-len(values) // width))
    peaks = [
        max((one for one in values[i : i + size] if one is not None), default=None) for i in range(0, len(values), size)
    ]
    seen = [one for one in peaks if one is not None]
    low, span = min(seen), max(seen) - min(seen)
    return "".join(" " if one is None else _BLOCKS[round(7 * (one - low) / span) if span else 0] for one in peaks)


def _footer(run: ExperimentOutcome) -> str:
    return (
        f"Simulated by Breakwater: {run.events:,} events, digest `{run.digest[:16]}`. The same seed gives the same run."
    )


def _plain(text: str) -> str:
    """What a person wrote, without a meaning in Markdown or HTML."""
    one_line = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        one_line = one_line.replace(mark, f"\\{mark}")
    return one_line
