"""Small documents for engine tests, each one topic."""

from typing import Any

from apps.schema import Document, read_document

EVENT = {"event": {"name": "Event", "keyCount": 1000}}


def document(nodes: dict[str, Any], edges: dict[str, Any], event_types: dict[str, Any] | None = None) -> Document:
    named = {identifier: {"name": identifier, **node} for identifier, node in nodes.items()}
    return read_document({"eventTypes": event_types or EVENT, "nodes": named, "edges": edges})


def source(per_second: float, event_type: str = "event", kind: str = "poisson") -> dict[str, Any]:
    workload = {"kind": kind, "perSecond": per_second}
    return {"kind": "clients", "workload": workload, "sends": [{"eventType": event_type}]}


def exponential(ms: float) -> dict[str, Any]:
    return {"kind": "exponential", "mean": ms}


def constant(ms: float) -> dict[str, Any]:
    return {"kind": "constant", "ms": ms}


def service(work: dict[str, Any], instances: int = 1, concurrency: int = 1, **settings: Any) -> dict[str, Any]:
    return {"kind": "service", "work": work, "instances": instances, "concurrency": concurrency, **settings}


def queue(per_second: float, consumer: dict[str, Any], kind: str = "poisson") -> Document:
    """source -> RabbitMQ queue -> consumer, dead letters kept, no latency anywhere."""
    return document(
        {
            "source": source(per_second, kind=kind),
            "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
            "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
            "consumer": consumer,
            "dead": {"kind": "dead_letter_queue", "parent": "rabbit"},
        },
        {
            "publish": {"kind": "publish", "source": "source", "target": "queue"},
            "subscribe": {"kind": "subscribe", "source": "queue", "target": "consumer", "latencyMs": 0},
            "dead-letter": {"kind": "dead_letter", "source": "consumer", "target": "dead"},
        },
    )


def topic(per_second: float, partitions: int, consumer: dict[str, Any], **cluster: Any) -> Document:
    """source -> Kafka topic -> consumer group."""
    return document(
        {
            "source": source(per_second),
            "kafka": {"kind": "kafka", "latencyMs": 2, **cluster},
            "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": partitions},
            "consumer": consumer,
        },
        {
            "publish": {"kind": "publish", "source": "source", "target": "topic"},
            "subscribe": {"kind": "subscribe", "source": "topic", "target": "consumer"},
        },
    )
