"""What every kind of study is to the machinery that runs it: what may be asked, what there is to do, what came of it.

A kind is one module with these functions and one line in the registry. It knows no Django and no Celery; `work` alone
loads the engine, for only workers call it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from apps.schema import Document, Problem
from apps.schema.base import Model

Json = dict[str, Any]
Watch = Callable[[float], None]
"""Told now and then how far a part is, from 0 to 1. Raises whatever should end it."""


@dataclass(frozen=True)
class Part:
    """Both as JSON values. `outcome` is None as long as the part waits, and where it failed, for which see `reason`."""

    work: Json
    outcome: Json | None = None
    reason: str = ""

    @property
    def ended(self) -> bool:
        return self.outcome is not None or bool(self.reason)


@dataclass(frozen=True)
class Table:
    """A result for spreadsheets."""

    heads: list[str]
    rows: list[list[Any]]


class PartFailed(Exception):
    """A part cannot be done, however often it is tried; the text says why."""


class Kind(Protocol):
    name: str
    title: str
    spec: type[Model]
    result: type[Model]

    def problems(self, spec: Any, document: Document) -> list[Problem]:
        """Why it cannot be studied, as far as can be told without the engine; paths lead into the spec."""

    def expected_parts(self, spec: Any, parts: Sequence[Part] = ()) -> int:
        """How many parts there will be in all, those that are there by now among them; of a search, a guess."""

    def next_parts(self, spec: Any, document: Document, parts: Sequence[Part]) -> list[Json]:
        """The work that follows from what is done; empty when the study has ended. Asked when no part waits."""

    def work(self, spec: Any, document: Document, work: Json, watch: Watch) -> Json:
        """Does one part. The same work gives the same outcome. Raises PartFailed."""

    def summary(self, spec: Any, document: Document, parts: Sequence[Part]) -> Any:
        """What can be said by now, in the shape of `result`."""

    def table(self, result: Any) -> Table:
        """The same as rows."""
