"""What Amazon SNS takes as a subscription's filter policy on message attributes, and why it refuses another.

The document holds the policy as the JSON that AWS itself takes, so that it can be pasted in either direction.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_network
from math import prod
from typing import Any

from .problems import Problem, shown

MAX_KEYS = 5
MAX_COMBINATIONS = 150
MAX_POLICY_BYTES = 262_144
LARGEST_NUMBER = 10**9
MAX_WILDCARDS = 3
NEGATED = ("prefix", "suffix", "wildcard")
"""What anything-but may negate beside values."""

CONSTRAINTS = "SNS developer guide, filter policy constraints"
STRINGS = "SNS developer guide, string value matching"
NUMBERS = "SNS developer guide, numeric value matching"
KEYS = "SNS developer guide, key matching"
LOGIC = "SNS developer guide, AND/OR logic"

OR = "$or"
LOWER, UPPER = (">", ">="), ("<", "<=")
EVENT_TYPE = "eventType"
"""The attribute that every message has here: the id of its event type."""

Found = Iterator[Problem]


def policy_problems(policy: Mapping[str, Any], path: str) -> Found:
    """Everything that is wrong with a filter policy, each with its place, the limit and where that comes from."""
    size = len(json.dumps(policy, ensure_ascii=False).encode())
    if size > MAX_POLICY_BYTES:
        yield Problem(path, f"has {size:,} bytes ({CONSTRAINTS})", f"at most {MAX_POLICY_BYTES:,} bytes")
        return
    if len(policy) > MAX_KEYS:
        yield Problem(path, f"has {len(policy)} keys ({CONSTRAINTS})", f"at most {MAX_KEYS}")
    wrong = list(_conjunction(policy, path))
    yield from wrong
    combinations = 0 if wrong else prod(_lengths(policy))
    if combinations > MAX_COMBINATIONS:
        yield Problem(
            path,
            f"has {combinations:,} combinations, its lists' lengths multiplied ({CONSTRAINTS})",
            f"at most {MAX_COMBINATIONS}",
        )


def _lengths(policy: Mapping[str, Any]) -> Iterator[int]:
    for name, values in policy.items():
        yield len(values)
        if name == OR:
            for alternative in values:
                yield from _lengths(alternative)


def _conjunction(policy: Mapping[str, Any], path: str) -> Found:
    for name, values in policy.items():
        here = f"{path}.{name}"
        if not isinstance(values, list) or not values:
            # What nests is for policies on the message's body.
            yield Problem(here, f"is {shown(values)} ({CONSTRAINTS})", "a list of values, any of which matches")
        elif name == OR:
            yield from _alternatives(values, here)
        else:
            for index, condition in enumerate(values):
                yield from _condition(condition, f"{here}.{index}")


def _alternatives(values: list[Any], path: str) -> Found:
    if len(values) < 2:
        yield Problem(path, f"has one alternative ({LOGIC})", "at least 2 objects")
    for index, alternative in enumerate(values):
        here = f"{path}.{index}"
        if not isinstance(alternative, dict) or not alternative:
            yield Problem(here, f"is {shown(alternative)} ({LOGIC})", "an object of attributes and their values")
        elif reserved := sorted(alternative.keys() & OPERATORS.keys()):
            yield Problem(here, f"names an attribute '{reserved[0]}', a reserved word ({LOGIC})", "another name")
        else:
            yield from _conjunction(alternative, here)


def _condition(condition: Any, path: str) -> Found:
    if isinstance(condition, bool) or condition is None:
        # They match elements of an attribute of type String.Array; headers are texts.
        yield Problem(path, f"{json.dumps(condition)} matches no text and no number", "a text, a number or an object")
    elif isinstance(condition, (str, int, float)):
        yield from _number(condition, path)
    elif not isinstance(condition, dict) or len(condition) != 1:
        yield Problem(path, f"is {shown(condition)} ({STRINGS})", "a text, a number or an object with one operator")
    else:
        ((operator, operand),) = condition.items()
        check = OPERATORS.get(operator)
        if check is None:
            yield Problem(path, f"'{operator}' is no operator ({STRINGS})", ", ".join(OPERATORS))
        else:
            yield from check(operand, f"{path}.{operator}")


def _number(value: Any, path: str) -> Found:
    if _is_number(value) and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        yield Problem(path, f"is {shown(value)} ({CONSTRAINTS})", f"{-LARGEST_NUMBER:,} to {LARGEST_NUMBER:,}")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(value: Any, path: str) -> Found:
    if not isinstance(value, str) or not value:
        yield Problem(path, f"is {shown(value)} ({STRINGS})", "a text")


def _wildcard(value: Any, path: str) -> Found:
    yield from _text(value, path)
    if isinstance(value, str) and value.count("*") > MAX_WILDCARDS:
        yield Problem(path, f"has {value.count('*')} wildcards ({STRINGS}: wildcard)", f"at most {MAX_WILDCARDS}")


def _anything_but(value: Any, path: str) -> Found:
    if isinstance(value, dict):
        if len(value) != 1 or not value.keys() <= set(NEGATED):
            allowed = f"a value, a list of values or one of {', '.join(NEGATED)}"
            yield Problem(path, f"negates {shown(value)} ({STRINGS})", allowed)
            return
        ((operator, operand),) = value.items()
        yield from OPERATORS[operator](operand, f"{path}.{operator}")
        return
    values = value if isinstance(value, list) else [value]
    if not values or not (all(map(_is_number, values)) or all(isinstance(one, str) for one in values)):
        yield Problem(path, f"is {shown(value)} ({STRINGS})", "texts or numbers, at least one")
    for one in values:
        yield from _number(one, path)


def _numeric(value: Any, path: str) -> Found:
    parts = value if isinstance(value, list) else []
    operators, numbers = parts[::2], parts[1::2]
    if len(parts) not in (2, 4) or not all(map(_is_number, numbers)):
        yield Problem(
            path,
            f"is {json.dumps(value)[:80]} ({NUMBERS})",
            'an operator and a number, or a range: [">", 0, "<=", 150]',
        )
        return
    for number in numbers:
        yield from _number(number, path)
    if len(parts) == 2 and operators[0] not in ("=", *LOWER, *UPPER):
        yield Problem(path, f"{shown(operators[0])} is no comparison ({NUMBERS})", "=, <, <=, > or >=")
    if len(parts) == 4 and not (operators[0] in LOWER and operators[1] in UPPER and numbers[0] < numbers[1]):
        yield Problem(path, f"is {json.dumps(value)[:80]}, no range ({NUMBERS})", "> or >=, then < or <= a larger one")


def _exists(value: Any, path: str) -> Found:
    if not isinstance(value, bool):
        yield Problem(path, f"is {shown(value)} ({KEYS})", "true or false")


def _cidr(value: Any, path: str) -> Found:
    try:
        ip_network(str(value), strict=False)
    except ValueError:
        yield Problem(path, f"is {shown(value)} ({STRINGS}: IP address matching)", "a block of addresses: 10.0.0.0/24")


OPERATORS: dict[str, Callable[[Any, str], Found]] = {
    "prefix": _text,
    "suffix": _text,
    "wildcard": _wildcard,
    "equals-ignore-case": _text,
    "anything-but": _anything_but,
    "numeric": _numeric,
    "exists": _exists,
    "cidr": _cidr,
}
"""By its word in a policy: what is wrong with its operand."""
