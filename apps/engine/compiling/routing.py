"""Routes: what an emission of an event type by a node becomes, through exchanges and SNS topics, down to groups.

Routing depends only on the document (routing key, bindings, filters), so it is resolved once, here.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from apps.schema.edges import DeadLetter, Publish, Subscribe
from apps.schema.nodes import Database

from ..brokers.rabbitmq.compiling import dead_letters_at_least_once
from ..brokers.rabbitmq.exchanges import Envelope, reached_from
from ..brokers.sqs.topics import delay_of, filter_passes, subscriber_option
from ..layout import CARRIES_DEAD, MANDATORY, TRANSIENT, UNCONFIRMED
from .brokers import COMPILERS
from .channels import Channels, group_members
from .naming import Names
from .tables import Tables


@dataclass
class Routing:
    """Adds routes and emissions to the tables, each (sender, event type) once."""

    names: Names
    tables: Tables
    channels: Channels
    _routes: dict[tuple[str, str, bool], tuple[int, int]] = field(default_factory=dict)
    _envelopes: dict[int, Envelope] = field(default_factory=dict)
    """Of each route into a RabbitMQ queue."""

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
        if target.kind in ("rabbitmq_exchange", "rabbitmq_queue"):
            envelope = self._envelope(edge, event_type)
            ttl = float("inf") if edge.ttl_ms is None else edge.ttl_ms / 1000.0
            self._through_rabbitmq(edge.target, envelope, ttl, index, latency, relay)
            return
        if target.kind == "sns_topic":
            self._over_topic(edge, event_type, index, latency, relay)
        else:
            self._to_channel(edge.target, event_type, index, -1, latency, relay, counts=0)
        self.tables.rows("routes")[first]["counts"] = 1

    def _envelope(self, edge: Publish, event_type: str) -> Envelope:
        """A message as a publish edge hands it to RabbitMQ."""
        headers = {**self.names.document.event_types[event_type].headers, **edge.headers}
        return Envelope(
            event_type,
            edge.routing_key or event_type,
            tuple(sorted(headers.items())),
            edge.priority,
            (0 if edge.confirms else UNCONFIRMED)
            | (MANDATORY if edge.mandatory else 0)
            | (0 if edge.persistent else TRANSIENT),
        )

    def _through_rabbitmq(
        self, entry: str, envelope: Envelope, ttl: float, edge: int, latency: float, relay: float
    ) -> None:
        """Straight into a queue, or to every queue that an exchange reaches; to the exchange itself if it reaches none.

        The ways of dead letters (`own`) are added when all routes are known: see `add_dead_letter_ways`.
        """
        first = self.tables.count("routes")
        if self.names.node(entry).kind == "rabbitmq_queue":
            queues, passes = [(entry, "", 0.0)], []
        else:
            reached = reached_from(self.names, entry, envelope)
            queues, passes = reached.queues, reached.passes
        for queue, binding, seconds in queues:
            via = self.names.edge(binding) if binding else -1
            row = self._to_channel(queue, envelope.event_type, edge, via, latency + seconds, relay, counts=0)
            self._envelopes[row] = envelope
            own = self.tables.add("rabbitmq_ways", ttl=ttl)
            self.tables.rows("routes")[row] |= {
                "own": own,
                "entry": self.names.channels.index(entry),
                "priority": envelope.priority,
                "options": envelope.options,
            }
        if not queues:
            row = self._to_channel(entry, envelope.event_type, edge, -1, latency, relay, counts=0)
            self.tables.rows("routes")[row]["options"] = envelope.options
        first_pass, count = self.tables.add_all(
            "passes",
            [
                {"edge": self.names.edge(binding) if binding else -1, "channel": self.names.channels.index(exchange)}
                for binding, exchange in passes
            ],
        )
        self.tables.rows("routes")[first] |= {"counts": 1, "first_pass": first_pass, "passes": count}

    def add_dead_letter_ways(self) -> None:
        """For every route into a queue that dead-letters to an exchange: the routes of its dead letters. They may lead
        into such queues again, so this goes on until every kind of letter has its way.

        A dead letter keeps its routing key unless the queue names one, loses its time to live, and is published without
        confirms unless the queue dead-letters at least once (Dead Letter Exchanges, RabbitMQ documentation).
        """
        known: dict[tuple[str, Envelope], tuple[int, int]] = {}
        row = 0
        while row < self.tables.count("routes"):
            route = self.tables.rows("routes")[row]
            queue = self.names.channels[route["channel"]]
            envelope = self._envelopes.get(row)
            row += 1
            exchanges = [
                (edge_id, edge)
                for edge_id, edge in self.names.leaving(queue, DeadLetter)
                if self.names.node(edge.target).kind == "rabbitmq_exchange"
            ]
            if envelope is None or not exchanges:
                continue
            if (queue, envelope) not in known:
                known[queue, envelope] = self._dead_letter_routes(queue, *exchanges[0], envelope)
            first, count = known[queue, envelope]
            self.tables.rows("rabbitmq_ways")[route["own"]] |= {"first_route": first, "routes": count}

    def _dead_letter_routes(self, queue: str, edge_id: str, edge: Any, envelope: Envelope) -> tuple[int, int]:
        safe = dead_letters_at_least_once(self.names.node(queue))
        options = CARRIES_DEAD | (0 if safe else UNCONFIRMED) | (envelope.options & TRANSIENT)
        letter = replace(envelope, routing_key=edge.routing_key or envelope.routing_key, options=options)
        if not reached_from(self.names, edge.target, letter).queues:
            return 0, 0
        first = self.tables.count("routes")
        self._through_rabbitmq(edge.target, letter, float("inf"), self.names.edge(edge_id), 0.0, 0.0)
        return first, self.tables.count("routes") - first

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

    def _broker_latency(self, channel: str) -> float:
        parent = getattr(self.names.node(channel), "parent", None)
        return float(self.names.node(parent).latency_ms) / 1000.0 if parent else 0.0

    def _to_channel(
        self, channel: str, event_type: str, edge: int, via: int, latency: float, relay: float, counts: int
    ) -> int:
        over = self.names.document.edges[self.names.edges[edge]] if edge >= 0 else None
        sender = over.source if over else ""
        index = self.names.channels.index(channel)
        compiler = COMPILERS[self.names.node(channel).kind]
        values = {"own": -1, "producer": -1}
        if edge >= 0 and hasattr(compiler, "route_values"):
            edge_id = self.names.edges[edge]
            values |= compiler.route_values(self.names, self.tables, edge_id, index, event_type, relay > 0.0)
        return self.tables.add(
            "routes",
            latency=latency,
            relay=relay,
            delay=delay_of(self.names.node(channel), channel, over),
            edge=edge,
            via=via,
            channel=index,
            copies=self.channels.copies(channel, event_type),
            counts=counts,
            entry=self._channel_of(via) if via >= 0 else -1,
            station=self.names.station(sender) if sender else -1,
            **values,
        )

    def _channel_of(self, via: int) -> int:
        """The exchange or SNS topic that a binding leads out of."""
        return self.names.channels.index(self.names.document.edges[self.names.edges[via]].source)
