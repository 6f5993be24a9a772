"""Things that do work: gateways, services, external systems."""

from typing import Any, Literal

from pydantic import model_validator

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


class RateLimit(Model):
    """A token bucket: work starts only with a token."""

    per_second: float = setting(100.0, "Rate", unit="/s", gt=0, le=1_000_000)
    burst: int = setting(10, "Burst", help="Tokens that may have been saved up.", ge=1, le=1_000_000)


class Autoscaling(Model):
    """Adds and removes instances by what they have not finished."""

    min_instances: int = setting(1, "At least", unit="instances", ge=1, le=1000)
    max_instances: int = setting(10, "At most", unit="instances", ge=1, le=1000)
    target_lag: float = setting(
        100.0,
        "Target lag",
        unit="messages an instance",
        help="Messages and calls, waiting or in work, that one instance is to have. Of a Kafka topic: what is not "
        "committed.",
        source="KEDA scalers: committed offset to log end; ready and unacknowledged; visible and in flight; pending",
        gt=0,
        le=1e9,
    )
    every_seconds: float = setting(15.0, "Looks every", unit="s", ge=0.1, le=86_400)
    cooldown_seconds: float = setting(60.0, "Rests after a change", unit="s", ge=0, le=86_400)
    scale_down_stabilization_seconds: float = setting(
        300.0,
        "Scale-down stabilisation",
        unit="s",
        help="Keeps as many instances as were asked for at any look within this time. 0: only those of the last.",
        source="behavior.scaleDown.stabilizationWindowSeconds, Kubernetes HorizontalPodAutoscaler v2: 0 to 3600",
        ge=0,
        le=3_600,
    )

    @model_validator(mode="after")
    def in_order(self) -> "Autoscaling":
        if self.min_instances > self.max_instances:
            raise ValueError(
                f"at least {self.min_instances} instances cannot be kept: at most {self.max_instances} are allowed"
            )
        return self


IdempotencyStore = Literal["shared", "memory", "inbox"]


def idempotency_store() -> Any:
    return setting(
        "shared",
        "Remembered",
        help="shared: in a store that all instances ask. memory: by each instance, gone with it. inbox: in the same "
        "transaction as the work, so that a crash leaves both or neither.",
    )


def idempotency_window() -> Any:
    return setting(300.0, "Remembered for", unit="s", help="Left out: for good.", gt=0, le=31_536_000, advanced=True)


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
    cold_start_ms: float = setting(
        0.0,
        "Cold start",
        unit="ms",
        help="A new or restarted instance works only after this.",
        ge=0,
        le=3_600_000,
        advanced=True,
    )
    rate_limit: RateLimit | None = setting(None, "Rate limit", advanced=True)
    autoscaling: Autoscaling | None = setting(
        None, "Autoscaling", help="Starts with its instances, brought within these limits.", advanced=True
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
    idempotency_store: IdempotencyStore = idempotency_store()
    idempotency_window_seconds: float | None = idempotency_window()
    handlers: dict[Identifier, Handler] = setting(dict, "Handlers", max_length=50)


class ExternalSystem(Station):
    """Somebody else's service: you can call it, not fix it."""

    kind: Literal["external_system"] = "external_system"
    concurrency: int = setting(
        64, "Concurrency", unit="per instance", help="Requests it takes at once.", ge=1, le=10_000
    )
    retry: RetryPolicy = setting(RetryPolicy, "Retries")
