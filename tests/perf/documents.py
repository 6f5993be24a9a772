"""W1, W2 and W3 as documents, and W2's shape on every broker.

What a shape does not say stays at the vendor's default, so that a broker is measured with all of its semantics on.
"""

from collections.abc import Mapping
from typing import Any

from apps.schema import Document, read_document
from apps.schema.nodes import CHANNELS, CONTAINERS, KINDS

from .shapes import W1, W2, W3

Nodes = dict[str, dict[str, Any]]

QUEUES: dict[str, str] = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
}
"""The channel of each broker that services read from."""


def brokers() -> dict[str, str]:
    """Every broker there is, with its channel; one that came later is found by who its channel's parent is."""
    found = {broker: channel for broker, channel in QUEUES.items() if broker in KINDS and channel in KINDS}
    for broker in CONTAINERS:
        channels = [kind for kind in CHANNELS if broker in KINDS[kind].parents]
        if broker not in QUEUES and channels:
            found[broker] = channels[0]
    return found


def document(title: str, nodes: Nodes, edges: Nodes, event_types: Mapping[str, Any]) -> Document:
    return read_document({"title": title, "eventTypes": event_types, "nodes": nodes, "edges": edges})


def poisson(rate: float) -> dict[str, Any]:
    return {
        "kind": "clients",
        "name": "Producer",
        "workload": {"kind": "poisson", "perSecond": rate},
        "sends": [{"eventType": "event"}],
    }


PUBLISH = {"kind": "publish", "source": "producer", "target": "channel", "lingerMs": 0}
"""Each record on its own: the models of the other engines batch nothing."""


def broker_node(kind: str, latency: float) -> dict[str, Any]:
    return {"kind": kind, "name": KINDS[kind].label, "latencyMs": latency * 1000}


def channel_node(broker: str, partitions: int = 1) -> dict[str, Any]:
    node: dict[str, Any] = {"kind": brokers()[broker], "name": "channel", "parent": "broker"}
    if "partitions" in KINDS[node["kind"]].model.model_fields:
        node["partitions"] = partitions
    return node


def service(work: float, instances: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "kind": "service",
        "name": "Service",
        "instances": instances,
        "concurrency": 1,
        "work": {"kind": "exponential", "mean": work * 1000},
        **more,
    }


def w1_document(shape: W1) -> Document:
    nodes = {
        "producer": poisson(shape.rate),
        "broker": broker_node("kafka", 0.0),
        "channel": channel_node("kafka"),
        "server": service(shape.work),
    }
    edges = {
        "publish": PUBLISH,
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "server", "latencyMs": 0},
    }
    return document("W1", nodes, edges, {"event": {"name": "Event"}})


def w2_document(shape: W2, broker: str = "kafka") -> Document:
    retry = {"maxRetries": shape.retries, "backoff": "exponential", "baseMs": shape.backoff * 1000, "jitter": "equal"}
    nodes = {
        "producer": poisson(shape.rate),
        "broker": broker_node(broker, shape.latency),
        "channel": channel_node(broker, shape.partitions),
        "group": service(shape.work, shape.partitions, failurePercent=shape.fails * 100, retry=retry),
        "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "broker"},
    }
    if broker not in KINDS["dead_letter_queue"].parents:
        del nodes["dead"]["parent"]
    edges = {
        "publish": PUBLISH,
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "group", "latencyMs": 0},
        "dead-letter": {"kind": "dead_letter", "source": "group", "target": "dead"},
    }
    return document(f"W2 on {broker}", nodes, edges, {"event": {"name": "Event", "keyCount": shape.keys}})


def w3_document(shape: W3) -> Document:
    nodes = {
        "producer": poisson(shape.rate),
        "broker": broker_node("kafka", shape.latency),
        "channel": channel_node("kafka"),
    }
    edges: Nodes = {"publish": PUBLISH}
    for number in range(shape.subscribers):
        nodes[f"subscriber-{number}"] = service(shape.work)
        edges[f"subscribe-{number}"] = {
            "kind": "subscribe",
            "source": "channel",
            "target": f"subscriber-{number}",
            "latencyMs": 0,
        }
    return document("W3", nodes, edges, {"event": {"name": "Event"}})


def document_of(shape: W1 | W2 | W3) -> Document:
    match shape:
        case W1():
            return w1_document(shape)
        case W2():
            return w2_document(shape)
        case W3():
            return w3_document(shape)
