"""What every node has: a name, a place on the canvas, perhaps a broker and a zone it lives in."""

from typing import Any

from ..base import Identifier, Label, Model, Sentence, Zone, setting


class Position(Model):
    x: float = 0.0
    y: float = 0.0


class Node(Model):
    name: Label
    description: Sentence = ""
    position: Position = setting(Position, "Position")
    zone: Zone = setting(
        "", "Zone", help="The availability zone it stands in; it goes down with it. Empty: in none.", advanced=True
    )


class Channel(Node):
    """A node that keeps messages for its subscribers; it lives inside the broker that `parent` names."""

    parent: Identifier = setting(..., "Broker", refers_to="nodes")


MAX_ZONES = 20


def zones_of_servers() -> Any:
    """Names of zones; the broker's servers are spread over them in turn."""
    return setting(
        list,
        "Zones",
        help="The servers stand in these availability zones in turn. None named: all in the broker's own zone.",
        advanced=True,
        max_length=MAX_ZONES,
    )


def publish_timeout(default_ms: float, title: str, help: str, source: str) -> Any:
    return setting(default_ms, title, unit="ms", help=help, source=source, ge=0, le=3_600_000, advanced=True)


def replayable_history() -> Any:
    """A log keeps what everybody has read; the simulation keeps so much of it in memory, to be replayed."""
    return setting(
        2_000,
        "Replayable history",
        unit="messages",
        help="How many messages that everybody has read can be read again. A limit of the simulation, not the broker.",
        source="Breakwater's own",
        ge=0,
        le=1_000_000,
        advanced=True,
    )
