"""Answers of the templates' and the shared page's part of the API."""

from typing import Literal

from pydantic import RootModel

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
