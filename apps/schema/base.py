"""What every model of the contract shares: camelCase on the wire, unknown keys refused, values frozen once read."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]
Zone = Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9_.-]{0,63})?$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Sentence = Annotated[str, StringConstraints(max_length=2000)]


class Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
    )


def setting(
    default: Any,
    title: str,
    *,
    unit: str = "",
    help: str = "",
    source: str = "",
    advanced: bool = False,
    refers_to: str = "",
    applies_to: tuple[str, ...] = (),
    left_out: Mapping[str, str] | None = None,
    **limits: Any,
) -> Any:
    """A field that an inspector form can show: label, unit, help and where its default or limit comes from.

    `refers_to` names the map (eventTypes, nodes) whose ids the field holds. `applies_to` names the kinds of node for
    which a field of an edge has a meaning: the channel that is published to, subscribed to or dead-lettered from.
    `left_out` says in words what null comes to in each version of the broker.
    """
    extra: dict[str, Any] = {}
    if unit:
        extra["unit"] = unit
    if source:
        extra["source"] = source
    if advanced:
        extra["advanced"] = True
    if refers_to:
        extra["refersTo"] = refers_to
    if applies_to:
        extra["appliesTo"] = list(applies_to)
    if left_out:
        extra["leftOut"] = dict(left_out)
    if callable(default):
        limits["default_factory"] = default
        # Pydantic leaves a factory's value out of the JSON Schema; a form needs it.
        value = default()
        extra["default"] = value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else value
    else:
        limits["default"] = default
    return Field(title=title, description=help or None, json_schema_extra=extra or None, **limits)
