"""Routes: what an emission of an event type by a node becomes, through exchanges and SNS topics, down to groups.

Routing depends only on the document (routing key, bindings, filters), so it is resolved once, here.
"""

from dataclasses import dataclass, field

from apps.schema.edges import Publish, Subscribe
from apps.schema.nodes import Database

from ..brokers.sqs.topics import delay_of, filter_passes, subscriber_option
from .channels import Channels, group_members
from .naming import Names
from .tables import Tables


def binding_matches(exchange_type: str, binding_key: str, routing_key: str) -> bool:
    """Whether an exchange passes a routing key on over a binding (AMQP 0-9-1: * one word, # zero or more words)."""
    if exchange_type == "fanout":
        return True
    if exchange_type == "direct":
        return binding_key == routing_key
    return _topic_matches(binding_key.split("."), routing_key.split("."))


def _topic_matches(pattern: list[str], words: list[str]) -> bool:
    reachable = {0}
    for step in pattern:
        if step == "#":
            reachable = set(range(min(reachable, default=len(words) + 1), len(words) + 1))
        else:
            reachable = {at + 1 for at in reachable if at < len(words) and step in ("*", words[at])}
    return len(words) in reachable


@dataclass
class Routing:
    """Adds routes and emissions to the tables, each (sender, event type) once."""

    names: Names
    tables: Tables
    channels: Channels
    _routes: dict[tuple[str, str, bool], tuple[int, int]] = field(default_factory=dict)

    def emissions(self, sender: str, event_types: list[str], forwarding: bool = False) -> tuple[int, int]:
        """Rows of `emissions` for a list of event types: (first, count)."""
        rows = [self._emission(sender, event_type, forwarding) for event_type in event_types]
        return self.tables.add_all("emissions", rows)

    def dead_letter_emissions(self, channel: str) -> int:
        """One emission for each event type from a dead letter queue to its readers; the first's index."""
        rows = []
        for event_type in self.names.event_types:
            first = self.tables.count("routes")
            self._to_channel(channel, event_type, edge=-1, via=-1, latency=0.0, relay=0.0, counts=0)
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
            self._to_channel(sender, event_type, edge=-1, via=-1, latency=0.0, relay=0.0, counts=0)
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
        target = self.names.node(edge.target)
        index = self.names.edge(edge_id)
        latency = edge.latency_ms / 1000.0 + self._broker_latency(edge.target)
        first = self.tables.count("routes")
        if target.kind == "sns_topic":
            self._over_topic(edge, event_type, index, latency, relay)
            self.tables.rows("routes")[first]["counts"] = 1
            return
        if target.kind == "rabbitmq_exchange":
            for via, bound in self.names.leaving(edge.target, Subscribe):
                assert isinstance(bound, Subscribe)
                if self.names.station(bound.target) >= 0 or not self._passes(target, bound, edge, event_type):
                    continue
                hop = latency + bound.latency_ms / 1000.0
                self._to_channel(bound.target, event_type, index, self.names.edge(via), hop, relay, counts=0)
        if self.channels.takers[edge.target] or self.tables.count("routes") == first:
            self._to_channel(edge.target, event_type, index, -1, latency, relay, counts=0)
        self.tables.rows("routes")[first]["counts"] = 1

    def _over_topic(self, edge: Publish, event_type: str, index: int, latency: float, relay: float) -> None:
        """From an SNS topic to every queue and every subscriber whose filter lets it through; to the topic itself,
        which drops it, if there is none."""
        topic = edge.target
        headers = {**self.names.document.event_types[event_type].headers, **edge.headers}
        first = self.tables.count("routes")
        for via, bound in self.names.leaving(topic, Subscribe):
            assert isinstance(bound, Subscribe)
            if self.names.station(bound.target) < 0 and filter_passes(bound, event_type, headers):
                hop = latency + self._broker_latency(bound.target) + bound.latency_ms / 1000.0
                self._to_channel(bound.target, event_type, index, self.names.edge(via), hop, relay, counts=0)
        for number, members in enumerate(group_members(self.names, topic).values()):
            if any(filter_passes(member, event_type, headers) for _, member in members):
                self._to_channel(topic, event_type, index, -1, latency, relay, counts=0)
                self.tables.rows("routes")[-1] |= {"copies": 1, "options": subscriber_option(number)}
        if self.tables.count("routes") == first:
            self._to_channel(topic, event_type, index, -1, latency, relay, counts=0)
            self.tables.rows("routes")[-1]["copies"] = 0

    def _passes(self, target: object, bound: Subscribe, edge: Publish, event_type: str) -> bool:
        exchange_type = getattr(target, "exchange_type", None)
        if bound.event_types and event_type not in bound.event_types:
            return False
        if exchange_type is None:
            return True
        return binding_matches(exchange_type, bound.binding_key, edge.routing_key or event_type)

    def _broker_latency(self, channel: str) -> float:
        parent = getattr(self.names.node(channel), "parent", None)
        return float(self.names.node(parent).latency_ms) / 1000.0 if parent else 0.0

    def _to_channel(
        self, channel: str, event_type: str, edge: int, via: int, latency: float, relay: float, counts: int
    ) -> None:
        over = self.names.document.edges[self.names.edges[edge]] if edge >= 0 else None
        sender = over.source if over else ""
        self.tables.add(
            "routes",
            latency=latency,
            relay=relay,
            delay=delay_of(self.names.node(channel), channel, over),
            edge=edge,
            via=via,
            channel=self.names.channels.index(channel),
            copies=self.channels.copies(channel, event_type),
            counts=counts,
            entry=self._channel_of(via) if via >= 0 else -1,
            own=-1,
            station=self.names.station(sender) if sender else -1,
        )

    def _channel_of(self, via: int) -> int:
        """The exchange or SNS topic that a binding leads out of."""
        return self.names.channels.index(self.names.document.edges[self.names.edges[via]].source)
