"""From untrusted JSON to a checked Document, or to the whole list of what is wrong with it."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .blast_radius import ALLOWED_MONKEY, monkey_problem
from .document import MAX_BYTES, Document
from .experiments import Experiment
from .faults import Fault
from .monkey import Monkey
from .operations import Operation
from .probing import experiment_problems
from .problems import DocumentInvalid, Problem, from_pydantic, shown
from .references import problems_across
from .striking import ALLOWED, ALLOWED_OPERATION, fault_problem, operation_problem
from .upgrades import upgraded

MAX_DEPTH = 40
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")  # an escaped surrogate; fine only in pairs


def read_document(raw: Any) -> Document:
    """A checked document from parsed JSON. Raises DocumentInvalid."""
    if not isinstance(raw, dict):
        raise DocumentInvalid([Problem("", f"a document is an object, got {type(raw).__name__}", "a JSON object")])
    if _deeper_than(raw, MAX_DEPTH):
        raise DocumentInvalid([Problem("", "is nested too deeply", f"at most {MAX_DEPTH} levels")])
    raw = upgraded(raw)
    try:
        document = Document.model_validate(raw)
    except ValidationError as error:
        raise DocumentInvalid(from_pydantic(error.errors(include_url=False), raw, Document)) from error
    problems = problems_across(document)
    if problems:
        raise DocumentInvalid(problems)
    return document


def read_document_text(text: str | bytes) -> Document:
    """The same from JSON text of at most MAX_BYTES."""
    return read_document(parsed(text))


def parsed(text: str | bytes) -> Any:
    """Strict JSON: no NaN, no number beyond a double, no half of a character, no key twice, no oversized text:
    everything that is accepted can be written again and nothing of it is lost. Raises DocumentInvalid."""
    size = len(text if isinstance(text, bytes) else text.encode(errors="replace"))
    if size > MAX_BYTES:
        raise DocumentInvalid([Problem("", f"has {size:,} bytes", f"at most {MAX_BYTES:,} bytes")])
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=_each_key_once)
        if _HALF_CHARACTER.search(text if isinstance(text, str) else text.decode(json.detect_encoding(text))):
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except RecursionError as error:
        raise DocumentInvalid([Problem("", "is nested too deeply", f"at most {MAX_DEPTH} levels")]) from error
    except ValueError as error:
        raise DocumentInvalid([Problem("", f"is not JSON: {error}", "JSON text")]) from error


def read_faults(raw: Any, document: Document) -> list[Fault]:
    """Faults for this document from parsed JSON: a list, or an object with a list under `faults`."""
    return _read_list(list[Fault], raw, "faults", lambda fault: fault_problem(document, fault), ALLOWED)


def read_operations(raw: Any, document: Document) -> list[Operation]:
    """Operations for this document from parsed JSON: a list, or an object with a list under `operations`."""
    return _read_list(
        list[Operation], raw, "operations", lambda one: operation_problem(document, one), ALLOWED_OPERATION
    )


def read_monkeys(raw: Any, document: Document) -> list[Monkey]:
    """Chaos monkeys for this document from parsed JSON: a list, or an object with a list under `monkeys`."""
    return _read_list(list[Monkey], raw, "monkeys", lambda one: monkey_problem(document, one), ALLOWED_MONKEY)


def read_experiment(raw: Any, document: Document) -> Experiment:
    """An experiment for this document from parsed JSON. Raises DocumentInvalid."""
    if not isinstance(raw, dict):
        raise DocumentInvalid([Problem("", f"an experiment is an object, got {type(raw).__name__}", "a JSON object")])
    if _deeper_than(raw, MAX_DEPTH):
        raise DocumentInvalid([Problem("", "is nested too deeply", f"at most {MAX_DEPTH} levels")])
    try:
        experiment = Experiment.model_validate(raw)
    except ValidationError as error:
        raise DocumentInvalid(from_pydantic(error.errors(include_url=False), raw, Experiment)) from error
    problems = list(experiment_problems(document, experiment))
    if problems:
        raise DocumentInvalid(problems)
    return experiment


def _read_list(kind: Any, raw: Any, name: str, why: Callable[[Any], str | None], allowed: str) -> list[Any]:
    items = raw.get(name) if isinstance(raw, dict) else raw
    try:
        found: list[Any] = TypeAdapter(kind).validate_python(items)
    except ValidationError as error:
        raise DocumentInvalid(from_pydantic(error.errors(include_url=False), items, kind)) from error
    problems = [Problem(f"{index}.target", reason, allowed) for index, one in enumerate(found) if (reason := why(one))]
    if problems:
        raise DocumentInvalid(problems)
    return found


def dump_document(document: Document) -> dict[str, Any]:
    """The document as JSON values, camelCase keys."""
    return document.model_dump(mode="json", by_alias=True)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {shown(key)} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{shown(digits)} is too large a number")
    return number


def _deeper_than(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            child
            for item in level
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return True
