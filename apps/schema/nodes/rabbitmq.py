"""RabbitMQ: a broker, its exchanges and its queues. Defaults and limits are those of the vendor's documentation."""

from typing import Literal

from ..base import Identifier, setting
from .base import Channel, Node, publish_timeout, zones_of_servers

LONGEST_TTL_MS = 4_294_967_295
"""RabbitMQ refuses a longer time to live: Erlang's timers hold 32 bits."""

NO_DELIVERY_LIMIT = -1
USUAL_DELIVERY_LIMIT = {"3.13": NO_DELIVERY_LIMIT, "4.0": 20, "4.3": 20}
"""Of a quorum queue that names none, by the broker's version."""


class RabbitMq(Node):
    kind: Literal["rabbitmq"] = "rabbitmq"
    version: Literal["4.0", "3.13", "4.3"] = setting(
        "4.0",
        "Version",
        help="3.13: a quorum queue has no delivery limit unless it is given one. 4.3: a nack that requeues does not "
        "count to it, a quorum queue has 32 priorities, and only quorum queues time out acknowledgements.",
        source="Release notes of 4.0 and 4.3",
    )
    nodes: int = setting(3, "Nodes", help="Quorum queues keep their replicas on them.", ge=1, le=100)
    zones: list[Identifier] = zones_of_servers()
    latency_ms: float = setting(
        1.0, "Publish latency", unit="ms", help="From publish to ready in the queue.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = publish_timeout(
        30_000.0, "Publisher gives up after", "While the broker is down or blocks its publishers.", "Breakwater's own"
    )
    consumer_timeout_ms: float = setting(
        1_800_000.0,
        "Acknowledgement timeout",
        unit="ms",
        help="A consumer that holds a message longer is cut off and its messages go back to the queue.",
        source="consumer_timeout, RabbitMQ consumers guide: 30 minutes; less than one minute is not supported",
        ge=60_000,
        le=604_800_000,
        advanced=True,
    )


class RabbitMqExchange(Channel):
    kind: Literal["rabbitmq_exchange"] = "rabbitmq_exchange"
    exchange_type: Literal["direct", "topic", "fanout", "headers"] = setting(
        "topic",
        "Type",
        help="direct: binding key equals routing key. topic: * is one word, # any number. fanout: all. "
        "headers: by the message's headers.",
        source="AMQP 0-9-1 model, RabbitMQ documentation",
    )
    alternate_exchange: Identifier | None = setting(
        None,
        "Alternate exchange",
        help="Takes what no binding takes. Left out: it is dropped, or returned if published as mandatory.",
        source="alternate-exchange, RabbitMQ documentation",
        refers_to="nodes",
        advanced=True,
    )


class RabbitMqQueue(Channel):
    kind: Literal["rabbitmq_queue"] = "rabbitmq_queue"
    queue_type: Literal["quorum", "classic"] = setting("quorum", "Type")
    delivery_limit: int | None = setting(
        None,
        "Delivery limit",
        help="A quorum queue gives a message up that comes back more often than this; 0: the first time, -1: never. "
        "Left out, it is 20 since 4.0, and before there is no limit. 3.13 does not know -1.",
        source="x-delivery-limit, quorum queues: 20 since RabbitMQ 4.0, none before; -1 since 4.0",
        left_out={version: "no limit" if limit < 0 else str(limit) for version, limit in USUAL_DELIVERY_LIMIT.items()},
        ge=NO_DELIVERY_LIMIT,
        le=10_000,
        advanced=True,
    )
    message_ttl_ms: int | None = setting(
        None,
        "Time to live",
        unit="ms",
        help="A message that waits longer expires. Left out: never.",
        source="x-message-ttl, RabbitMQ documentation: 0 to 4,294,967,295 ms",
        ge=0,
        le=LONGEST_TTL_MS,
        advanced=True,
    )
    max_length: int | None = setting(
        None,
        "Maximum length",
        unit="messages",
        help="Of messages that wait. Left out: no limit.",
        source="x-max-length, RabbitMQ documentation: not negative",
        ge=0,
        le=2**53 - 1,
        advanced=True,
    )
    max_length_bytes: int | None = setting(
        None,
        "Maximum size",
        unit="B",
        help="Of messages that wait. Left out: no limit.",
        source="x-max-length-bytes, RabbitMQ documentation: not negative",
        ge=0,
        le=2**53 - 1,
        advanced=True,
    )
    overflow: Literal["drop-head", "reject-publish", "reject-publish-dlx"] = setting(
        "drop-head",
        "When full",
        help="drop-head: the oldest goes, to the dead letters if there are any. reject-publish: the publisher gets a "
        "nack. reject-publish-dlx: that, and the message is dead-lettered; classic queues only.",
        source="x-overflow, RabbitMQ queue length limits",
        advanced=True,
    )
    dead_letter_strategy: Literal["at-most-once", "at-least-once"] = setting(
        "at-most-once",
        "Dead-lettering",
        help="at-most-once: published without confirms, so that a dead letter can get lost. at-least-once: quorum "
        "queues only, and only with reject-publish; with drop-head it silently falls back to at-most-once.",
        source="x-dead-letter-strategy, RabbitMQ quorum queues",
        advanced=True,
    )
    max_priority: int = setting(
        0,
        "Highest priority",
        help="0: no priorities. Classic queues only; a quorum queue has its own, two since 4.0 and 32 since 4.3.",
        source="x-max-priority, RabbitMQ priority queues: 1 to 255",
        ge=0,
        le=255,
        advanced=True,
    )
    replicas: int = setting(
        3,
        "Replicas",
        help="Of a quorum queue; it needs more than half of them. At most one on each node is used.",
        source="x-quorum-initial-group-size, RabbitMQ quorum queues: 3",
        ge=1,
        le=100,
        advanced=True,
    )
    single_active_consumer: bool = setting(
        False,
        "Single active consumer",
        help="One consumer gets everything, in order; the next takes over when it is gone.",
        source="x-single-active-consumer, RabbitMQ consumers guide",
        advanced=True,
    )

    def limit_of_deliveries(self, version: str) -> int:
        """How many returns a message of this queue outlives on a broker of this version; -1 for any number."""
        if self.queue_type == "classic":
            return NO_DELIVERY_LIMIT
        return USUAL_DELIVERY_LIMIT[version] if self.delivery_limit is None else self.delivery_limit
