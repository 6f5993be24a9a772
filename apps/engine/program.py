"""A program: a document as flat tables, ready to be laid into an arena.

Place in the flow: `compile` makes it from a document; `Simulation` starts from it. It never changes.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema import Document

Table = NDArray[Any]


@dataclass(frozen=True)
class Program:
    """Tables by section name, and the document's id for every index in them.

    `margin` is the most messages, and the most events, that a single event can bring about.
    """

    document: Document
    tables: dict[str, Table]
    stations: tuple[str, ...]
    channels: tuple[str, ...]
    brokers: tuple[str, ...]
    edges: tuple[str, ...]
    event_types: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    """(channel id, group name)"""
    sources: tuple[str, ...]
    stream_names: tuple[tuple[str, str], ...]
    margin: int
    has_deaths: bool
    """Whether messages keep an x-death."""
    paths: tuple[tuple[int, int], ...]
    """(source station, end station) of each path histogram."""
    station_index: dict[str, int] = field(default_factory=dict)
    edge_index: dict[str, int] = field(default_factory=dict)

    zones: tuple[str, ...] = ()

    def zone_of_node(self, node: int) -> str:
        """The zone that row `node` of broker_nodes stands in; empty for none."""
        zone = int(self.tables["broker_nodes"]["zone"][node])
        return self.zones[zone] if zone >= 0 else ""

    def __post_init__(self) -> None:
        self.station_index.update({name: i for i, name in enumerate(self.stations)})
        self.edge_index.update({name: i for i, name in enumerate(self.edges)})


def rows(record: Any, count: int) -> Table:
    """A zeroed table of a record type."""
    return np.zeros(count, dtype=record.dtype)
