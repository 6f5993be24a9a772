"""Documents that are large in one direction: nodes, brokers, messages waiting, messages delayed."""

from typing import Any

from apps.schema import Document
from apps.schema.nodes import KINDS

from .documents import Nodes, broker_node, brokers, channel_node, document, poisson, service
from .shapes import W2

FILLED_AT = 2.0
"""By this moment a burst in the first second has become a backlog."""

IN_FLIGHT, NODES = 100_000, 50
FAST, SLOW = 4000.0, 500.0
EVENT = {"event": {"name": "Event", "keyCount": 10_000}}
EMIT = {"handler": {"on": "event", "outcomes": [{"emits": ["event"]}]}}


def burst(at_first: float, afterwards: float) -> dict[str, Any]:
    workload = {
        "kind": "burst",
        "onPerSecond": at_first,
        "offPerSecond": afterwards,
        "onSeconds": 1,
        "offSeconds": 86_400,
    }
    return {"kind": "clients", "name": "Burst", "workload": workload, "sends": [{"eventType": "event"}]}


def edge(kind: str, source: str, target: str) -> dict[str, Any]:
    return {"kind": kind, "source": source, "target": target}


def renamed(nodes: Nodes, edges: Nodes, prefix: str) -> tuple[Nodes, Nodes]:
    """The same part of a diagram under ids of its own."""
    parts = {f"{prefix}-{name}": dict(node) for name, node in nodes.items()}
    for node in parts.values():
        if "parent" in node:
            node["parent"] = f"{prefix}-{node['parent']}"
    links = {
        f"{prefix}-{name}": {**link, "source": f"{prefix}-{link['source']}", "target": f"{prefix}-{link['target']}"}
        for name, link in edges.items()
    }
    return parts, links


def fifty_nodes() -> Document:
    """All brokers side by side. On each: a fast chain of services with failures, retries and dead letters, and a slow
    service behind a backlog, its slots all busy, so that together 100,000 messages are in flight."""
    kinds = brokers()
    stages = 1 + (NODES - 8 * len(kinds)) // (2 * len(kinds))
    nodes: Nodes = {}
    edges: Nodes = {}
    for broker in kinds:
        more_nodes, more_edges = renamed(*_on_broker(broker, stages, IN_FLIGHT / len(kinds)), broker)
        nodes |= more_nodes
        edges |= more_edges
    for number in range((NODES - len(nodes)) // 2):
        nodes |= {f"web-{number}": poisson(1000.0), f"gateway-{number}": {"kind": "api_gateway", "name": "Gateway"}}
        edges[f"call-{number}"] = edge("call", f"web-{number}", f"gateway-{number}")
    return document("Fifty nodes", nodes, edges, EVENT)


def _on_broker(broker: str, stages: int, in_flight: float) -> tuple[Nodes, Nodes]:
    slots = 100 if broker == "kafka" else 10_000
    seconds = slots / SLOW
    work = {"kind": "uniform", "low": 750 * seconds, "high": 1250 * seconds}
    nodes: Nodes = {
        "broker": broker_node(broker, 0.002),
        "fast": poisson(FAST),
        "slow": burst(in_flight, SLOW),
        "backlog": channel_node(broker, slots),
        "archive": {"kind": "service", "name": "Archive", "concurrency": slots, "work": work},
        "dead": {"kind": "dead_letter_queue", "name": "dead"},
    }
    if broker in KINDS["dead_letter_queue"].parents:
        nodes["dead"]["parent"] = "broker"
    edges = {
        "publish-slow": edge("publish", "slow", "backlog"),
        "subscribe-slow": edge("subscribe", "backlog", "archive"),
    }
    sender = "fast"
    for stage in range(stages):
        handlers = EMIT if stage < stages - 1 else {}
        nodes[f"channel-{stage}"] = channel_node(broker, 16)
        nodes[f"stage-{stage}"] = service(0.001, 8, failurePercent=1, handlers=handlers)
        edges |= {
            f"publish-{stage}": edge("publish", sender, f"channel-{stage}"),
            f"subscribe-{stage}": edge("subscribe", f"channel-{stage}", f"stage-{stage}"),
            f"dead-{stage}": edge("dead_letter", f"stage-{stage}", "dead"),
        }
        sender = f"stage-{stage}"
    return nodes, edges


def pipelines(total_nodes: int) -> Document:
    """Kafka and a dead letter queue, shared by pipelines of producer, topic and service, 1,000 messages/s each."""
    nodes: Nodes = {
        "broker": broker_node("kafka", 0.002),
        "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "broker"},
    }
    edges: Nodes = {}
    for number in range((total_nodes - 2) // 3):
        producer, channel, group = (f"{part}-{number}" for part in ("producer", "channel", "group"))
        nodes |= {
            producer: poisson(1000.0),
            channel: channel_node("kafka", 8),
            group: service(0.006, 8, failurePercent=5),
        }
        edges |= {
            f"publish-{number}": edge("publish", producer, channel),
            f"subscribe-{number}": edge("subscribe", channel, group),
            f"dead-{number}": edge("dead_letter", group, "dead"),
        }
    return document(f"{total_nodes} nodes", nodes, edges, EVENT)


def backlog(messages: int) -> Document:
    """A topic with a backlog that stays: its group handles as many a second as come."""
    nodes = {
        "producer": burst(messages + 1000.0 if messages < 1_000_000 else 1e6, 1000.0),
        "broker": broker_node("kafka", 0.002),
        "channel": channel_node("kafka", 8),
        "group": service(0.008, 8),
    }
    edges = {
        "publish": edge("publish", "producer", "channel"),
        "subscribe": edge("subscribe", "channel", "group"),
    }
    return document(f"A backlog of {messages:,}", nodes, edges, EVENT)


def delayed(messages: int) -> Document:
    """W2, and beside it messages that failed once and wait 30 to 60 minutes for their retry."""
    shape = W2()
    later = {"maxRetries": 1000, "backoff": "fixed", "baseMs": 3_600_000, "maxMs": 3_600_000, "jitter": "equal"}
    retry = {"maxRetries": shape.retries, "backoff": "exponential", "baseMs": shape.backoff * 1000, "jitter": "equal"}
    failing = service(0.00005, 100, failurePercent=100, retry=later)
    nodes = {
        "producer": poisson(shape.rate),
        "broker": broker_node("kafka", shape.latency),
        "channel": channel_node("kafka", shape.partitions),
        "group": service(shape.work, shape.partitions, failurePercent=shape.fails * 100, retry=retry),
        "burst": burst(float(messages), 0.0),
        "failing-channel": channel_node("kafka", 100),
        "failing": failing,
        "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "broker"},
    }
    edges = {
        "publish": edge("publish", "producer", "channel"),
        "subscribe": edge("subscribe", "channel", "group"),
        "dead-letter": edge("dead_letter", "group", "dead"),
        "publish-burst": edge("publish", "burst", "failing-channel"),
        "subscribe-burst": edge("subscribe", "failing-channel", "failing"),
        "dead-letter-burst": edge("dead_letter", "failing", "dead"),
    }
    return document(f"{messages:,} delayed", nodes, edges, EVENT)
