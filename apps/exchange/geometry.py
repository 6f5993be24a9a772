"""Where everything stands on the canvas, in its own units: cards, brokers, the channels stacked inside them."""

from dataclasses import dataclass
from itertools import combinations

from apps.schema import Document
from apps.schema.nodes import CONTAINERS, AnyNode

CARD_WIDTH, CARD_HEIGHT = 160.0, 74.0
BROKER_WIDTH, BROKER_HEADER, BROKER_PADDING = 200.0, 36.0, 10.0
CHANNEL_WIDTH, CHANNEL_HEIGHT, CHANNEL_GAP = 180.0, 52.0, 8.0


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        apart = (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )
        return not apart


def parent_of(node: AnyNode) -> str | None:
    parent: str | None = getattr(node, "parent", None)
    return parent


def channels_of(document: Document, broker: str) -> list[str]:
    """The channels of a broker, top to bottom."""
    inside = [identifier for identifier, node in document.nodes.items() if parent_of(node) == broker]
    return sorted(inside, key=lambda identifier: (document.nodes[identifier].position.y, identifier))


def broker_height(channels: int) -> float:
    rows = max(1, channels)
    return BROKER_HEADER + rows * CHANNEL_HEIGHT + (rows - 1) * CHANNEL_GAP + BROKER_PADDING


def size_of(document: Document, identifier: str) -> tuple[float, float]:
    """Width and height of something that stands on the canvas itself."""
    if document.nodes[identifier].kind in CONTAINERS:
        return BROKER_WIDTH, broker_height(len(channels_of(document, identifier)))
    return CARD_WIDTH, CARD_HEIGHT


def standing(document: Document) -> list[str]:
    """The ids of what stands on the canvas itself, not inside a broker."""
    return [identifier for identifier, node in document.nodes.items() if parent_of(node) is None]


def boxes_of(document: Document, places: dict[str, tuple[float, float]] | None = None) -> dict[str, Box]:
    """Every node's box. `places` gives the left top corners of what stands on the canvas; default: the document's."""
    boxes: dict[str, Box] = {}
    for identifier in standing(document):
        position = document.nodes[identifier].position
        left, top = places[identifier] if places else (position.x, position.y)
        boxes[identifier] = Box(left, top, *size_of(document, identifier))
        for index, channel in enumerate(channels_of(document, identifier)):
            boxes[channel] = Box(
                left + BROKER_PADDING,
                top + BROKER_HEADER + index * (CHANNEL_HEIGHT + CHANNEL_GAP),
                CHANNEL_WIDTH,
                CHANNEL_HEIGHT,
            )
    return boxes


def is_placed(document: Document) -> bool:
    """Whether somebody laid the diagram out: nothing that stands on the canvas covers something else."""
    boxes = boxes_of(document)
    return not any(boxes[one].overlaps(boxes[other]) for one, other in combinations(standing(document), 2))
