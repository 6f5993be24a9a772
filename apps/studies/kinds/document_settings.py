"""The document's settings by path, as in nodes.orders.concurrency or edges.e1.batch.maxRecords: read one, change it.

A path is that of the document's JSON. What may be studied is a number, a switch or a choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from apps.schema import Document, DocumentInvalid, Problem, dump_document, read_document

Value = bool | int | float | str
ROOTS = ("nodes", "edges", "eventTypes")


class SettingUnknown(ValueError):
    def __init__(self, problem: str, allowed: str = "") -> None:
        super().__init__(problem)
        self.problem, self.allowed = problem, allowed


@dataclass(frozen=True)
class DocumentSetting:
    path: str
    title: str
    unit: str
    kind: Literal["number", "integer", "choice"]
    present: Value | None


def setting_at(document: Document, path: str) -> DocumentSetting:
    """Raises SettingUnknown."""
    steps = path.split(".")
    if steps[0] not in ROOTS:
        raise SettingUnknown(f"no setting '{path}'", f"a path below {', '.join(ROOTS)}")
    # Ids may have dots of their own: the longest that is there is meant.
    here: Any = document
    field: FieldInfo | None = None
    annotation: Any = None
    owner = ""
    titles: list[str] = []
    while steps:
        here, taken, found = _step(here, steps, path)
        if found is not None:
            field, annotation = found, found.annotation
            titles += [found.title or taken] if owner else []
        else:
            annotation = _inside(annotation)
        if isinstance(here, BaseModel) and not owner:
            owner = str(getattr(here, "name", "")) or taken
        steps = steps[len(taken.split(".")) :]
    kind = _kind(annotation, here)
    if field is None or kind is None:
        raise SettingUnknown(f"'{path}' is neither a number nor a choice", "a number, a switch or a choice")
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if extra.get("refersTo"):
        raise SettingUnknown(f"'{path}' refers to another part of the diagram", "a number, a switch or a choice")
    title = f"{owner}: {', '.join(titles)}"
    return DocumentSetting(path, title, str(extra.get("unit", "")), kind, here)


def changed(document: Document, values: Mapping[str, Value]) -> Document:
    """The document with other values at these paths, checked as any other. Raises SettingUnknown, DocumentInvalid."""
    raw = dump_document(document)
    for path, value in values.items():
        setting_at(document, path)
        _put(raw, path.split("."), value, path)
    return read_document(raw)


def value_problem(document: Document, path: str, value: Value) -> Problem | None:
    """Why the setting cannot have the value, with the limit and its source."""
    try:
        changed(document, {path: value})
    except DocumentInvalid as error:
        first = error.problems[0]
        where = "" if first.path == path else f"{first.path} "
        return Problem(path, f"{where}{first.problem}", first.allowed)
    except SettingUnknown as error:
        return Problem(path, error.problem, error.allowed)
    return None


def _step(here: Any, steps: list[str], path: str) -> tuple[Any, str, FieldInfo | None]:
    if isinstance(here, BaseModel):
        for name, field in type(here).model_fields.items():
            if steps[0] == (field.alias or name):
                return getattr(here, name), steps[0], field
    elif isinstance(here, dict):
        for length in range(len(steps), 0, -1):
            if (key := ".".join(steps[:length])) in here:
                return here[key], key, None
    elif isinstance(here, list | tuple) and steps[0].isdecimal() and int(steps[0]) < len(here):
        return here[int(steps[0])], steps[0], None
    raise SettingUnknown(f"no setting '{path}'", "a path that is in the diagram")


def _put(raw: Any, steps: list[str], value: Value, path: str) -> None:
    here = raw
    while True:
        if isinstance(here, list):
            key: Any = int(steps[0])
            rest = steps[1:]
        else:
            length = next((n for n in range(len(steps), 0, -1) if ".".join(steps[:n]) in here), 1)
            key, rest = ".".join(steps[:length]), steps[length:]
        if not rest:
            here[key] = value
            return
        here, steps = here[key], rest


def _inside(annotation: Any) -> Any:
    """The type of what is in a list or a map."""
    for one in _members(annotation):
        if get_origin(one) in (list, dict, tuple):
            return get_args(one)[-1 if get_origin(one) is dict else 0]
    return None


def _kind(annotation: Any, value: Any) -> Literal["number", "integer", "choice"] | None:
    members = _members(annotation)
    if any(get_origin(one) is Literal for one in members):
        choices = [choice for one in members for choice in get_args(one)]
        return "choice" if len(choices) > 1 else None
    if bool in members:
        return "choice"
    if float in members:
        return "number"
    return "integer" if int in members else None


def _members(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [kind for member in get_args(annotation) for kind in _members(member)]
    return [] if annotation is NoneType else [annotation]
