"""Where a limit comes from: the `source` of the field that a validation error points at."""

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def limit_source(root: Any, location: tuple[int | str, ...]) -> str:
    """`root`: the type that was validated. `location`: an error's `loc`, in aliases, with the tags of unions between.

    Empty when the field names no source, or when the location leads out of the models."""
    source, here = "", [root]
    for step in location:
        models = [kind for one in here for kind in _members(one)]
        field = next((found for model in models if (found := _field(model, step)) is not None), None)
        if field is not None:
            extra = field.json_schema_extra
            source, here = str(extra.get("source", "")) if isinstance(extra, dict) else "", [field.annotation]
            continue
        tagged = [model for model in models if _tag(model) == step]
        inner = [get_args(model)[-1] for model in models if get_origin(model) in (dict, list)]
        if not tagged and not inner:
            return source
        here = tagged or inner
    return source


def _members(annotation: Any) -> list[Any]:
    """The types a value may have: without `Annotated`, without None, each member of a union."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [kind for member in get_args(annotation) for kind in _members(member)]
    return [] if annotation is NoneType else [annotation]


def _field(model: Any, step: int | str) -> Any:
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    return next((field for name, field in model.model_fields.items() if step in (field.alias, name)), None)


def _tag(model: Any) -> Any:
    kind = model.model_fields.get("kind") if isinstance(model, type) and issubclass(model, BaseModel) else None
    return kind.default if kind is not None else None
