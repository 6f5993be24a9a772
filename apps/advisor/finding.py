"""What a rule has to say about one place in a document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from apps.schema import Document

from .flow import Flow
from .rates import Rates

Severity = Literal["warn", "hint"]


Value = str | int | float | bool | dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One setting of the document, by its path in the JSON, and the value it should have."""

    path: tuple[str, ...]
    value: Value


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    node: str
    """The id of the node, edge or event type it is about."""
    words: str
    fix: str = ""
    """What would help, in words."""
    changes: tuple[Change, ...] = ()
    """The same as settings, where settings alone help."""


@dataclass(frozen=True)
class Reading:
    """A document together with what every rule would otherwise work out again."""

    document: Document
    flow: Flow
    rates: Rates


Rule = Callable[[Reading], Iterable[Finding]]
