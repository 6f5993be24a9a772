"""What an experiment leaves: a verdict, and for each probe what it was before, during and after."""

from typing import Literal

from .base import Model
from .experiments import Experiment

Verdict = Literal["held", "deviated", "aborted", "not_steady", "cut_short"]
"""not_steady: the hypothesis did not hold before, so nothing was broken. cut_short: a budget ended the run."""
Phase = Literal["before", "during", "after"]


class Checked(Model):
    time: float
    value: float | None
    """None: nothing was observed, which never holds."""
    held: bool


class ProbeOutcome(Model):
    words: str
    tolerance: str
    unit: str
    low: float | None
    """The tolerance as bounds, for charts; None where it is open."""
    high: float | None
    must_hold_during: bool
    before: Checked | None = None
    during: Checked | None = None
    """The check that was farthest out."""
    during_opposite: Checked | None = None
    """Of a range that was left at both ends: the check that was farthest beyond the other end."""
    after: Checked | None = None
    deviated_at: float | None = None
    """The first check of the method or after it that did not hold, in simulated seconds."""
    recovered_after_seconds: float | None = None
    """From the end of the method until it held for good; 0 if it held by then. None: it did not recover."""
    times: list[float] = []
    values: list[float | None] = []


class Happened(Model):
    time: float
    words: str


class ExperimentOutcome(Model):
    """One run. Times in simulated seconds."""

    seed: int
    verdict: Verdict
    reason: str
    probes: list[ProbeOutcome]
    abort_conditions: list[ProbeOutcome]
    method_begins: float
    method_ends: float
    """Earlier than planned if it was aborted."""
    ended: float
    happened: list[Happened]
    events: int
    digest: str


class ExperimentResult(Model):
    kind: Literal["experiment"] = "experiment"
    title: str
    """Of the diagram."""
    experiment: Experiment
    verdict: Verdict
    reason: str
    held: int
    runs: list[ExperimentOutcome]
    """By seed; values over time are given for the first one only."""
