"""RabbitMQ: a broker, its exchanges and its queues."""

from typing import Literal

from ..base import setting
from .base import Channel, Node


class RabbitMq(Node):
    kind: Literal["rabbitmq"] = "rabbitmq"
    latency_ms: float = setting(
        1.0, "Publish latency", unit="ms", help="From publish to ready in the queue.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = setting(
        30_000.0,
        "Publisher gives up after",
        unit="ms",
        help="While the broker is down.",
        ge=0,
        le=3_600_000,
        advanced=True,
    )


class RabbitMqExchange(Channel):
    kind: Literal["rabbitmq_exchange"] = "rabbitmq_exchange"
    exchange_type: Literal["direct", "topic", "fanout"] = setting(
        "topic",
        "Type",
        help="direct: binding key equals routing key. topic: * is one word, # any number. fanout: all.",
        source="AMQP 0-9-1 model, RabbitMQ documentation",
    )


class RabbitMqQueue(Channel):
    kind: Literal["rabbitmq_queue"] = "rabbitmq_queue"
    queue_type: Literal["quorum", "classic"] = setting("quorum", "Type")
    delivery_limit: int = setting(
        20,
        "Delivery limit",
        help="A quorum queue gives a message up after this many returns.",
        source="x-delivery-limit, quorum queues since RabbitMQ 4.0",
        ge=1,
        le=10_000,
        advanced=True,
    )
