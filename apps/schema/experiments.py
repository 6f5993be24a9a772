"""Chaos experiments: what should hold, what is broken to find out, when to stop, and how to undo it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Identifier, Label, Model, Sentence, setting
from .faults import MAX_SECONDS, Fault
from .metrics import MetricName
from .operations import Operation

MAX_PROBES = 30
MAX_CHECKS = 20_000
MAX_REPLICATIONS = 100
MAX_MOMENTS = 2_000
"""That are kept at once, each with the counts of the whole simulation."""

Operator = Literal["<", "<=", "==", "!=", ">=", ">"]


class InRange(Model):
    """From low to high, both included."""

    kind: Literal["range"] = "range"
    low: float = setting(0.0, "From")
    high: float = setting(100.0, "To")

    @model_validator(mode="after")
    def in_order(self) -> "InRange":
        if self.low > self.high:
            raise ValueError(f"a range from {self.low:g} to {self.high:g} holds nothing: from is more than to")
        return self


class Compared(Model):
    kind: Literal["comparison"] = "comparison"
    operator: Operator = setting("<=", "Is")
    value: float = setting(0.0, "Than")


Tolerance = Annotated[InRange | Compared, Field(discriminator="kind")]


class Probe(Model):
    """One number of the system, and what it may be."""

    name: Annotated[str, Field(max_length=120)] = setting("", "Name", help="Left out: in words of its own.")
    metric: MetricName = setting("lost", "Metric")
    target: Identifier | None = setting(None, "Of", help="A node or an edge. Left out: of the whole diagram.")
    window_seconds: float | None = setting(
        None,
        "Over the last",
        unit="s",
        help="Left out: everything since the warm-up. Levels, such as lag, are of the moment.",
        gt=0,
        le=MAX_SECONDS,
    )
    tolerance: Tolerance = setting(Compared, "Tolerance")


class HypothesisProbe(Probe):
    during: bool = setting(
        False,
        "While it is broken too",
        help="On: it must hold at every check of the method. Off: it may recover after.",
    )


class Hypothesis(Model):
    title: Label = "The system works as it should"
    probes: list[HypothesisProbe] = setting(list, "Probes", max_length=MAX_PROBES)


class Method(Model):
    """Times count from the moment at which the method begins."""

    faults: list[Fault] = setting(list, "Faults", max_length=200)
    operations: list[Operation] = setting(list, "Operations", max_length=200)


class Rollback(Model):
    """What is done when the method has ended or was aborted. Times count from then."""

    heal: bool = setting(True, "Heal all faults that are still on")
    operations: list[Operation] = setting(list, "Operations", max_length=200)


class Experiment(Model):
    """A steady state, what is done to it, and whether it holds: checked before, during and after."""

    name: Label
    description: Sentence = ""
    tags: list[Label] = setting(list, "Tags", max_length=20, advanced=True)
    hypothesis: Hypothesis = setting(Hypothesis, "Steady state")
    method: Method = setting(Method, "Method")
    abort_conditions: list[Probe] = setting(
        list,
        "Abort",
        help="The method ends at the first check at which one of these does not hold.",
        max_length=MAX_PROBES,
    )
    rollback: Rollback = setting(Rollback, "Rollback")
    warm_up_seconds: float = setting(10.0, "Warm-up", unit="s", help="Nothing of it is measured.", ge=0, le=MAX_SECONDS)
    before_seconds: float = setting(
        20.0, "Before", unit="s", help="The steady state is checked at its end.", gt=0, le=MAX_SECONDS
    )
    during_seconds: float = setting(60.0, "Method", unit="s", gt=0, le=MAX_SECONDS)
    after_seconds: float = setting(
        60.0, "Recovery", unit="s", help="The steady state is checked again at its end.", gt=0, le=MAX_SECONDS
    )
    check_every_seconds: float = setting(1.0, "Checks every", unit="s", gt=0, le=86_400, advanced=True)
    seed: int = setting(1, "Seed", ge=0, le=2**53 - 1 - MAX_REPLICATIONS, advanced=True)
    replications: int = setting(
        1, "Repeat", unit="seeds", help="Runs on seeds from the first up; it holds if each of them does.",
        ge=1, le=MAX_REPLICATIONS, advanced=True,
    )  # fmt: skip

    @model_validator(mode="after")
    def not_too_fine(self) -> "Experiment":
        probes = [*self.hypothesis.probes, *self.abort_conditions]
        windows = {probe.window_seconds for probe in probes if probe.window_seconds is not None}
        longest = min(max(windows, default=0.0), self.ends)
        moments = longest / self.check_every_seconds * (1 + len(windows))
        if moments > MAX_MOMENTS:
            raise ValueError(
                f"{len(windows)} windows of up to {longest:g} s, checked every {self.check_every_seconds:g} s, need "
                f"{moments:,.0f} moments at once; at most {MAX_MOMENTS:,}: check less often, or leave the window out"
            )
        return self

    @property
    def method_begins(self) -> float:
        """In simulated seconds, as are the two below."""
        return self.warm_up_seconds + self.before_seconds

    @property
    def method_ends(self) -> float:
        return self.method_begins + self.during_seconds

    @property
    def ends(self) -> float:
        return self.method_ends + self.after_seconds

    @model_validator(mode="after")
    def not_too_long(self) -> "Experiment":
        if self.ends > MAX_SECONDS:
            raise ValueError(f"takes {self.ends:,.0f} s in all; at most {MAX_SECONDS:,} s")
        checks = (self.ends - self.warm_up_seconds) / self.check_every_seconds
        if checks > MAX_CHECKS:
            raise ValueError(f"would be checked {checks:,.0f} times; at most {MAX_CHECKS:,}: check less often")
        late = [
            f"{what} {number} begins {one.at_seconds:g} s after the method, which takes {self.during_seconds:g} s"
            for what, things in (("fault", self.method.faults), ("operation", self.method.operations))
            for number, one in enumerate(things)
            if one.at_seconds > self.during_seconds
        ]
        late += [
            f"operation {number} of the rollback comes {one.at_seconds:g} s after the method, "
            f"and recovery takes {self.after_seconds:g} s"
            for number, one in enumerate(self.rollback.operations)
            if one.at_seconds > self.after_seconds
        ]
        if late:
            raise ValueError("; ".join(late[:3]))
        return self
