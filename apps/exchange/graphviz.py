"""The diagram as a Graphviz graph that looks like the canvas: every box and curve has its place in the source.

`layout=nop2` tells Graphviz to draw what stands there. Labels are HTML-like ones built from escaped text; ids are the
only names, and the schema keeps those to letters, digits and `_.-`.
"""

import math
from collections.abc import Collection

from graphviz import Digraph

from apps.advisor.flow import Flow, flow_of
from apps.schema import Document
from apps.schema.edges import AnyEdge, DeadLetter, SynchronousEdge
from apps.schema.nodes import CONTAINERS, DeadLetterQueue

from .geometry import Box, boxes_of, is_placed, parent_of
from .layout import laid_out
from .rendering import TooLargeToDraw, rendered
from .routing import Curve, curves
from .text import escaped, one_line, shortened
from .text import width as text_width
from .theme import Theme
from .wording import broker_line, kind_label, settings_line

FONT = "Helvetica"
_ARROW = 8.0
_MARGIN = 24.0
_TITLE_HEIGHT, _LEGEND_HEIGHT = 34.0, 34.0
_INCH = 72.0
_PNG_DPI, _PNG_LEAST_DPI = 144.0, 9.0
_PNG_PIXELS, _PNG_SIDE = 25e6, 30_000.0


def graph_of(document: Document, theme: Theme) -> Digraph:
    return _drawn(document, _boxes(document), theme)


def _boxes(document: Document) -> dict[str, Box]:
    return boxes_of(document, None if is_placed(document) else laid_out(document))


def _drawn(document: Document, boxes: dict[str, Box], theme: Theme) -> Digraph:
    flow = flow_of(document)
    graph = Digraph("breakwater", comment=_comment(document))
    graph.attr(
        layout="nop2",
        bgcolor=theme.background,
        fontname=FONT,
        dpi="72",
        pad=str(_MARGIN / _INCH),
        outputorder="nodesfirst",
    )
    graph.attr("node", shape="box", fontname=FONT, margin="0", fixedsize="true", style="filled", penwidth="1")
    graph.attr("edge", fontname=FONT, penwidth="1.3", arrowsize="0.7")
    for identifier in _back_to_front(document):
        _add_node(graph, document, identifier, boxes[identifier], theme)
    for identifier, curve in curves(document, boxes).items():
        edge = document.edges[identifier]
        graph.edge(
            edge.source,
            edge.target,
            id=f"edge-{identifier}",
            pos=_spline(curve),
            **_edge_look(document, identifier, flow, theme),
        )
    _add_title(graph, document, boxes, theme)
    _add_legend(graph, document, flow, boxes, theme)
    return graph


def _comment(document: Document) -> str:
    return f"{one_line(document.title)} - drawn as placed; to lay it out anew: dot -Glayout=dot"


def _back_to_front(document: Document) -> list[str]:
    return sorted(document.nodes, key=lambda identifier: document.nodes[identifier].kind not in CONTAINERS)


def _add_node(graph: Digraph, document: Document, identifier: str, box: Box, theme: Theme) -> None:
    node = document.nodes[identifier]
    is_broker = node.kind in CONTAINERS
    dead = isinstance(node, DeadLetterQueue)
    if is_broker:
        label = _broker_label(document, identifier, box, theme)
    elif parent_of(node) is not None:
        label = _rows(box, theme, [(node.name, 11.5, True, theme.down if dead else theme.ink)], document, identifier)
    else:
        rows = [
            (node.name, 12.5, True, theme.down if dead else theme.ink),
            (kind_label(node.kind), 10.0, False, theme.mute),
        ]
        label = _rows(box, theme, rows, document, identifier)
    graph.node(
        identifier,
        label=label,
        id=f"node-{identifier}",
        pos=_position(*box.middle),
        width=_inches(box.width),
        height=_inches(box.height),
        style="rounded,filled",
        color=theme.line,
        fillcolor=theme.container if is_broker else theme.panel,
    )


def _rows(box: Box, theme: Theme, rows: list[tuple[str, float, bool, str]], document: Document, identifier: str) -> str:
    line = settings_line(document, identifier)
    if line:
        rows = [*rows, (line, 10.0, False, theme.ink if len(rows) > 1 else theme.mute)]
    room = box.width - 26
    cells = "".join(f'<TR><TD ALIGN="LEFT">{_text(shortened(t, room, s, b), s, b, c)}</TD></TR>' for t, s, b, c in rows)
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" '
        f'WIDTH="{box.width - 20:.0f}">{cells}</TABLE>>'
    )


def _broker_label(document: Document, identifier: str, box: Box, theme: Theme) -> str:
    node = document.nodes[identifier]
    line = kind_label(node.kind)
    line = broker_line(document, identifier) if line == node.name else line
    name = shortened(node.name, box.width - 30 - len(line) * 5.2, 12, True)
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" FIXEDSIZE="TRUE" '
        f'WIDTH="{box.width - 18:.0f}" HEIGHT="{box.height - 8:.0f}"><TR>'
        f'<TD ALIGN="LEFT" VALIGN="TOP" HEIGHT="24">{_text(name, 12, True, theme.ink)}</TD>'
        f'<TD ALIGN="RIGHT" VALIGN="TOP" HEIGHT="24">{_text(line, 10, False, theme.mute)}</TD></TR></TABLE>>'
    )


def _text(text: str, size: float, bold: bool, colour: str) -> str:
    inner = f"<B>{escaped(text)}</B>" if bold else escaped(text)
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{colour}">{inner}</FONT>'


def _edge_look(document: Document, identifier: str, flow: Flow, theme: Theme) -> dict[str, str]:
    edge: AnyEdge = document.edges[identifier]
    if isinstance(edge, DeadLetter):
        return {"color": theme.down, "style": "dashed", "arrowhead": "vee"}
    kinds = {document.event_types[name].kind for name in flow.carried[identifier] if name in document.event_types}
    colour = theme.event_kinds[kinds.pop()] if len(kinds) == 1 else theme.edge
    return {"color": colour, "arrowhead": "normal" if isinstance(edge, SynchronousEdge) else "vee"}


def _spline(curve: Curve) -> str:
    """Graphviz's spline: the tip of the arrow first, then the four points of the curve, which ends at its shaft."""
    start, leaving, entering, tip = curve
    dx, dy = entering[0] - tip[0], entering[1] - tip[1]
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    shaft = tip[0] + dx / length * _ARROW, tip[1] + dy / length * _ARROW
    return f"e,{_position(*tip)} " + " ".join(_position(*point) for point in (start, leaving, entering, shaft))


def _add_title(graph: Digraph, document: Document, boxes: dict[str, Box], theme: Theme) -> None:
    left, top, right, _ = _bounds(boxes)
    width = max(240.0, right - left)
    _add_words(graph, "the title", document.title, left, top - _TITLE_HEIGHT, width, 16, True, theme.ink)


def _add_legend(graph: Digraph, document: Document, flow: Flow, boxes: dict[str, Box], theme: Theme) -> None:
    """A dot and a word for each colour that an edge of this diagram has."""
    left, _, _, bottom = _bounds(boxes)
    y = bottom + _LEGEND_HEIGHT
    used = {name for names in flow.carried.values() for name in names}
    kinds = {document.event_types[name].kind for name in used}
    entries = [(kind.replace("_", " "), colour) for kind, colour in theme.event_kinds.items() if kind in kinds]
    if any(isinstance(edge, DeadLetter) for edge in document.edges.values()):
        entries.append(("dead letters", theme.down))
    for words, colour in entries:
        graph.node(
            f"dot of {words}",
            label="",
            shape="circle",
            pos=_position(left + 4, y),
            width="0.11",
            height="0.11",
            color=colour,
            fillcolor=colour,
        )
        room = text_width(words, 10) + 8
        _add_words(graph, f"words {words}", words, left + 13, y - 8, room, 10, False, theme.mute)
        left += 13 + room + 10


def _add_words(
    graph: Digraph, name: str, words: str, left: float, top: float, width: float, size: float, bold: bool, colour: str
) -> None:
    """A line of text without a box, its left end at `left`."""
    text = _text(shortened(words, width, size, bold), size, bold, colour)
    label = (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" '
        f'WIDTH="{width:.0f}" HEIGHT="16"><TR><TD ALIGN="LEFT">{text}</TD></TR></TABLE>>'
    )
    graph.node(
        name,
        label=label,
        style="",
        color="none",
        pos=_position(left + width / 2, top + 8),
        width=_inches(width),
        height=_inches(16),
    )


def _bounds(boxes: dict[str, Box]) -> tuple[float, float, float, float]:
    if not boxes:
        return 0.0, 0.0, 240.0, 40.0
    return (
        min(box.left for box in boxes.values()),
        min(box.top for box in boxes.values()),
        max(box.right for box in boxes.values()),
        max(box.bottom for box in boxes.values()),
    )


def _position(x: float, y: float) -> str:
    """Graphviz's y grows upwards."""
    return f"{x:.2f},{-y:.2f}"


def _inches(points: float) -> str:
    return f"{points / _INCH:.4f}"


def dot(document: Document, theme: Theme) -> bytes:
    source: str = graph_of(document, theme).source
    return source.encode()


def svg(document: Document, theme: Theme) -> bytes:
    return rendered(graph_of(document, theme).source, "svg")


def png(document: Document, theme: Theme) -> bytes:
    """Two pixels a unit, fewer where that would be too many in all: a PNG is drawn in memory before it is packed.
    graphviz-pure draws Chinese, Japanese, Korean and emoji as boxes here; SVG has them right."""
    boxes = _boxes(document)
    return rendered(_drawn(document, boxes, theme).source, "png", f"-Gdpi={_png_dpi(boxes.values()):.4g}")


def _png_dpi(boxes: Collection[Box]) -> float:
    if not boxes:
        return _PNG_DPI
    width = max(box.right for box in boxes) - min(box.left for box in boxes) + 4 * _MARGIN
    height = max(box.bottom for box in boxes) - min(box.top for box in boxes) + 4 * _MARGIN + _LEGEND_HEIGHT
    dpi = min(_PNG_DPI, _INCH * math.sqrt(_PNG_PIXELS / width / height), _INCH * _PNG_SIDE / max(width, height))
    if dpi < _PNG_LEAST_DPI:
        raise TooLargeToDraw("the diagram is spread out too far for a PNG picture, though not for an SVG")
    return dpi
