"""The ways of messages through RabbitMQ, resolved once: by exchanges into queues, and on as dead letters."""

from dataclasses import replace
from typing import Any

from apps.schema.edges import Call, DeadLetter, Publish

from ...layout import CARRIES_DEAD, MANDATORY, TRANSIENT, UNCONFIRMED
from .exchanges import Envelope, Reached, reached_from

WITHOUT_PRIORITY, MOST_PRIORITY = 4, 31
"""Of a quorum queue since 4.3 (msg_priority in rabbit_fifo)."""


def add_routes(routing: Any, edge_id: str, edge: Publish, event_type: str, latency: float, relay: float) -> None:
    """Routes of a publish edge for an event type."""
    headers = {**routing.names.document.event_types[event_type].headers, **edge.headers}
    envelope = Envelope(
        event_type,
        edge.routing_key or event_type,
        tuple(sorted(headers.items())),
        edge.priority,
        _options(edge) | (MANDATORY if edge.mandatory else 0),
    )
    _through(routing, edge.target, envelope, _ttl(edge), routing.names.edge(edge_id), latency, relay)


def add_requests(routing: Any, edge_id: str, edge: Call) -> int:
    """The row of a call through a queue: the ways of its requests, one for each event type that it may send."""
    names, tables = routing.names, routing.tables
    rows = []
    for event_type in names.event_types:
        first = tables.count("routes")
        if edge.sends == event_type or (edge.sends is None and (not edge.on or event_type in edge.on)):
            headers = tuple(sorted(names.document.event_types[event_type].headers.items()))
            envelope = Envelope(event_type, event_type, headers, edge.priority, _options(edge))
            latency = edge.latency_ms / 1000.0 + routing.broker_latency(edge.target)
            _through(routing, edge.target, envelope, _ttl(edge), names.edge(edge_id), latency, 0.0)
        count = tables.count("routes") - first
        rows.append({"type": names.type_index(event_type), "first_route": first, "routes": count})
    return int(
        tables.add(
            "rabbitmq_replies",
            latency=routing.broker_latency(edge.target),
            broker=names.broker_of(edge.target),
            first_emission=tables.add_all("emissions", rows)[0],
        )
    )


def _options(edge: Publish | Call) -> int:
    return (0 if edge.confirms else UNCONFIRMED) | (0 if edge.persistent else TRANSIENT)


def _ttl(edge: Publish | Call) -> float:
    return float("inf") if edge.ttl_ms is None else edge.ttl_ms / 1000.0


def _through(routing: Any, entry: str, envelope: Envelope, ttl: float, edge: int, latency: float, relay: float) -> None:
    """Straight into a queue, or to every queue that an exchange reaches; to the exchange itself if it reaches none.

    The ways of dead letters (`own`) are added when all routes are known: see `add_dead_letter_ways`.
    """
    names, tables = routing.names, routing.tables
    first = tables.count("routes")
    if names.node(entry).kind == "rabbitmq_queue":
        reached = Reached([(entry, "", 0.0, ())])
    else:
        reached = reached_from(names, entry, envelope)
    queues, passes = reached.queues, reached.passes
    for queue, binding, seconds, way in queues:
        via, after = names.edge(binding) if binding else -1, latency + seconds
        row = routing.to_channel(
            queue, envelope.event_type, edge=edge, via=via, through=way, latency=after, relay=relay
        )
        routing.notes[row] = envelope
        tables.rows("routes")[row] |= {
            "own": tables.add("rabbitmq_ways", ttl=ttl),
            "entry": names.channels.index(entry),
            "priority": _priority(names, queue, envelope),
            "options": envelope.options,
        }
    if not queues:
        row = routing.to_channel(entry, envelope.event_type, edge=edge, latency=latency, relay=relay)
        tables.rows("routes")[row]["options"] = envelope.options
    first_pass, count = tables.add_all(
        "passes",
        [
            {"edge": names.edge(binding) if binding else -1, "channel": names.channels.index(exchange)}
            for binding, exchange in passes
        ],
    )
    tables.rows("routes")[first] |= {"counts": 1, "first_pass": first_pass, "passes": count}


def _priority(names: Any, queue: str, envelope: Envelope) -> int:
    """What a queue takes a message to have; without one it is the lowest, but not in quorum queues since 4.3."""
    node = names.node(queue)
    if envelope.priority is None:
        return WITHOUT_PRIORITY if node.queue_type == "quorum" and names.node(node.parent).version == "4.3" else 0
    return int(envelope.priority)


def highest_priority(names: Any) -> int:
    """Of all messages of the document in a quorum queue that has 32 priorities."""
    edges = names.document.edges.values()
    given = [edge.priority for edge in edges if isinstance(edge, Publish | Call) and edge.priority is not None]
    return min(max([WITHOUT_PRIORITY, *given]), MOST_PRIORITY)


def add_dead_letter_ways(routing: Any) -> None:
    """For every route into a queue that dead-letters to an exchange: the routes of its dead letters. They may lead
    into such queues again, so this goes on until every kind of letter has its way.

    A dead letter keeps its routing key unless the queue names one, loses its time to live, and is published without
    confirms unless the queue dead-letters at least once (Dead Letter Exchanges, RabbitMQ documentation).
    """
    names, tables = routing.names, routing.tables
    known: dict[tuple[str, Envelope], tuple[int, int]] = {}
    row = 0
    while row < tables.count("routes"):
        route = tables.rows("routes")[row]
        queue = names.channels[route["channel"]]
        envelope = routing.notes.get(row)
        row += 1
        exchanges = [
            (edge_id, edge)
            for edge_id, edge in names.leaving(queue, DeadLetter)
            if names.node(edge.target).kind == "rabbitmq_exchange"
        ]
        if not isinstance(envelope, Envelope) or not exchanges:
            continue
        if (queue, envelope) not in known:
            known[queue, envelope] = _dead_letter_routes(routing, queue, *exchanges[0], envelope)
        first, count = known[queue, envelope]
        tables.rows("rabbitmq_ways")[route["own"]] |= {"first_route": first, "routes": count}


def _dead_letter_routes(routing: Any, queue: str, edge_id: str, edge: Any, envelope: Envelope) -> tuple[int, int]:
    safe = dead_letters_at_least_once(routing.names.node(queue))
    options = CARRIES_DEAD | (0 if safe else UNCONFIRMED) | (envelope.options & TRANSIENT)
    letter = replace(envelope, routing_key=edge.routing_key or envelope.routing_key, options=options)
    if not reached_from(routing.names, edge.target, letter).queues:
        return 0, 0
    first = routing.tables.count("routes")
    _through(routing, edge.target, letter, float("inf"), routing.names.edge(edge_id), 0.0, 0.0)
    return first, routing.tables.count("routes") - first


def dead_letters_at_least_once(queue: Any) -> bool:
    """At least once needs a quorum queue that refuses what is too much; with drop-head it falls back to at most once
    (Quorum Queues, RabbitMQ documentation)."""
    wanted = queue.dead_letter_strategy == "at-least-once"
    return bool(wanted and queue.queue_type == "quorum" and queue.overflow == "reject-publish")
