"""Where an SNS topic copies a message to: resolved once, when a document is compiled."""

from collections.abc import Mapping
from typing import Any

from apps.schema.edges import Publish, Subscribe
from apps.schema.filter_policies import EVENT_TYPE
from apps.schema.nodes import SqsQueue

from .filters import policy_passes
from .records import GROUP_SHIFT


def filter_passes(bound: Subscribe, event_type: str, headers: Mapping[str, str]) -> bool:
    """Whether a subscription's filter policy lets a message through (SNS developer guide, filter policies).

    Without a policy as such, every header it names must be there with that value; with `match` any, one of them ($or).
    """
    if bound.event_types and event_type not in bound.event_types:
        return False
    if bound.filter_policy:
        return policy_passes(bound.filter_policy, {**headers, EVENT_TYPE: event_type})
    if not bound.match_headers:
        return True
    matching = [headers.get(name) == value for name, value in bound.match_headers.items()]
    return any(matching) if bound.match == "any" else all(matching)


def subscriber_option(number: int) -> int:
    """The options of a route to subscriber `number`, from 0 on, of a topic."""
    return (number + 1) << GROUP_SHIFT


def add_routes(routing: Any, edge_id: str, edge: Publish, event_type: str, latency: float, relay: float) -> None:
    """Routes of a publish edge for an event type: into a queue, or from a topic to every queue and every subscriber
    whose filter lets it through; to the topic itself, which drops it, if there is none."""
    names, tables, index = routing.names, routing.tables, routing.names.edge(edge_id)
    topic = edge.target
    if names.node(topic).kind != "sns_topic":
        routing.to_channel(topic, event_type, edge=index, latency=latency, relay=relay)
        return
    headers = {**names.document.event_types[event_type].headers, **edge.headers}
    first = tables.count("routes")
    for via, bound in names.leaving(topic, Subscribe):
        assert isinstance(bound, Subscribe)
        if names.station(bound.target) < 0 and filter_passes(bound, event_type, headers):
            hop = latency + routing.broker_latency(bound.target) + bound.latency_ms / 1000.0
            routing.to_channel(bound.target, event_type, edge=index, via=names.edge(via), latency=hop, relay=relay)
    for number, members in enumerate(routing.groups_of(topic)):
        if any(filter_passes(member, event_type, headers) for _, member in members):
            row = routing.to_channel(topic, event_type, edge=index, latency=latency, relay=relay)
            tables.rows("routes")[row] |= {"copies": 1, "options": subscriber_option(number)}
    if tables.count("routes") == first:
        row = routing.to_channel(topic, event_type, edge=index, latency=latency, relay=relay)
        tables.rows("routes")[row]["copies"] = 0


def route_values(
    names: Any, tables: Any, edge_id: str, channel: int, event_type: str, relayed: bool
) -> dict[str, float]:
    """What a route into a queue says of its own: the message's delay in seconds, or else the queue's; and who sends
    several messages a call into a FIFO queue."""
    target = names.channels[channel]
    node, edge = names.node(target), names.document.edges[edge_id]
    if not isinstance(node, SqsQueue):
        return {}
    if not isinstance(edge, Publish) or edge.target != target:
        return {"delay": float(node.delay_seconds)}
    delay = float(node.delay_seconds if edge.delay_seconds is None else edge.delay_seconds)
    if not node.fifo or edge.send_batch == 1:
        return {"delay": delay}
    return {"delay": delay, "own": _sender(names, tables, edge_id, edge.send_batch)}


def _sender(names: Any, tables: Any, edge_id: str, batch: int) -> int:
    """The sender of a publish edge, added the first time: all event types share its calls."""
    number = names.edge(edge_id)
    for route in tables.rows("routes"):
        if route["edge"] == number and route["own"] >= 0:
            return int(route["own"])
    return int(tables.add("sqs_senders", batch=batch, window=-1))
