"""How an edge runs from box to box: one Bézier curve that leaves and enters at the sides that face each other."""

from collections import defaultdict

from apps.schema import Document
from apps.schema.edges import AnyEdge, DeadLetter

from .geometry import Box, parent_of

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

_SLOT = 11.0
"""How far apart edges that share a side of a card are, at most."""


def sides(source: Box, target: Box) -> tuple[str, str]:
    """The side of the source and the side of the target an edge uses: left, right, top or bottom."""
    if target.left >= source.right:
        return "right", "left"
    if target.right <= source.left:
        return "left", "right"
    return ("bottom", "top") if target.top >= source.bottom else ("top", "bottom")


def curves(document: Document, boxes: dict[str, Box]) -> dict[str, Curve]:
    """A curve for every edge; ends that share a side are spread over it in the order of what they lead to."""
    chosen = {identifier: _sides(document, edge, boxes) for identifier, edge in document.edges.items()}
    ends: dict[tuple[str, str], list[tuple[float, str, int]]] = defaultdict(list)
    for identifier, edge in document.edges.items():
        leaves, enters = chosen[identifier]
        ends[edge.source, leaves].append((_rank(boxes, edge.source, edge.target, leaves, enters), identifier, 0))
        ends[edge.target, enters].append((_rank(boxes, edge.target, edge.source, enters, leaves), identifier, 1))
    places: dict[tuple[str, int], Point] = {}
    for (node, side), sharing in ends.items():
        for index, (_, identifier, end) in enumerate(sorted(sharing)):
            places[identifier, end] = _place(boxes[node], side, index, len(sharing))
    return {
        identifier: _curve(places[identifier, 0], places[identifier, 1], *chosen[identifier])
        for identifier in document.edges
    }


def _sides(document: Document, edge: AnyEdge, boxes: dict[str, Box]) -> tuple[str, str]:
    parents = [parent_of(document.nodes[end]) for end in (edge.source, edge.target)]
    if parents[0] is not None and parents[0] == parents[1]:
        # Between channels of one broker: bindings bulge out on the left, dead letters on the right.
        return ("right", "right") if isinstance(edge, DeadLetter) else ("left", "left")
    leaves, enters = sides(boxes[edge.source], boxes[edge.target])
    if leaves in ("top", "bottom") and any(parents):
        # Above and below a channel are its neighbours.
        return ("right", "right") if boxes[edge.target].middle[0] > boxes[edge.source].middle[0] else ("left", "left")
    return leaves, enters


def _rank(boxes: dict[str, Box], here: str, there: str, side: str, other_side: str) -> float:
    """The order along a side: by where the edge leads; loops at the ends, nested."""
    x, y = boxes[there].middle
    if side == other_side:
        return (1e6 if y > boxes[here].middle[1] else -1e6) - y
    return y if side in ("left", "right") else x


def _place(box: Box, side: str, index: int, count: int) -> Point:
    x, y = box.middle
    length = box.height if side in ("left", "right") else box.width
    shift = (index - (count - 1) / 2) * min(_SLOT, (length - 16) / max(1, count))
    if side in ("left", "right"):
        return (box.left if side == "left" else box.right), y + shift
    return x + shift, (box.top if side == "top" else box.bottom)


_OUTWARD = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}


def _curve(start: Point, end: Point, leaves: str, enters: str) -> Curve:
    across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
    if leaves == enters:
        reach = min(64.0, 20.0 + down * 0.12)
    else:
        reach = max(22.0, (across if leaves in ("left", "right") else down) / 2)
    out, into = _OUTWARD[leaves], _OUTWARD[enters]
    return (
        start,
        (start[0] + out[0] * reach, start[1] + out[1] * reach),
        (end[0] + into[0] * reach, end[1] + into[1] * reach),
        end,
    )
