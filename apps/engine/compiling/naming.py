"""The order of things: every node, edge and event type gets an index, by sorted id, so that the order of the keys in
a JSON file never changes a result."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.schema.document import Document
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Read, Subscribe, SynchronousEdge, Write
from apps.schema.nodes import CHANNELS, CONTAINERS, SOURCES, STATIONS, Station, Trace
from apps.schema.operations import Operation, Scale
from apps.schema.striking import zones

from ..layout import STREAMS_PER_STATION

NO_BROKER = ""
"""The first of the brokers: always up. Channels outside any container belong to it."""


@dataclass(frozen=True)
class Names:
    document: Document
    stations: tuple[str, ...]
    channels: tuple[str, ...]
    brokers: tuple[str, ...]
    edges: tuple[str, ...]
    event_types: tuple[str, ...]
    sources: tuple[str, ...]
    zones: tuple[str, ...]
    instances: dict[str, tuple[int, int]]
    """First row and number of rows in `instances` of each station that has any."""
    recorded_sizes: dict[str, int]
    """The most bytes that a recording gives a message of an event type, of those that it gives any."""

    def instance_count(self, node: str) -> int:
        return self.instances[node][1]

    def first_instance(self, node: str) -> int:
        return self.instances[node][0]

    def first_up(self, node: str) -> int:
        """How many instances a station starts with."""
        station = self.document.nodes[node]
        assert isinstance(station, Station)
        scaling, own = station.autoscaling, station.instances
        return min(max(own, scaling.min_instances), scaling.max_instances) if scaling else own

    def zone(self, name: str) -> int:
        return self.zones.index(name) if name in self.zones else -1

    def channel_stream(self, channel: int) -> int:
        """The stream of random numbers of a channel, behind those of the stations."""
        return len(self.stations) * STREAMS_PER_STATION + channel

    def station(self, node: str) -> int:
        return self.stations.index(node) if node in self.stations else -1

    def edge(self, edge: str) -> int:
        return self.edges.index(edge)

    def type_index(self, event_type: str | None) -> int:
        return self.event_types.index(event_type) if event_type is not None else -1

    def node(self, node: str) -> Any:
        return self.document.nodes[node]

    def broker_of(self, channel: str) -> int:
        node = self.node(channel)
        owner = channel if node.kind == "event_store" else getattr(node, "parent", None)
        return self.brokers.index(owner) if owner in self.brokers else 0

    def leaving(self, node: str, *kinds: type[Any]) -> list[tuple[str, AnyEdge]]:
        """Edges of these kinds that start at a node, in order of their ids."""
        return [(e, self.document.edges[e]) for e in self.edges if self._is(e, kinds) and self._from(e, node)]

    def entering(self, node: str, *kinds: type[Any]) -> list[tuple[str, AnyEdge]]:
        return [(e, self.document.edges[e]) for e in self.edges if self._is(e, kinds) and self._to(e, node)]

    def _is(self, edge: str, kinds: tuple[type[Any], ...]) -> bool:
        return isinstance(self.document.edges[edge], kinds)

    def _from(self, edge: str, node: str) -> bool:
        return self.document.edges[edge].source == node

    def _to(self, edge: str, node: str) -> bool:
        return self.document.edges[edge].target == node


def names_of(document: Document) -> Names:
    def of_kind(*kinds: str) -> tuple[str, ...]:
        return tuple(sorted(name for name, node in document.nodes.items() if node.kind in kinds))

    stations = of_kind(*SOURCES, *STATIONS)
    return Names(
        document=document,
        stations=stations,
        channels=of_kind(*CHANNELS, "event_store", "dead_letter_queue"),
        brokers=(NO_BROKER, *of_kind(*CONTAINERS, "event_store")),
        edges=tuple(sorted(document.edges)),
        event_types=tuple(sorted(document.event_types)),
        sources=of_kind(*SOURCES),
        zones=tuple(sorted(zones(document))),
        instances=_instances(document, stations),
        recorded_sizes=_recorded_sizes(document),
    )


def _recorded_sizes(document: Document) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in document.nodes.values():
        for point in node.points if isinstance(node, Trace) else ():
            if point.size is not None:
                found[point.event_type] = max(found.get(point.event_type, 0), point.size)
    return found


def _instances(document: Document, stations: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Rows for as many instances as a station can ever have, by itself or by what a scenario or an experiment does."""
    asked: dict[str, int] = {}
    for operation in _operations(document):
        if isinstance(operation, Scale):
            asked[operation.target] = max(asked.get(operation.target, 0), operation.instances)
    rows: dict[str, tuple[int, int]] = {}
    first = 0
    for name in stations:
        node = document.nodes[name]
        if isinstance(node, Station):
            count = max(node.instances, node.autoscaling.max_instances if node.autoscaling else 0, asked.get(name, 0))
            rows[name] = (first, count)
            first += count
    return rows


def _operations(document: Document) -> Iterator[Operation]:
    for scenario in document.scenarios.values():
        yield from scenario.operations
    for experiment in document.experiments.values():
        yield from experiment.method.operations
        yield from experiment.rollback.operations


__all__ = [
    "NO_BROKER",
    "Call",
    "DeadLetter",
    "Names",
    "Publish",
    "Read",
    "Subscribe",
    "SynchronousEdge",
    "Write",
    "names_of",
]
