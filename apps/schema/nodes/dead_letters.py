"""Dead letter queues: where messages go that nobody could handle."""

from typing import Literal

from ..base import Identifier, setting
from .base import Node


class DeadLetterQueue(Node):
    kind: Literal["dead_letter_queue"] = "dead_letter_queue"
    parent: Identifier | None = setting(None, "Broker", refers_to="nodes")
