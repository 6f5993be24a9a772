"""The report as a page of HTML: one file, no script, nothing loaded, light and dark, made to be printed."""

from collections.abc import Iterator, Sequence
from html import escape

from apps.schema.experiment_results import Checked, ExperimentOutcome, ExperimentResult, ProbeOutcome

from .charts import chart
from .style import STYLE
from .wording import HEADLINES, SHORT, phase_words, recovery_words, summary, value_words


def html_report(result: ExperimentResult) -> str:
    return "".join(_parts(result))


def _parts(result: ExperimentResult) -> Iterator[str]:
    experiment, run = result.experiment, result.runs[0]
    title = escape(experiment.name)
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title} · Breakwater</title><style>{STYLE}</style></head><body><main>"
    yield f'<header><p class="quiet">Chaos experiment on {escape(result.title)}</p><h1>{title}</h1>'
    if experiment.description:
        yield f"<p>{escape(experiment.description)}</p>"
    yield f'</header><section class="verdict {result.verdict}"><h2>{HEADLINES[result.verdict]}</h2>'
    yield f"<p>{escape(result.reason or experiment.hypothesis.title)}</p>"
    yield f'<p class="quiet">{summary(result)}</p></section>'
    yield _timeline(run, result)
    yield f"<h2>Steady state</h2><p>{escape(experiment.hypothesis.title)}</p>"
    yield _table(run.probes)
    if run.abort_conditions:
        yield "<h2>Abort conditions</h2>" + _table(run.abort_conditions)
    yield from _charts(result, run)
    yield '<h2>What was done</h2><table class="log"><tbody>'
    for one in run.happened:
        yield f'<tr><td class="number">{one.time:g} s</td><td>{escape(one.words)}</td></tr>'
    yield "</tbody></table>"
    if not run.happened:
        yield "<p>Nothing.</p>"
    if len(result.runs) > 1:
        yield _runs(result.runs)
    yield f'<footer class="quiet">Simulated by Breakwater: {run.events:,} events, digest {run.digest[:16]}. '
    yield "The same diagram, experiment and seed give the same run.</footer></main></body></html>"


def _timeline(run: ExperimentOutcome, result: ExperimentResult) -> str:
    phases = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in phase_words(run, result))
    return f'<dl class="phases">{phases}</dl>'


def _table(probes: Sequence[ProbeOutcome]) -> str:
    heads = ("Probe", "Wanted", "Before", "Worst during", "After", "Back in tolerance")
    rows = "".join(
        f"<tr><th scope='row'>{escape(one.words)}{_must(one)}</th><td>{escape(one.tolerance)}</td>"
        f"{_cell(one.before, one.unit, True)}{_cell(one.during, one.unit, one.must_hold_during, one.during_opposite)}"
        f"{_cell(one.after, one.unit, True)}<td>{recovery_words(one)}</td></tr>"
        for one in probes
    )
    heading = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return f"<div class='wide'><table><thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table></div>"


def _must(probe: ProbeOutcome) -> str:
    return "<small>during too</small>" if probe.must_hold_during else ""


def _cell(check: Checked | None, unit: str, counts: bool, opposite: Checked | None = None) -> str:
    state = "" if check is None else "held" if check.held else "out" if counts else "allowed"
    mark = {"held": " ✓", "out": " ✗"}.get(state, "")
    return f"<td class='number {state}'>{escape(value_words(check, unit, opposite))}{mark}</td>"


def _charts(result: ExperimentResult, run: ExperimentOutcome) -> Iterator[str]:
    drawn = [
        (one, svg)
        for one in [*run.probes, *run.abort_conditions]
        if (svg := chart(one, run, result.experiment.warm_up_seconds))
    ]
    if not drawn:
        return
    yield "<h2>Over simulated time</h2>"
    yield '<p class="quiet key"><i class="method"></i> method <i class="band"></i> tolerance</p><div class="charts">'
    for one, svg in drawn:
        yield f"<figure><figcaption><b>{escape(one.words)}</b> {escape(one.tolerance)}</figcaption>{svg}</figure>"
    yield "</div>"


def _runs(runs: Sequence[ExperimentOutcome]) -> str:
    rows = "".join(
        f"<tr><td class='number'>{one.seed}</td><td class='{'held' if one.verdict == 'held' else 'out'}'>"
        f"{SHORT[one.verdict]}</td><td>{escape(one.reason)}</td></tr>"
        for one in runs
    )
    heads = "<th scope='col'>Seed</th><th scope='col'>Verdict</th><th scope='col'>Why</th>"
    return f"<h2>Runs</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
