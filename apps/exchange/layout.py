"""Places for a diagram that nobody laid out: Graphviz's dot puts the boxes, the picture is then drawn as usual."""

from graphviz import Digraph

from apps.schema import Document

from .geometry import parent_of, size_of, standing
from .rendering import RenderingFailed, rendered

_INCH = 72.0
_GAP = 80.0
_PATIENCE_SECONDS = 6.0
"""dot takes minutes over hundreds of boxes that are all connected; nobody could read that picture anyway."""


def laid_out(document: Document) -> dict[str, tuple[float, float]]:
    """The left top corner of everything that stands on the canvas itself."""
    sizes = {identifier: size_of(document, identifier) for identifier in standing(document)}
    graph = Digraph("layout", strict=True)
    graph.attr(rankdir="LR", ranksep="1.1", nodesep="0.45")
    graph.attr("node", shape="box", fixedsize="true", label="")
    for identifier, (width, height) in sizes.items():
        graph.node(identifier, width=f"{width / _INCH:.4f}", height=f"{height / _INCH:.4f}")
    for edge in document.edges.values():
        ends = [parent_of(document.nodes[end]) or end for end in (edge.source, edge.target)]
        if ends[0] != ends[1]:
            graph.edge(*ends)
    try:
        return _corners(rendered(graph.source, "plain", seconds=_PATIENCE_SECONDS).decode(), sizes)
    except RenderingFailed:
        return in_rows(sizes)


def in_rows(sizes: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Row after row, about as wide as high."""
    room = sum((width + _GAP) * (height + _GAP) for width, height in sizes.values()) ** 0.5
    corners: dict[str, tuple[float, float]] = {}
    x = y = tallest = 0.0
    for identifier, (width, height) in sizes.items():
        if x > 0 and x + width > room:
            x, y, tallest = 0.0, y + tallest + _GAP, 0.0
        corners[identifier] = x, y
        x, tallest = x + width + _GAP, max(tallest, height)
    return corners


def _corners(plain: str, sizes: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Reads Graphviz's plain format: `node NAME X Y …` in inches, y growing upwards."""
    corners = {}
    for line in plain.splitlines():
        parts = line.split()
        if parts[:1] == ["node"]:
            name = parts[1].strip('"')
            width, height = sizes[name]
            corners[name] = float(parts[2]) * _INCH - width / 2, -float(parts[3]) * _INCH - height / 2
    return corners
