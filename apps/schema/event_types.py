"""Event types: what a message says, and how it is keyed and sized."""

from typing import Any, Literal

from .base import Label, Model, Sentence, setting

EventKind = Literal["domain_event", "integration_event", "command"]


class EventType(Model):
    name: Label
    kind: EventKind = setting(
        "domain_event", "Kind", help="A fact inside its context, a fact for others, or a request."
    )
    description: Sentence = ""
    key: str = setting("id", "Key", help="The payload field that decides partition and order.", max_length=120)
    key_count: int = setting(
        10_000, "Distinct keys", help="How many different keys occur; keys are drawn uniformly.", ge=1, le=10_000_000
    )
    size_bytes: int = setting(512, "Size", unit="B", ge=1, le=1_048_576)
    payload: dict[str, Any] = setting(dict, "Payload", help="JSON Schema of the payload.")
