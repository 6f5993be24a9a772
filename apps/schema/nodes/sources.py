"""Workload sources: where messages and requests begin."""

from typing import Literal

from pydantic import model_validator

from ..base import Identifier, Model, setting
from ..sizes import LARGEST_MESSAGE
from ..workloads import PoissonArrivals, Workload
from .base import Node

MAX_POINTS = 20_000


class Share(Model):
    event_type: Identifier = setting(..., "Sends", refers_to="eventTypes")
    weight: float = setting(1.0, "Weight", help="Its share among everything the source sends.", gt=0, le=1e6)


class Clients(Node):
    """People or systems that send requests or events at a rate."""

    kind: Literal["clients"] = "clients"
    workload: Workload = setting(PoissonArrivals, "Workload")
    sends: list[Share] = setting(list, "Sends", max_length=20)


class Schedule(Node):
    """A clock: a batch of messages at a fixed interval."""

    kind: Literal["schedule"] = "schedule"
    every_seconds: float = setting(60.0, "Every", unit="s", ge=0.001, le=604_800)
    batch: int = setting(1, "Messages a time", ge=1, le=10_000)
    sends: list[Share] = setting(list, "Sends", max_length=20)


class TracePoint(Model):
    at: float = setting(0.0, "At", unit="s", ge=0, le=604_800)
    event_type: Identifier = setting(..., "Sends", refers_to="eventTypes")
    key: int | None = setting(None, "Key", help="Left out: drawn like every other key.", ge=0, le=10_000_000)
    size: int | None = setting(
        None, "Size", unit="B", help="Left out: drawn as the event type's.", ge=1, le=LARGEST_MESSAGE
    )


class Trace(Node):
    """Recorded traffic, played back at the moments it was seen."""

    kind: Literal["trace"] = "trace"
    points: list[TracePoint] = setting(list, "Recorded messages", max_length=MAX_POINTS)
    repeat_every_seconds: float | None = setting(
        None, "Repeat every", unit="s", help="Left out: played once.", ge=0.001, le=604_800
    )

    @model_validator(mode="after")
    def in_order(self) -> "Trace":
        times = [point.at for point in self.points]
        if times != sorted(times):
            raise ValueError("the recorded messages must be in order of time")
        if self.repeat_every_seconds is not None and times and times[-1] > self.repeat_every_seconds:
            raise ValueError("the recording is longer than the interval it repeats at")
        return self


Source = Clients | Schedule | Trace
