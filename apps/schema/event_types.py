"""Event types: what a message says, and how it is keyed and sized."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from .base import Label, Model, Sentence, setting
from .sizes import LARGEST_MESSAGE

EventKind = Literal["domain_event", "integration_event", "command"]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,256}$")]
HeaderValue = Annotated[str, StringConstraints(max_length=1024)]
MAX_HEADERS = 10


class UniformKeys(Model):
    """Every key as often as every other."""

    kind: Literal["uniform"] = "uniform"


class ZipfKeys(Model):
    """The n-th most frequent key occurs in proportion to n to the power of minus the exponent."""

    kind: Literal["zipf"] = "zipf"
    exponent: float = setting(1.0, "Exponent", help="0: all alike. 1: as words in a text.", ge=0, le=10)


class HotKey(Model):
    """One key stands out; the others share the rest evenly."""

    kind: Literal["hot_key"] = "hot_key"
    percent: float = setting(50.0, "Share of the hot key", unit="%", gt=0, le=100)


KeyDistribution = Annotated[UniformKeys | ZipfKeys | HotKey, Field(discriminator="kind")]


class EventType(Model):
    name: Label
    kind: EventKind = setting(
        "domain_event", "Kind", help="A fact inside its context, a fact for others, or a request."
    )
    description: Sentence = ""
    key: str = setting(
        "id",
        "Key",
        help="The payload field that decides partition and order. Empty: no key, and no order to keep.",
        max_length=120,
    )
    key_count: int = setting(10_000, "Distinct keys", help="How many different keys occur.", ge=1, le=10_000_000)
    key_distribution: KeyDistribution = setting(UniformKeys, "How often each key")
    size_bytes: int = setting(
        512,
        "Size",
        unit="B",
        help="The mean. What is larger than a broker takes is lost there.",
        source="The largest that any broker can be set to take: max_message_size, RabbitMQ, 512 MiB",
        ge=1,
        le=LARGEST_MESSAGE,
    )
    size_distribution: Literal["constant", "exponential", "uniform"] = setting(
        "constant", "Sizes", help="uniform: from nothing to twice the mean.", advanced=True
    )
    headers: dict[HeaderName, HeaderValue] = setting(
        dict,
        "Headers",
        help="Sent with every message of this type; bindings of headers exchanges and SNS filters look at them.",
        source="at most 10 message attributes, SQS developer guide; names of letters, digits, _ . -",
        max_length=MAX_HEADERS,
        advanced=True,
    )
    payload: dict[str, Any] = setting(
        dict, "Payload", help="JSON Schema of the payload.", examples=[{"type": "object"}]
    )
