"""A larger document for laws that hold everywhere: every kind of station, a channel of every broker, calls that hold
their caller's slot, fan-out, failures and retries; brokers with their own latencies."""

from typing import Any

from apps.schema import Document

from .documents import ONE_KEY, document, exponential, publish, source

PER_SECOND = 100.0
EVENTS = ("order", "ordered", "billed", "picked", "shipped", "tracked")


def station(kind: str, ms: float, slots: int, sends: str = "", on: str = "", **settings: Any) -> dict[str, Any]:
    if sends:
        settings["handlers"] = {on: {"on": on, "outcomes": [{"name": "done", "emits": [sends]}]}}
    return {"kind": kind, "work": exponential(ms), "concurrency": slots, **settings}


def edge(kind: str, start: str, end: str, **settings: Any) -> dict[str, Any]:
    return {"kind": kind, "source": start, "target": end, **settings}


def stations() -> dict[str, Any]:
    """Those that fail make no calls: sojourns are of successes, and only then those of failures are like them."""
    return {
        "gateway": station("api_gateway", 1.0, 8),
        "orders": station("service", 8.0, 5, "ordered", "order"),
        "database": station("database", 6.0, 1),
        "billing": station("service", 25.0, 1, "billed", "ordered", instances=4),
        "bank": station("external_system", 5.0, 1),
        "packing": station("service", 13.0, 1, instances=2),
        "warehouse": station("service", 6.0, 1, "picked", "ordered", failurePercent=10),
        "mail": station("service", 7.0, 1),
        "audit": station("service", 26.0, 2, instances=2),
        "shipping": station("service", 7.0, 1, "shipped", "picked"),
        "notices": station("service", 13.0, 2, failurePercent=10),
        "tracking": station("service", 6.0, 2, "tracked", "shipped"),
        "history": station("event_store", 7.0, 1),
        "view": station("projection", 7.0, 1),
    }


def channels() -> dict[str, Any]:
    return {
        "kafka": {"kind": "kafka"},
        "sales": {"kind": "kafka_topic", "parent": "kafka", "partitions": 8},
        "lines": {"kind": "kafka_topic", "parent": "kafka", "partitions": 4},
        "rabbit": {"kind": "rabbitmq"},
        "exchange": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
        "mails": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "audits": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "aws": {"kind": "sqs"},
        "sns": {"kind": "sns_topic", "parent": "aws"},
        "shipments": {"kind": "sqs_queue", "parent": "aws"},
        "news": {"kind": "sqs_queue", "parent": "aws"},
        "redis": {"kind": "redis"},
        "parcels": {"kind": "redis_stream", "parent": "redis"},
        "dead": {"kind": "dead_letter_queue", "parent": "kafka"},
    }


def edges() -> dict[str, Any]:
    return {
        "request": edge("call", "users", "gateway"),
        "forward": edge("call", "gateway", "orders"),
        "save": edge("write", "orders", "database"),
        "announce": publish("orders", "sales", "ordered"),
        "bill": edge("subscribe", "sales", "billing"),
        "charge": edge("call", "billing", "bank"),
        "give-up": edge("dead_letter", "warehouse", "dead"),
        "pick": edge("subscribe", "sales", "warehouse"),
        "tell": publish("billing", "exchange", "billed"),
        "bind-mails": edge("subscribe", "exchange", "mails"),
        "bind-audits": edge("subscribe", "exchange", "audits"),
        "send": edge("subscribe", "mails", "mail"),
        "note": edge("subscribe", "audits", "audit", prefetch=4),
        "split": publish("warehouse", "lines", "picked"),
        "pack": edge("subscribe", "lines", "packing"),
        "hand-over": publish("warehouse", "sns", "picked"),
        "fan-shipments": edge("subscribe", "sns", "shipments"),
        "fan-news": edge("subscribe", "sns", "news"),
        "ship": edge("subscribe", "shipments", "shipping"),
        "inform": edge("subscribe", "news", "notices"),
        "depart": publish("shipping", "parcels", "shipped"),
        "follow": edge("subscribe", "parcels", "tracking"),
        "append": edge("write", "tracking", "history", sends="tracked"),
        "fold": edge("subscribe", "history", "view"),
    }


def everything() -> Document:
    nodes = {"users": source(PER_SECOND, sends="order"), **stations(), **channels()}
    return document(nodes, edges(), dict.fromkeys(EVENTS, ONE_KEY))


def on_nats() -> Document:
    """What `everything` has for the other brokers, for NATS JetStream."""
    return document(
        {
            "users": source(PER_SECOND),
            "nats": {"kind": "nats"},
            "jobs": {"kind": "nats_stream", "parent": "nats"},
            "worker": station("service", 7.0, 1, failurePercent=5),
        },
        {"publish": publish("users", "jobs"), "read": edge("subscribe", "jobs", "worker")},
    )


READERS = {
    "sales": ("Kafka topic", ["billing", "warehouse"]),
    "lines": ("Kafka topic", ["packing"]),
    "mails": ("RabbitMQ queue", ["mail"]),
    "audits": ("RabbitMQ queue", ["audit"]),
    "shipments": ("SQS queue", ["shipping"]),
    "news": ("SQS queue", ["notices"]),
    "parcels": ("Redis stream", ["tracking"]),
}
"""Channels, their kinds, and the stations that read them."""
