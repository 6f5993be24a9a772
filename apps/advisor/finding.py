"""What a rule has to say about one place in a document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from apps.schema import Document

from .flow import Flow
from .rates import Rates

Severity = Literal["warn", "hint"]


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    node: str
    """The id of the node, edge or event type it is about."""
    words: str
    fix: str = ""
    """What would help, in words."""


@dataclass(frozen=True)
class Reading:
    """A document together with what every rule would otherwise work out again."""

    document: Document
    flow: Flow
    rates: Rates


Rule = Callable[[Reading], Iterable[Finding]]
