"""How often a source sends: one model a shape, told apart by `kind`."""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Model, setting
from .distributions import Exponential, Work

MAX_RATE = 1_000_000.0
MAX_SECONDS = 31_536_000.0
MAX_STEPS = 200


class PoissonArrivals(Model):
    kind: Literal["poisson"] = "poisson"
    per_second: float = setting(100.0, "Rate", unit="/s", help="Independent arrivals.", gt=0, le=MAX_RATE)

    @property
    def mean_per_second(self) -> float:
        return self.per_second


class ConstantArrivals(Model):
    kind: Literal["constant"] = "constant"
    per_second: float = setting(100.0, "Rate", unit="/s", help="Evenly spaced arrivals.", gt=0, le=MAX_RATE)

    @property
    def mean_per_second(self) -> float:
        return self.per_second


class BurstArrivals(Model):
    """Poisson arrivals at one rate while on, at another while off."""

    kind: Literal["burst"] = "burst"
    on_per_second: float = setting(500.0, "Rate while on", unit="/s", gt=0, le=MAX_RATE)
    off_per_second: float = setting(50.0, "Rate while off", unit="/s", ge=0, le=MAX_RATE)
    on_seconds: float = setting(5.0, "On for", unit="s", ge=0.001, le=86_400)
    off_seconds: float = setting(15.0, "Off for", unit="s", ge=0.001, le=86_400)

    @property
    def mean_per_second(self) -> float:
        cycle = self.on_seconds + self.off_seconds
        return (self.on_per_second * self.on_seconds + self.off_per_second * self.off_seconds) / cycle


class DiurnalArrivals(Model):
    """Poisson arrivals whose rate follows a cosine: a day with its busy and its quiet hours."""

    kind: Literal["diurnal"] = "diurnal"
    per_second: float = setting(100.0, "Mean rate", unit="/s", gt=0, le=MAX_RATE)
    swing_percent: float = setting(
        50.0, "Swing", unit="%", help="How far the rate goes above and below its mean.", ge=0, le=100
    )
    period_seconds: float = setting(86_400.0, "Period", unit="s", gt=0, le=MAX_SECONDS)
    peak_at_seconds: float = setting(43_200.0, "Busiest at", unit="s", help="Of each period.", ge=0, le=MAX_SECONDS)

    @property
    def mean_per_second(self) -> float:
        return self.per_second


class RampArrivals(Model):
    """Poisson arrivals whose rate goes in a straight line from one value to another, and stays there."""

    kind: Literal["ramp"] = "ramp"
    from_per_second: float = setting(10.0, "From", unit="/s", ge=0, le=MAX_RATE)
    to_per_second: float = setting(200.0, "To", unit="/s", ge=0, le=MAX_RATE)
    over_seconds: float = setting(60.0, "Within", unit="s", gt=0, le=MAX_SECONDS)

    @property
    def mean_per_second(self) -> float:
        """In the long run: where the ramp ends."""
        return self.to_per_second


class RateStep(Model):
    at_seconds: float = setting(0.0, "From", unit="s", ge=0, le=MAX_SECONDS)
    per_second: float = setting(100.0, "Rate", unit="/s", ge=0, le=MAX_RATE)


class StepArrivals(Model):
    """Poisson arrivals at one rate after the other; nothing before the first step."""

    kind: Literal["steps"] = "steps"
    steps: list[RateStep] = setting(
        lambda: [RateStep()], "Steps", help="Each rate holds until the next.", min_length=1, max_length=MAX_STEPS
    )

    @model_validator(mode="after")
    def in_order(self) -> "StepArrivals":
        times = [step.at_seconds for step in self.steps]
        for earlier, later in pairwise(times):
            if later <= earlier:
                raise ValueError(f"the steps must be in order of time: {later:g} s does not come after {earlier:g} s")
        return self

    @property
    def mean_per_second(self) -> float:
        """In the long run: the last step's."""
        return self.steps[-1].per_second


class SpikeArrivals(Model):
    """Poisson arrivals at one rate, and once, for a while, at another."""

    kind: Literal["spike"] = "spike"
    per_second: float = setting(100.0, "Rate", unit="/s", ge=0, le=MAX_RATE)
    peak_per_second: float = setting(1_000.0, "Rate in the spike", unit="/s", gt=0, le=MAX_RATE)
    at_seconds: float = setting(60.0, "Spike at", unit="s", ge=0, le=MAX_SECONDS)
    for_seconds: float = setting(30.0, "Spike lasts", unit="s", gt=0, le=MAX_SECONDS)

    @property
    def mean_per_second(self) -> float:
        """In the long run: the rate outside the spike."""
        return self.per_second


class ClosedLoop(Model):
    """A fixed number of users: each sends, waits for the answer, thinks, and sends again."""

    kind: Literal["closed_loop"] = "closed_loop"
    users: int = setting(50, "Users", ge=1, le=1_000_000)
    think: Work = setting(
        lambda: Exponential(mean=1_000.0),
        "Think time",
        help="Between an answer and the next request. At least 1 ms after a request that took no time at all.",
    )

    @property
    def mean_per_second(self) -> float:
        """The most they can send: as if every answer came at once. At most MAX_RATE."""
        return min(MAX_RATE, self.users * 1000.0 / self.think.mean_ms) if self.think.mean_ms > 0 else MAX_RATE


Workload = Annotated[
    PoissonArrivals
    | ConstantArrivals
    | BurstArrivals
    | DiurnalArrivals
    | RampArrivals
    | StepArrivals
    | SpikeArrivals
    | ClosedLoop,
    Field(discriminator="kind"),
]
