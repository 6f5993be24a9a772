"""What a template is: a checked document and the words under which it is offered."""

from dataclasses import dataclass
from typing import Literal

from apps.schema import Document, dump_document, read_document
from apps.schema.nodes import Position


@dataclass(frozen=True)
class Template:
    name: str
    title: str
    summary: str
    pattern: str
    """What it shows; of a lesson, what helps."""
    document: Document
    group: Literal["pattern", "lesson"] = "pattern"


def checked(document: Document) -> Document:
    """The same document, read as an untrusted one would be: references, connections and faults included."""
    return read_document(dump_document(document))


def at(x: float, y: float) -> Position:
    return Position(x=x, y=y)


def row(index: int) -> Position:
    """The place of a channel inside its broker: only the order counts."""
    return Position(x=0, y=index)
