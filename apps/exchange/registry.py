"""The formats by name. A format is one module and one line here."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from apps.schema import Document

from . import compose, graphviz, json_document
from .theme import THEMES, Theme

Writer = Callable[[Document, Theme], bytes]


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    media_type: str
    suffix: str
    write: Writer
    themed: bool = False


@dataclass(frozen=True)
class Exported:
    filename: str
    media_type: str
    content: bytes


class UnknownFormat(ValueError):
    """No format or theme of that name; the message lists those there are."""


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("svg", "SVG picture", "image/svg+xml", ".svg", graphviz.svg, themed=True),
        Format("png", "PNG picture", "image/png", ".png", graphviz.png, themed=True),
        Format("dot", "Graphviz source", "text/vnd.graphviz", ".dot", graphviz.dot, themed=True),
        Format("json", "Breakwater document", "application/json", ".json", json_document.write),
        Format("compose", "Docker Compose file", "application/yaml", ".compose.yaml", compose.write),
    )
}


def export(document: Document, format: str, theme: str = "light") -> Exported:
    """The document in a format. Raises UnknownFormat and RenderingFailed."""
    if format not in FORMATS:
        raise UnknownFormat(f"no format '{format}'; there are: {', '.join(FORMATS)}")
    if theme not in THEMES:
        raise UnknownFormat(f"no theme '{theme}'; there are: {', '.join(THEMES)}")
    chosen = FORMATS[format]
    return Exported(file_stem(document.title) + chosen.suffix, chosen.media_type, chosen.write(document, THEMES[theme]))


def file_stem(title: str) -> str:
    """A file name that every system and every header takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "diagram"
