"""How often a source sends: one model a shape, told apart by `kind`."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Model, setting

MAX_RATE = 1_000_000.0


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
    on_seconds: float = setting(5.0, "On for", unit="s", gt=0, le=86_400)
    off_seconds: float = setting(15.0, "Off for", unit="s", gt=0, le=86_400)

    @property
    def mean_per_second(self) -> float:
        cycle = self.on_seconds + self.off_seconds
        return (self.on_per_second * self.on_seconds + self.off_per_second * self.off_seconds) / cycle


Workload = Annotated[PoissonArrivals | ConstantArrivals | BurstArrivals, Field(discriminator="kind")]
