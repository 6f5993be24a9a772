"""How long work takes: one model a distribution, told apart by `kind`. Times are in milliseconds."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Model, setting

MAX_MS = 3_600_000.0
MAX_VALUES = 200


class Constant(Model):
    kind: Literal["constant"] = "constant"
    ms: float = setting(10.0, "Time", unit="ms", ge=0, le=MAX_MS)

    @property
    def mean_ms(self) -> float:
        return self.ms


class Exponential(Model):
    kind: Literal["exponential"] = "exponential"
    mean: float = setting(10.0, "Mean", unit="ms", gt=0, le=MAX_MS)

    @property
    def mean_ms(self) -> float:
        return self.mean


class LogNormal(Model):
    """Given by its median and the 99th percentile, which people can read off a dashboard."""

    kind: Literal["lognormal"] = "lognormal"
    median: float = setting(8.0, "Median", unit="ms", gt=0, le=MAX_MS)
    p99: float = setting(40.0, "99th percentile", unit="ms", gt=0, le=MAX_MS)

    @model_validator(mode="after")
    def in_order(self) -> "LogNormal":
        if self.p99 < self.median:
            raise ValueError(f"the 99th percentile, {self.p99:g} ms, is below the median, {self.median:g} ms")
        return self

    @property
    def sigma(self) -> float:
        from math import log

        return max(0.0, log(self.p99 / self.median) / 2.3263478740408408)

    @property
    def mean_ms(self) -> float:
        from math import exp

        return self.median * exp(self.sigma**2 / 2)


class Uniform(Model):
    kind: Literal["uniform"] = "uniform"
    low: float = setting(5.0, "From", unit="ms", ge=0, le=MAX_MS)
    high: float = setting(15.0, "To", unit="ms", ge=0, le=MAX_MS)

    @property
    def mean_ms(self) -> float:
        return (self.low + self.high) / 2


class Gamma(Model):
    """A sum of `shape` exponential stages: 1 is exponential, the more the steadier."""

    kind: Literal["gamma"] = "gamma"
    mean: float = setting(10.0, "Mean", unit="ms", gt=0, le=MAX_MS)
    shape: float = setting(
        2.0,
        "Shape",
        help="1: exponential. More: steadier. Less: wilder. Variance is mean² / shape.",
        ge=0.01,
        le=10_000,
    )

    @property
    def mean_ms(self) -> float:
        return self.mean


class Measured(Model):
    """One time that was seen, and how often."""

    ms: float = setting(10.0, "Time", unit="ms", ge=0, le=MAX_MS)
    weight: float = setting(1.0, "Weight", help="How often, against the other times.", gt=0, le=1e6)


class Empirical(Model):
    """What was measured: exactly these times, each as often as its weight says."""

    kind: Literal["empirical"] = "empirical"
    values: list[Measured] = setting(
        lambda: [Measured()],
        "Measured times",
        help="Drawn by weight; nothing in between.",
        min_length=1,
        max_length=MAX_VALUES,
    )

    @property
    def mean_ms(self) -> float:
        return sum(one.ms * one.weight for one in self.values) / sum(one.weight for one in self.values)


Work = Annotated[Constant | Exponential | LogNormal | Uniform | Gamma | Empirical, Field(discriminator="kind")]
