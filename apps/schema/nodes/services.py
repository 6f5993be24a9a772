"""Things that do work: gateways, services, external systems."""

from typing import Literal

from ..base import Identifier, Label, Model, setting
from ..distributions import Constant, Exponential, Work
from ..retries import RetryPolicy
from .base import Node


class Outcome(Model):
    """One way handling can end well, and what is sent then."""

    name: Label = "done"
    weight: float = setting(1.0, "Weight", help="How often, against the other outcomes.", gt=0, le=1e6)
    emits: list[Identifier] = setting(list, "Sends", refers_to="eventTypes", max_length=20)


class Handler(Model):
    """What a service does with one type of event: work, then one of the outcomes."""

    on: Identifier = setting(..., "Handles", refers_to="eventTypes")
    work: Work | None = setting(None, "Work", help="Left out: as the service's own.")
    failure_percent: float | None = setting(
        None, "Fails", unit="%", help="Of attempts. Left out: as the service's own.", ge=0, le=100
    )
    outcomes: list[Outcome] = setting(list, "Outcomes", max_length=10)
    on_failure: list[Identifier] = setting(
        list, "When it gives up, sends", help="After the last retry has failed.", refers_to="eventTypes", max_length=20
    )


class Station(Node):
    """Anything with slots: a message holds one from its start to its end, synchronous calls included."""

    instances: int = setting(1, "Instances", ge=1, le=1000)
    concurrency: int = setting(
        8, "Concurrency", unit="per instance", help="Messages worked on at once.", ge=1, le=10_000
    )
    work: Work = setting(Exponential, "Work", help="Time of the node's own work on one message, without its calls.")
    failure_percent: float = setting(
        0.0, "Fails", unit="%", help="Of attempts, at the end of their work.", ge=0, le=100
    )
    queue_limit: int = setting(
        10_000,
        "Waiting calls",
        help="Synchronous calls that may wait for a slot; more are refused.",
        ge=0,
        le=1_000_000,
    )


class ApiGateway(Station):
    """The synchronous edge: takes requests and calls what stands behind it."""

    kind: Literal["api_gateway"] = "api_gateway"
    concurrency: int = setting(512, "Concurrency", unit="per instance", help="Requests open at once.", ge=1, le=10_000)
    work: Work = setting(lambda: Constant(ms=1.0), "Work", help="Routing and authentication of one request.")


class Service(Station):
    """Handles events and calls: event in, work, events out."""

    kind: Literal["service"] = "service"
    retry: RetryPolicy = setting(RetryPolicy, "Retries")
    idempotent: bool = setting(
        False, "Idempotent", help="Remembers what it has handled, so that a redelivery has no second effect."
    )
    handlers: dict[Identifier, Handler] = setting(dict, "Handlers", max_length=50)


class ExternalSystem(Station):
    """Somebody else's service: you can call it, not fix it."""

    kind: Literal["external_system"] = "external_system"
    concurrency: int = setting(
        64, "Concurrency", unit="per instance", help="Requests it takes at once.", ge=1, le=10_000
    )
    retry: RetryPolicy = setting(RetryPolicy, "Retries")
