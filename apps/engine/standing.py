"""The messages of one moment, gathered once for all who count them: the accounts, and who is behind.

Place in the flow: reads the arena for `accounts` and `consumption`. A record has 104 bytes and most who count want two
or three of its fields, so these are gathered by field, of those records that are somebody's.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arena import Arena
from .layout import FREE, IN_FLIGHT, ON_ITS_WAY, WAITS_FOR_ANSWER

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Standing:
    """Arrays of the same length, a record at each place."""

    kind: NDArray[np.uint8]
    marks: NDArray[np.uint16]
    type: NDArray[np.uint8]
    via: NDArray[np.int32]
    consumer: NDArray[np.int32]
    sent: NDArray[np.float64]
    child: NDArray[np.int32]

    @classmethod
    def of(cls, arena: Arena) -> "Standing":
        messages = arena.view("messages")
        rows = np.flatnonzero(messages["kind"] != FREE)
        fields = ("kind", "marks", "type", "via", "consumer", "sent", "child")
        return cls(**{name: messages[name][rows] for name in fields})

    def in_flight(self, arena: Arena) -> Counts:
        """How many messages there are, each record for the copies it stands for: an array (channels, types)."""
        channels, types = len(arena.view("channels")), int(arena.state["types"][0])
        alive = np.flatnonzero(self.marks & IN_FLIGHT)
        if not len(alive):
            return np.zeros((channels, types), np.int64)
        on_its_way = (self.marks[alive] & ON_ITS_WAY) != 0
        routes = arena.view("routes")
        copies = np.where(on_its_way, routes["copies"][np.maximum(self.via[alive], 0)], 1) if len(routes) else None
        place = self.channel(arena, alive).astype(np.int64) * types + self.type[alive]
        return np.bincount(place, copies, channels * types).astype(np.int64).reshape(channels, types)

    def channel(self, arena: Arena, rows: NDArray[np.intp]) -> NDArray[Any]:
        """Of some of them: where somebody works on it, the channel it was taken from, else the one it was sent to."""
        routes, consumers, groups = arena.view("routes"), arena.view("consumers"), arena.view("groups")
        via, consumer = self.via[rows], self.consumer[rows]
        found: NDArray[Any] = routes["channel"][np.maximum(via, 0)] if len(routes) else np.zeros(len(rows), np.int64)
        if len(consumers):
            taken = groups["channel"][consumers["group"][np.maximum(consumer, 0)]]
            found = np.where(consumer >= 0, taken, found)
        return found

    def calls_in_flight(self) -> int:
        return int(np.count_nonzero((self.kind == WAITS_FOR_ANSWER) & (self.child >= 0)))
