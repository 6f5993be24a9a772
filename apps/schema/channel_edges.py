"""Edges to and from channels: publish, subscribe, dead-letter. What only one vendor has says so in `appliesTo`."""

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from .base import Identifier, Label, Model, setting
from .nodes.rabbitmq import LONGEST_TTL_MS

GROUPED = ("kafka_topic", "redis_stream", "nats_stream", "event_store")
"""Whose readers share a copy if they name the same group."""
COMPETED_FOR = ("rabbitmq_queue", "sqs_queue", "dead_letter_queue")
"""Whose readers all share one."""
RABBITMQ = ("rabbitmq_exchange", "rabbitmq_queue")
MATCHING = ("rabbitmq_exchange", "sns_topic")
MAX_HEADERS = 10

HeaderName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
HeaderValue = Annotated[str, StringConstraints(max_length=255)]


class EdgeBase(Model):
    source: Identifier
    target: Identifier
    name: Label | None = None


class AmqpMessage(Model):
    """How a message is published to RabbitMQ."""

    confirms: bool = setting(
        True,
        "Publisher confirms",
        help="Off: what the broker had not stored when it went down is lost and nobody notices.",
        source="RabbitMQ publisher confirms",
        applies_to=RABBITMQ,
        advanced=True,
    )
    persistent: bool = setting(
        True,
        "Persistent",
        help="Off: lost when a classic queue's node restarts. Quorum queues store everything.",
        source="delivery_mode 2, AMQP 0-9-1",
        applies_to=RABBITMQ,
        advanced=True,
    )
    priority: int | None = setting(
        None,
        "Priority",
        help="Up to the queue's highest. A quorum queue has two levels since 4.0, above 4 is high; since 4.3 it has "
        "32. Left out: 0, and 4 in quorum queues since 4.3.",
        source="priority, AMQP 0-9-1: one byte, 0 to 255; quorum queues, RabbitMQ documentation",
        applies_to=RABBITMQ,
        advanced=True,
        ge=0,
        le=255,
    )
    ttl_ms: int | None = setting(
        None,
        "Time to live",
        unit="ms",
        help="Of each message; the shorter of this and the queue's counts. Left out: the queue's.",
        source="expiration, RabbitMQ documentation: 0 to 4,294,967,295 ms",
        applies_to=RABBITMQ,
        advanced=True,
        ge=0,
        le=LONGEST_TTL_MS,
    )


class Publish(AmqpMessage, EdgeBase):
    """Sends events into a channel, without waiting for who reads them."""

    kind: Literal["publish"] = "publish"
    event_types: list[Identifier] = setting(
        list,
        "Carries",
        help="Only these of the sender's events; none named: all.",
        refers_to="eventTypes",
        max_length=50,
    )
    routing_key: str = setting(
        "",
        "Routing key",
        help="For exchanges. Left empty: the event type's id.",
        source="AMQP 0-9-1, short string: at most 255 bytes",
        applies_to=("rabbitmq_exchange",),
        max_length=255,
    )
    latency_ms: float = setting(0.0, "Extra latency", unit="ms", help="Added to the broker's own.", ge=0, le=60_000)
    headers: dict[HeaderName, HeaderValue] = setting(
        dict,
        "Headers",
        help="In addition to the event type's own; exchanges of type headers and SNS filters look at them.",
        source="SNS and SQS: a message carries at most 10 attributes",
        applies_to=(*RABBITMQ, "sns_topic"),
        advanced=True,
        max_length=MAX_HEADERS,
    )
    acks: Literal["all", "1", "0"] = setting(
        "all",
        "Acknowledged by",
        help="all: every replica in sync. 1: the leader; lost if it dies before the others have it. 0: not waited for.",
        source="acks, ProducerConfig: all",
        applies_to=("kafka_topic",),
        advanced=True,
    )
    linger_ms: float | None = setting(
        None,
        "Linger",
        unit="ms",
        help="How long a batch waits to fill. Left out: 5 ms in version 4, 0 before. At most the delivery timeout.",
        source="linger.ms, ProducerConfig: 5 since 4.0, 0 before",
        applies_to=("kafka_topic",),
        advanced=True,
        ge=0,
        le=3_600_000,
    )
    batch_bytes: int = setting(
        16_384,
        "Batch size",
        unit="B",
        help="A full batch is sent at once; unkeyed messages stay on one partition for a batch. 0: no batches.",
        source="batch.size, ProducerConfig: 16384, not negative",
        applies_to=("kafka_topic",),
        advanced=True,
        ge=0,
        le=2_147_483_647,
    )
    max_in_flight: int = setting(
        5,
        "Batches in flight",
        unit="per connection",
        source="max.in.flight.requests.per.connection, ProducerConfig: at most 5 for the idempotent producer",
        applies_to=("kafka_topic",),
        advanced=True,
        ge=1,
        le=5,
    )
    mandatory: bool = setting(
        False,
        "Mandatory",
        help="What no queue takes is returned to the publisher. Off: it is dropped.",
        source="basic.publish, AMQP 0-9-1",
        applies_to=RABBITMQ,
        advanced=True,
    )
    delay_seconds: int | None = setting(
        None,
        "Delay",
        unit="s",
        help="Of each message, instead of the queue's. Standard queues only.",
        source="SQS message timers: 0 to 900 s",
        applies_to=("sqs_queue",),
        advanced=True,
        ge=0,
        le=900,
    )
    send_batch: int = setting(
        1,
        "Messages a send call",
        help="Of those sent within a second. FIFO queues take 300 calls a second, so up to 3,000 messages in batches. "
        "Waiting for a batch takes no time here; the extra latency can stand for it.",
        source="SendMessageBatch, SQS API: 1 to 10 messages",
        applies_to=("sqs_queue",),
        advanced=True,
        ge=1,
        le=10,
    )


class Subscribe(EdgeBase):
    """Receives a copy of what a channel keeps; consumers with the same group share one copy."""

    kind: Literal["subscribe"] = "subscribe"
    group: str = setting(
        "", "Consumer group", help="Left empty: the consumer's own id.", applies_to=GROUPED, max_length=120
    )
    binding_key: str = setting(
        "#",
        "Binding key",
        help="For exchanges: * is one word, # any number of words.",
        source="AMQP 0-9-1, short string: at most 255 bytes",
        applies_to=("rabbitmq_exchange",),
        max_length=255,
    )
    event_types: list[Identifier] = setting(
        list, "Only", help="Only these event types; none named: all.", refers_to="eventTypes", max_length=50
    )
    prefetch: int = setting(
        0,
        "Prefetch",
        unit="per instance",
        help="Messages handed out and not yet acknowledged; 0: no limit.",
        source="basic.qos prefetch-count, AMQP 0-9-1: 0 to 65,535",
        applies_to=("rabbitmq_queue",),
        ge=0,
        le=65_535,
    )
    latency_ms: float = setting(1.0, "Delivery latency", unit="ms", ge=0, le=60_000)
    match_headers: dict[HeaderName, HeaderValue] = setting(
        dict,
        "Headers",
        help="An exchange of type headers, or an SNS filter policy, passes on what carries these. None: everything.",
        source="RabbitMQ headers exchange; SNS filter policy: at most 5 keys",
        applies_to=MATCHING,
        advanced=True,
        max_length=MAX_HEADERS,
    )
    match: Literal["all", "any"] = setting(
        "all",
        "Matches",
        help="All of the headers or any of them.",
        source="x-match, RabbitMQ headers exchange: all; $or, SNS filter policy",
        applies_to=MATCHING,
        advanced=True,
    )
    filter_policy: dict[str, Any] = setting(
        dict,
        "Filter policy",
        help="Which message attributes pass, as the JSON that SNS takes: lists of values, prefix, suffix, wildcard, "
        "anything-but, equals-ignore-case, numeric, exists, cidr, $or. Attributes are headers, and the event type as "
        "eventType.",
        source="SNS filter policy: at most 5 keys, 150 combinations, 256 KB",
        applies_to=("sns_topic",),
        advanced=True,
        examples=[{"price": [{"numeric": [">", 100]}]}],
    )
    acknowledge: Literal["manual", "automatic"] = setting(
        "manual",
        "Acknowledgement",
        help="automatic: counts as handled once sent, and is lost when the consumer crashes.",
        source="RabbitMQ consumers guide, acknowledgement modes",
        applies_to=("rabbitmq_queue",),
        advanced=True,
    )
    hand_back: Literal["nack", "reject"] = setting(
        "nack",
        "Hands back by",
        help="Since 4.3 what is handed back by basic.reject has failed, and that counts to the queue's delivery limit; "
        "by basic.nack it may come back any number of times. Before, both count.",
        source="RabbitMQ 4.3 quorum queues, when the delivery count is incremented",
        applies_to=("rabbitmq_queue",),
        advanced=True,
    )
    assignor: Literal["eager", "cooperative"] = setting(
        "eager",
        "Rebalancing",
        help="eager: everybody stops in a rebalance. cooperative: only the partitions that move.",
        source="partition.assignment.strategy, ConsumerConfig: RangeAssignor (eager) is used by default",
        applies_to=("kafka_topic",),
        advanced=True,
    )
    start: Literal["latest", "earliest", "time", "sequence"] | None = setting(
        None,
        "A new group starts at",
        help="latest: what comes from now on. earliest: all that is kept. time: what was added from a moment on, in "
        "Redis and NATS. sequence: a message's number, in NATS. Left out: latest in Kafka, earliest in NATS; Redis "
        "always asks, latest is taken.",
        source="auto.offset.reset, ConsumerConfig: latest; XGROUP CREATE: $, 0, an id; deliver_policy, JetStream: all",
        applies_to=("kafka_topic", "redis_stream", "nats_stream"),
        advanced=True,
    )
    start_seconds: float | None = setting(
        None,
        "Starts at the time",
        unit="s",
        help="Simulated time. Not there yet: a group of Redis waits for it, one of NATS begins with what comes next.",
        source="XGROUP CREATE, an id is a time in ms; opt_start_time, JetStream consumer configuration",
        applies_to=("redis_stream", "nats_stream"),
        advanced=True,
        ge=0,
        le=31_536_000,
    )
    start_sequence: int | None = setting(
        None,
        "Starts at the number",
        help="Of the message in the stream; the first is 1. Past the end: what comes next.",
        source="opt_start_seq, JetStream consumer configuration: at least 1",
        applies_to=("nats_stream",),
        advanced=True,
        ge=1,
        le=2**53 - 1,
    )
    delivery_retries: int | None = setting(
        None,
        "Delivery retries",
        help="Of this subscription over HTTP. Left out: the topic's. To SQS queues it cannot be set.",
        source="numRetries, SNS delivery policy: 0 to 100",
        applies_to=("sns_topic",),
        advanced=True,
        ge=0,
        le=100,
    )

    def shared_by(self, kind: str) -> str:
        """Who share a copy of what this reads from a channel of that kind: a group, all its readers, or this one."""
        if kind in COMPETED_FOR:
            return self.source
        return (kind in GROUPED and self.group) or self.target


class DeadLetter(EdgeBase):
    """Where a message goes when its retries are used up, or when its queue expires or drops it."""

    kind: Literal["dead_letter"] = "dead_letter"
    routing_key: str = setting(
        "",
        "Routing key",
        help="For dead letter exchanges. Left empty: the message's own.",
        source="x-dead-letter-routing-key, RabbitMQ documentation; AMQP short string: at most 255 bytes",
        applies_to=("rabbitmq_queue",),
        max_length=255,
    )
