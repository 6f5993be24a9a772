"""Answers of the templates', the shared page's and the advisor's part of the API."""

from typing import Literal

from pydantic import JsonValue, RootModel

from apps.diagrams.api.shapes import Diagram, ShareQuery
from apps.schema import Document
from apps.schema.base import Model
from apps.schema.document import Story
from apps.schema.messages import RunInfo


class ListedTemplate(Model):
    name: str
    title: str
    summary: str
    pattern: str
    group: Literal["pattern", "lesson"]
    story: Story
    node_kinds: list[str]


class ListedTemplates(RootModel[list[ListedTemplate]]):
    pass


class Template(ListedTemplate):
    document: Document


class ExportQuery(ShareQuery):
    theme: Literal["light", "dark"] = "light"


class Shared(Model):
    diagram: Diagram
    run: RunInfo | None


class Change(Model):
    path: list[str]
    """Of one setting in the document's JSON."""
    value: str | bool | int | float | dict[str, JsonValue]


class Finding(Model):
    rule: str
    severity: Literal["warn", "hint"]
    area: Literal["nodes", "edges", "eventTypes"]
    id: str
    words: str
    """Why it is likely to hurt, with the document's own numbers."""
    fix: str
    changes: list[Change]
    """What would set it right; none where settings alone do not."""


class Advice(Model):
    findings: list[Finding]
    """Warnings first."""
