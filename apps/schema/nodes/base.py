"""What every node has: a name, a place on the canvas, perhaps a broker it lives in."""

from ..base import Identifier, Label, Model, Sentence, setting


class Position(Model):
    x: float = 0.0
    y: float = 0.0


class Node(Model):
    name: Label
    description: Sentence = ""
    position: Position = setting(Position, "Position")


class Channel(Node):
    """A node that keeps messages for its subscribers; it lives inside the broker that `parent` names."""

    parent: Identifier = setting(..., "Broker", refers_to="nodes")
