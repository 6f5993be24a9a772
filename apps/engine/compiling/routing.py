"""Routes: what an emission of an event type by a node becomes, down to the channels that it ends in.

Routing depends only on the document (routing key, bindings, filters), so it is resolved once. Brokers whose channels
pass messages on to others have ways of their own: `add_routes` in their `compiling`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.schema.edges import Call, Publish, Subscribe
from apps.schema.message_limits import message_limit, share_above
from apps.schema.nodes import Database

from ..layout import ANY_SIZE, MAY_BE_TOO_LARGE, NOBODY_RECEIVES
from .brokers import COMPILERS
from .channels import Channels, Members, group_members
from .naming import Names
from .tables import Tables


@dataclass
class Routing:
    """Adds routes and emissions to the tables, each (sender, event type) once."""

    names: Names
    tables: Tables
    channels: Channels
    _routes: dict[tuple[str, str, bool], tuple[int, int]] = field(default_factory=dict)
    notes: dict[int, Any] = field(default_factory=dict)
    """What a broker remembers of a route while it compiles."""

    def emissions(self, sender: str, event_types: list[str], forwarding: bool = False) -> tuple[int, int]:
        """Rows of `emissions` for a list of event types: (first, count)."""
        rows = [self._emission(sender, event_type, forwarding) for event_type in event_types]
        return self.tables.add_all("emissions", rows)

    def dead_letter_emissions(self, channel: str) -> int:
        """One emission for each event type from a dead letter queue to its readers; the first's index."""
        rows = []
        for event_type in self.names.event_types:
            first = self.tables.count("routes")
            self.to_channel(channel, event_type)
            rows.append({"type": self.names.type_index(event_type), "first_route": first, "routes": 1})
        return self.tables.add_all("emissions", rows)[0]

    def _emission(self, sender: str, event_type: str, forwarding: bool) -> dict[str, int]:
        key = (sender, event_type, forwarding)
        if key not in self._routes:
            first = self.tables.count("routes")
            self._add_routes(sender, event_type, forwarding)
            self._routes[key] = (first, self.tables.count("routes") - first)
        first, count = self._routes[key]
        return {"type": self.names.type_index(event_type), "first_route": first, "routes": count}

    def _add_routes(self, sender: str, event_type: str, forwarding: bool) -> None:
        node = self.names.node(sender)
        if node.kind == "event_store":
            self.to_channel(sender, event_type)
            return
        relay = node.outbox.relay_interval_ms / 1000.0 if isinstance(node, Database) and node.outbox else 0.0
        if isinstance(node, Database) and node.outbox is None:
            return
        read = {edge.source for _, edge in self.names.entering(sender, Subscribe)} if forwarding else set()
        for edge_id, edge in self.names.leaving(sender, Publish):
            assert isinstance(edge, Publish)
            if edge.event_types and event_type not in edge.event_types:
                continue
            if edge.target in read:
                continue
            self._over(edge_id, edge, event_type, relay)

    def _over(self, edge_id: str, edge: Publish, event_type: str, relay: float) -> None:
        """The routes of one publish edge: straight into a channel, or on through an exchange or an SNS topic."""
        latency = edge.latency_ms / 1000.0 + self.broker_latency(edge.target)
        first = self.tables.count("routes")
        compiler = COMPILERS[self.names.node(edge.target).kind]
        if hasattr(compiler, "add_routes"):
            compiler.add_routes(self, edge_id, edge, event_type, latency, relay)
        else:
            self.to_channel(edge.target, event_type, edge=self.names.edge(edge_id), latency=latency, relay=relay)
        self.tables.rows("routes")[first]["counts"] = 1

    def add_dead_letter_ways(self) -> None:
        """Where brokers dead-letter by ways of their own, when all other routes are known."""
        for compiler in dict.fromkeys(COMPILERS.values()):
            if hasattr(compiler, "add_dead_letter_ways"):
                compiler.add_dead_letter_ways(self)

    def _size_limit(self, edge_id: str, edge: Publish | Call, channel: str, event_type: str) -> dict[str, float]:
        document = self.names.document
        limit = message_limit(document, edge_id, edge, channel)
        if limit is None:
            return {}
        above = share_above(document.event_types[event_type], limit.bytes)
        may_be = above > 0.0 or limit.bytes < self.names.recorded_sizes.get(event_type, 0)
        return {
            "max_bytes": min(limit.bytes, ANY_SIZE),
            "too_large": above,
            "unusual": MAY_BE_TOO_LARGE if may_be else 0,
        }

    def mark_unread(self) -> None:
        """At the end, when it is known which routes lead to nobody."""
        for row in self.tables.rows("routes"):
            if row["copies"] == 0:
                row["unusual"] = row.get("unusual", 0) | NOBODY_RECEIVES

    def groups_of(self, channel: str) -> list[Members]:
        """The subscribe edges of a channel's groups, in the order of the groups."""
        return list(group_members(self.names, channel).values())

    def broker_latency(self, channel: str) -> float:
        parent = getattr(self.names.node(channel), "parent", None)
        return float(self.names.node(parent).latency_ms) / 1000.0 if parent else 0.0

    def to_channel(
        self,
        channel: str,
        event_type: str,
        *,
        edge: int = -1,
        via: int = -1,
        through: Sequence[tuple[str | None, str]] = (),
        latency: float = 0.0,
        relay: float = 0.0,
    ) -> int:
        """A route into a channel; `edge`: the publish edge, -1 for none; `via`: the binding; `through`: the exchanges
        before it, each with the binding to it, where there are more than the one that the binding leads out of.
        Seconds. Returns its row. The first of a publish edge's routes counts for the edge."""
        over = self.names.document.edges[self.names.edges[edge]] if edge >= 0 else None
        sender = over.source if over else ""
        index = self.names.channels.index(channel)
        compiler = COMPILERS[self.names.node(channel).kind]
        values: dict[str, float] = {"own": -1, "producer": -1, "max_bytes": ANY_SIZE, **self._stops(via, through)}
        if edge >= 0 and hasattr(compiler, "route_values"):
            edge_id = self.names.edges[edge]
            values |= compiler.route_values(self.names, self.tables, edge_id, index, event_type, relay > 0.0)
        if isinstance(over, (Publish, Call)):
            values |= self._size_limit(self.names.edges[edge], over, channel, event_type)
        return self.tables.add(
            "routes",
            latency=latency,
            relay=relay,
            edge=edge,
            via=via,
            channel=index,
            copies=self.channels.copies(channel, event_type),
            entry=self._channel_of(via) if via >= 0 else -1,
            station=self.names.station(sender) if sender else -1,
            **values,
        )

    def _stops(self, via: int, through: Sequence[tuple[str | None, str]]) -> dict[str, int]:
        if via < 0:
            return {}
        names = self.names
        found = [
            {"edge": names.edge(binding) if binding else -1, "channel": names.channels.index(channel)}
            for binding, channel in through
        ]
        found = found or [{"edge": -1, "channel": self._channel_of(via)}]
        first, count = self.tables.add_all("stops", [*found, {"edge": via, "channel": -1}])
        return {"first_stop": first, "stops": count}

    def _channel_of(self, via: int) -> int:
        """The exchange or SNS topic that a binding leads out of."""
        return self.names.channels.index(self.names.document.edges[self.names.edges[via]].source)
