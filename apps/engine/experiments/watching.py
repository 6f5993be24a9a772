"""The probes of an experiment over the time of one run: moments kept as long as a window needs them, values, checks."""

from collections.abc import Sequence
from math import inf

from apps.schema.experiment_results import Checked, ProbeOutcome
from apps.schema.experiments import Probe
from apps.schema.metrics import METRICS
from apps.schema.probing import probe_words, tolerance_words

from ..program import Program
from ..simulation import Simulation
from ..topology import Topology
from .measuring import Measure, bounds, measure, within
from .moments import Moment, look

ROUNDING = 1e-9
"""Moments lie on a grid of sums of seconds."""


class Watched:
    """One probe and what it has been."""

    def __init__(self, program: Program, topology: Topology, probe: Probe) -> None:
        self.measure: Measure = measure(program, topology, probe)
        self.probe = probe
        self.checks: list[Checked] = []
        low, high = bounds(probe.tolerance)
        unit = METRICS[probe.metric].unit
        self.outcome = ProbeOutcome(
            words=probe_words(program.document, probe),
            tolerance=tolerance_words(probe.tolerance, unit),
            unit=unit,
            low=low,
            high=high,
            must_hold_during=bool(getattr(probe, "during", False)),
        )

    @property
    def last(self) -> Checked:
        return self.checks[-1]

    def said(self, check: Checked, opposite: Checked | None = None) -> str:
        """Lost of orders is 12 messages, not at most 0 messages. `opposite`: beyond the other end of a range."""
        value = "nothing was observed" if check.value is None else f"is {spoken(check.value, self.outcome.unit)}"
        if check.value is not None and opposite is not None and opposite.value is not None:
            ends = sorted((check.value, opposite.value))
            value = "is " + " to ".join(spoken(end, self.outcome.unit) for end in ends)
        return f"{self.outcome.words} {value}, wanted: {self.outcome.tolerance}"

    def farthest(self, checks: Sequence[Checked]) -> Checked | None:
        """The check that was farthest out of the tolerance, or nearest to leaving it."""
        low, high = self.outcome.low, self.outcome.high

        def out(check: Checked) -> tuple[bool, float]:
            if check.value is None:
                return (not check.held, inf)
            below = -inf if low is None else low - check.value
            above = -inf if high is None else check.value - high
            return (not check.held, max(below, above))

        return max(checks, key=out, default=None)

    def opposite(self, checks: Sequence[Checked]) -> Checked | None:
        """Of a range that was left at both ends: the check that was farthest beyond the end that `farthest` is not.

        A backlog worked off after an outage is farther above a range of rates than the outage was below it.
        """
        low, high = self.outcome.low, self.outcome.high
        farthest = self.farthest(checks)
        if low is None or high is None or farthest is None or farthest.value is None:
            return None
        seen = [check for check in checks if check.value is not None]
        ends = min(seen, key=_value), max(seen, key=_value)
        if _value(ends[0]) >= low or _value(ends[1]) <= high:
            return None
        return ends[0] if farthest.value > high else ends[1]


def _value(check: Checked) -> float:
    return 0.0 if check.value is None else check.value


class Watch:
    """Reads a simulation at moments of growing time."""

    def __init__(self, program: Program, probes: Sequence[Probe]) -> None:
        topology = Topology(program)
        self.watched = [Watched(program, topology, probe) for probe in probes]
        self._summaries = frozenset(one.measure.summaries for one in self.watched if one.measure.summaries)
        self._late = any(one.measure.late for one in self.watched)
        self._moments: list[Moment] = []
        self.windows = sorted({one.probe.window_seconds for one in self.watched if one.probe.window_seconds})

    def read(self, simulation: Simulation) -> None:
        """A moment that a window may begin at. The first one is the end of the warm-up."""
        self._moments.append(look(simulation, self._summaries, self._late))
        longest = max(self.windows, default=0.0)
        oldest = self._moments[-1].time - longest - ROUNDING
        while len(self._moments) > 2 and self._moments[2].time < oldest:
            del self._moments[1]

    def check(self) -> None:
        """Every probe at the moment that was read last."""
        now = self._moments[-1]
        for one in self.watched:
            value = one.measure.value(self._before(one.probe.window_seconds), now)
            one.checks.append(Checked(time=now.time, value=value, held=within(one.probe.tolerance, value)))

    def _before(self, window: float | None) -> Moment:
        """The latest moment at or before the window's beginning; the end of the warm-up if there is none."""
        if window is None:
            return self._moments[0]
        begins = self._moments[-1].time - window + ROUNDING
        return next((one for one in reversed(self._moments) if one.time <= begins), self._moments[0])


def spoken(value: float, unit: str) -> str:
    """1,234 ms; 12.3 /s; 99.95 %"""
    number = f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:,.3g}"
    if unit == "%" and value != int(value):
        number = f"{value:.4g}"
    return f"{number} {unit}"
