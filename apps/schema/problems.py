"""What is wrong with a document: where, what, and what would be allowed."""

import math
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from .limits import limit_source


@dataclass(frozen=True)
class Problem:
    path: str
    problem: str
    allowed: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"path": self.path, "problem": self.problem, "allowed": self.allowed}


class DocumentInvalid(ValueError):
    """A document that cannot be used; `problems` says why, each with its path."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.path or 'document'}: {p.problem}" for p in problems[:5]))


_SHOWN = 80


def shown(value: Any) -> str:
    """A value as it may stand in a message: short, whatever was sent."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    text = repr(value) if isinstance(value, (str, int, float, bool, type(None))) else type(value).__name__
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_KINDS_OF_VALUE = {
    "union_tag_not_found": "one of the kinds",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "list_type": "a list",
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
}


def _allowed(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "union_tag_invalid":
        return str(context["expected_tags"])
    if kind in _KINDS_OF_VALUE:
        return _KINDS_OF_VALUE[kind]
    if kind in {"literal_error", "enum"}:
        return str(context.get("expected", ""))
    if kind == "extra_forbidden":
        return "only the keys of the schema"
    if kind == "string_pattern_mismatch":
        return f"text matching {context.get('pattern')}"
    bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    for key, words in bounds.items():
        if key in context:
            return f"{words} {context[key]}"
    for key, words in (("max_length", "at most"), ("min_length", "at least")):
        if key in context:
            return f"a length of {words} {context[key]:,}"
    return ""


_LIMITS = frozenset({"ge", "gt", "le", "lt", "max_length", "min_length", "expected"})


def from_pydantic(errors: list[ErrorDetails], document: Any, root: Any = None) -> list[Problem]:
    """`root`: the type that was validated; with it, a limit that was not kept is named with its source."""
    return [Problem(_path(error, document), _words(error) + _source(error, root), _allowed(error)) for error in errors]


def _source(error: ErrorDetails, root: Any) -> str:
    if root is None or not _LIMITS & error.get("ctx", {}).keys():
        return ""
    source = limit_source(root, error["loc"])
    return f" ({source})" if source else ""


def _words(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        return "is not a known key"
    if error["type"] == "union_tag_invalid":
        return f"is of unknown kind {shown(error['ctx']['tag'])}"
    if error["type"] == "union_tag_not_found":
        return "has no kind"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return f"{error['msg'][0].lower()}{error['msg'][1:]}, got {shown(error['input'])}"


def _path(error: ErrorDetails, document: Any) -> str:
    """The path in the document itself: Pydantic also names the union member it tried, which is no key."""
    parts: list[str] = []
    value: Any = document
    location, tagged = error["loc"], False
    for index, step in enumerate(location):
        # A kind may have a key of its own name: then the tag is the one that more follows.
        is_tag = isinstance(value, dict) and value.get("kind") == step and not tagged
        if _leads_on(value, step) and not (is_tag and index + 1 < len(location)):
            value, tagged = value[step], False
        elif is_tag or step == "[key]":
            tagged = True
            continue
        parts.append(str(step))
    return ".".join(parts)


def _leads_on(value: Any, step: int | str) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)
