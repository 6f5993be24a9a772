"""Messages that are larger than their broker takes: their publisher hears of it, and those before and after get in.

The first type is as large as it may be, less what a client or a server adds; the second is larger.
"""

from typing import Any

from ..documents import Part, document, node, reads, sends, service
from ..playing import Depth, Drain, Publish, Refused, Script
from ..servers import LARGEST_MESSAGE
from ..views import without_order

STEPS = [
    *(Publish("small", 1), Publish("large", 2), Publish("small", 3), Publish("large", 4)),
    *(Refused(), Drain("worker"), Drain("worker")),
]
MIB = 1_048_576


def sized(broker: Part, channel: Part, small: int, large: int, **sending: Any) -> Any:
    reading = {"start": "earliest"} if channel[2]["kind"] == "kafka_topic" else {}
    return document(
        broker,
        *(channel, sends(channel[1], **sending), service("worker"), reads("worker", channel[1], **reading)),
        event_types={"small": {"size_bytes": small}, "large": {"size_bytes": large}},
    )


RABBITMQ = [
    Script(
        f"a {kind} queue is given nothing that is larger than its broker takes",
        sized(
            node("broker", "rabbitmq", latency_ms=0, nodes=1, max_message_bytes=LARGEST_MESSAGE),
            node("work", "rabbitmq_queue", queue_type=kind, replicas=1),
            *(LARGEST_MESSAGE, LARGEST_MESSAGE + 1),
        ),
        STEPS,
        ("rabbitmq.largest_message",),
    )
    for kind in ("classic", "quorum")
]

KAFKA = [
    Script(
        "a producer refuses what is larger than its requests may be",
        sized(
            node("broker", "kafka", version="4.0", brokers=1, latency_ms=0, auto_commit_interval_ms=0),
            node("events", "kafka_topic", partitions=1, replication_factor=1, min_insync_replicas=1),
            *(9_500, 10_500),
            linger_ms=0,
            max_request_bytes=10_000,
        ),
        STEPS,
        ("kafka.largest_request",),
    ),
]

AWS = node("broker", "sqs", latency_ms=0)
QUEUE = node("work", "sqs_queue", visibility_timeout_ms=1000, receive_batch=1, max_message_bytes=1_024)

SQS = [
    Script(
        "a queue refuses what is larger than it takes",
        sized(AWS, QUEUE, 500, 1_500),
        STEPS,
        ("sqs.largest_message",),
        view=without_order,
    ),
    Script(
        "a topic refuses what is larger than a quarter of a mebibyte",
        document(
            AWS,
            node("news", "sns_topic"),
            node("work", "sqs_queue", visibility_timeout_ms=1000, receive_batch=1, max_message_bytes=MIB),
            *(sends("news"), service("worker"), reads("work", "news", latency_ms=0), reads("worker", "work")),
            event_types={"small": {"size_bytes": 260_000}, "large": {"size_bytes": 262_145}},
        ),
        STEPS,
        ("sns.largest_message",),
        view=without_order,
    ),
]

REDIS = [
    Script(
        "a stream is given no value that is larger than the server takes",
        sized(
            node("broker", "redis", latency_ms=0, max_bulk_bytes=MIB),
            node("events", "redis_stream"),
            *(MIB, MIB + 1),
        ),
        STEPS,
        ("redis.largest_value",),
    ),
]

NATS = [
    Script(
        "what is larger than the servers' payload is not published",
        sized(
            node("broker", "nats", latency_ms=0),
            node("events", "nats_stream", replicas=1),
            *(MIB - 200, MIB + 1),
        ),
        [*STEPS, Depth("events")],
        ("nats.max_payload",),
    ),
    Script(
        "a stream refuses what is larger than its messages may be",
        sized(
            node("broker", "nats", latency_ms=0),
            node("events", "nats_stream", replicas=1, max_message_bytes=1_000),
            *(800, 1_001),
        ),
        STEPS,
        ("nats.max_msg_size",),
    ),
]
