"""What both reports say in the same words."""

from apps.schema.experiment_results import Checked, ExperimentOutcome, ExperimentResult, ProbeOutcome, Verdict

HEADLINES: dict[Verdict, str] = {
    "held": "The hypothesis held",
    "deviated": "The system deviated",
    "aborted": "The experiment was aborted",
    "not_steady": "The steady state did not hold to begin with",
    "cut_short": "The run was cut short",
}
SHORT: dict[Verdict, str] = {
    "held": "held",
    "deviated": "deviated",
    "aborted": "aborted",
    "not_steady": "not steady",
    "cut_short": "cut short",
}


def value_words(check: Checked | None, unit: str, opposite: Checked | None = None) -> str:
    """1,234 ms; – where there was no check. `opposite`: beyond the other end of a range, as in 0 to 232/s."""
    if check is None:
        return "–"
    if check.value is None:
        return "nothing observed"
    if opposite is None or opposite.value is None:
        return quantity(check.value, unit)
    low, high = sorted((check.value, opposite.value))
    return f"{_number(low)} to {quantity(high, unit)}"


def quantity(value: float, unit: str) -> str:
    return _number(value) + (unit if unit.startswith("/") else f" {unit}")


def _number(value: float) -> str:
    whole = value == int(value) or abs(value) >= 1000
    return f"{value:,.0f}" if whole else f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"


def recovery_words(probe: ProbeOutcome) -> str:
    """Of a probe that was out of its tolerance at some time; – if it never was."""
    if probe.deviated_at is None:
        return "–"
    if probe.recovered_after_seconds is None:
        return "did not recover"
    if probe.recovered_after_seconds == 0:
        return "before the method ended"
    return f"{probe.recovered_after_seconds:g} s after the method"


def summary(result: ExperimentResult) -> str:
    """One sentence about all runs."""
    runs = len(result.runs)
    if runs == 1:
        return f"One run, seed {result.runs[0].seed}."
    return f"{result.held} of {runs} runs held, on seeds {result.runs[0].seed} to {result.runs[-1].seed}."


def phase_words(run: ExperimentOutcome, result: ExperimentResult) -> list[tuple[str, str]]:
    """What happened when, in simulated time."""
    warm_up = result.experiment.warm_up_seconds
    return [
        ("Warm-up", f"0 to {warm_up:g} s"),
        ("Before", f"{warm_up:g} to {run.method_begins:g} s"),
        ("Method", f"{run.method_begins:g} to {run.method_ends:g} s"),
        ("Recovery", f"{run.method_ends:g} to {run.ended:g} s"),
    ]
