"""Whether an SNS filter policy lets a message's attributes through. What a policy may say: apps/schema/filter_policies.

An attribute has no data type here: a header that reads as a number is compared as one where the policy gives numbers,
and as the text it is where the policy gives texts.
"""

import math
import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from apps.schema.filter_policies import OR

DIGITS = 5
"""Of a number, after the decimal point (SNS developer guide, filter policy constraints)."""

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda value, limit: value == limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}


def policy_passes(policy: Mapping[str, Any], attributes: Mapping[str, str]) -> bool:
    """Every key must match, by any of its values; of `$or`, one alternative (SNS developer guide, AND/OR logic)."""
    return all(
        any(policy_passes(alternative, attributes) for alternative in values)
        if name == OR
        else any(condition_holds(condition, attributes.get(name)) for condition in values)
        for name, values in policy.items()
    )


def condition_holds(condition: Any, attribute: str | None) -> bool:
    """Whether an attribute, None if the message has none of this name, meets one value of a policy."""
    if not isinstance(condition, dict):
        return attribute is not None and _equal(condition, attribute)
    ((operator, operand),) = condition.items()
    if operator == "exists":
        return bool(operand) == bool(attribute)
    return attribute is not None and _OPERATORS[operator](operand, attribute)


def _equal(value: Any, attribute: str) -> bool:
    if isinstance(value, str):
        return value == attribute
    return _number(attribute) == round(float(value), DIGITS)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return round(number, DIGITS) if math.isfinite(number) else None


def _anything_but(operand: Any, attribute: str) -> bool:
    if isinstance(operand, dict):
        ((operator, pattern),) = operand.items()
        return not _OPERATORS[operator](pattern, attribute)
    return not any(_equal(value, attribute) for value in (operand if isinstance(operand, list) else [operand]))


def _numeric(operand: list[Any], attribute: str) -> bool:
    number = _number(attribute)
    return number is not None and all(
        _COMPARISONS[operator](number, round(float(limit), DIGITS))
        for operator, limit in zip(operand[::2], operand[1::2], strict=True)
    )


def _wildcard(operand: str, attribute: str) -> bool:
    """A star stands for any characters, or none."""
    pattern = ".*".join(re.escape(part) for part in operand.split("*"))
    return re.fullmatch(pattern, attribute, re.DOTALL) is not None


def _cidr(operand: str, attribute: str) -> bool:
    try:
        return ip_address(attribute) in ip_network(operand, strict=False)
    except ValueError:
        return False


_OPERATORS: dict[str, Callable[[Any, str], bool]] = {
    "prefix": lambda operand, attribute: attribute.startswith(operand),
    "suffix": lambda operand, attribute: attribute.endswith(operand),
    "wildcard": _wildcard,
    "equals-ignore-case": lambda operand, attribute: attribute.lower() == operand.lower(),
    "anything-but": _anything_but,
    "numeric": _numeric,
    "cidr": _cidr,
}
