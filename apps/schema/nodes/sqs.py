"""AWS messaging: SQS queues and SNS topics in an account and region. Defaults and limits are Amazon's quotas."""

from typing import Literal

from ..base import setting
from ..sizes import MEBIBYTE
from .base import Channel, Node, publish_timeout

_ATTRIBUTES = "SQS API, queue attributes"
MAX_SNS_BYTES_OVER_HTTP = 262_144
"""A topic that takes more has no HTTP subscribers (SNS developer guide, publishing large messages)."""


class AwsMessaging(Node):
    kind: Literal["sqs"] = "sqs"
    latency_ms: float = setting(
        15.0, "Send latency", unit="ms", help="From SendMessage to receivable.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = publish_timeout(
        30_000.0, "Sender gives up after", "While the service is down.", "Breakwater's own"
    )


class SqsQueue(Channel):
    kind: Literal["sqs_queue"] = "sqs_queue"
    fifo: bool = setting(False, "FIFO", help="Order per message group; a group waits for its message in flight.")
    visibility_timeout_ms: float = setting(
        30_000.0,
        "Visibility timeout",
        unit="ms",
        help="A message that was not deleted by then comes again.",
        source="SQS developer guide: 0 s to 12 h, default 30 s",
        ge=0,
        le=43_200_000,
    )
    max_receive_count: int = setting(
        4,
        "Receives before dead-lettering",
        help="Redrive policy; a message received this often without success moves to the dead letter queue.",
        source="maxReceiveCount, SQS redrive policy: 1 to 1000",
        ge=1,
        le=1000,
    )
    retention_seconds: int = setting(
        345_600,
        "Retention",
        unit="s",
        help="Older messages are deleted. A standard queue's dead letters keep the time of their first send.",
        source=f"MessageRetentionPeriod, {_ATTRIBUTES}: 60 s to 1,209,600 s (14 days)",
        ge=60,
        le=1_209_600,
        advanced=True,
    )
    delay_seconds: int = setting(
        0,
        "Delay",
        unit="s",
        help="A new message can be received only then.",
        source=f"DelaySeconds, {_ATTRIBUTES}: 0 to 900 s",
        ge=0,
        le=900,
        advanced=True,
    )
    receive_wait_seconds: int = setting(
        0,
        "Long poll",
        unit="s",
        help="How long a receive waits for a message; 0: short polling.",
        source=f"ReceiveMessageWaitTimeSeconds, {_ATTRIBUTES}: 0 to 20 s",
        ge=0,
        le=20,
        advanced=True,
    )
    receive_batch: int = setting(
        10,
        "Messages a receive",
        source="MaxNumberOfMessages, SQS API, ReceiveMessage: 1 to 10",
        ge=1,
        le=10,
        advanced=True,
    )
    deduplication: Literal["none", "id", "content"] = setting(
        "none",
        "Deduplication",
        help="FIFO queues drop what they have seen in the last 5 minutes: by the id the sender gave, or by content. "
        "none: every send has an id of its own.",
        source="SQS developer guide, deduplication interval of FIFO queues: 5 minutes",
        advanced=True,
    )
    high_throughput: bool = setting(
        False,
        "High throughput",
        help="FIFO queues take 300 sends, receives and deletes a second each, or 70,000 with this, of which 300 sends "
        "of a message group. A call has up to 10 messages.",
        source="FifoThroughputLimit perMessageGroupId, SQS developer guide",
        advanced=True,
    )
    in_flight_limit: int = setting(
        120_000,
        "In flight at most",
        unit="messages",
        help="Received and not yet deleted; then a short poll fails with OverLimit.",
        source="SQS quotas, standard and FIFO queues: about 120,000; more on request",
        ge=1,
        le=1_000_000,
        advanced=True,
    )
    duplicate_percent: float = setting(
        0.0,
        "Delivered twice",
        unit="%",
        help="Standard queues deliver at least once; Amazon gives no rate.",
        source="Breakwater's own",
        ge=0,
        le=100,
        advanced=True,
    )
    max_message_bytes: int = setting(
        MEBIBYTE,
        "Largest message",
        unit="B",
        source=f"MaximumMessageSize, {_ATTRIBUTES}: 1,024 B to 1,048,576 B (262,144 B before August 2025)",
        ge=1_024,
        le=MEBIBYTE,
        advanced=True,
    )


class SnsTopic(Channel):
    kind: Literal["sns_topic"] = "sns_topic"
    max_message_bytes: int = setting(
        MAX_SNS_BYTES_OVER_HTTP,
        "Largest message",
        unit="B",
        help="Of more than 256 KiB only where all subscribers are queues, and at most 100.",
        source="MaximumMessageSize, SNS API, topic attributes: 1,024 B to 1,048,576 B, 262,144 B unless set",
        ge=1_024,
        le=MEBIBYTE,
        advanced=True,
    )
    delivery_retries: int = setting(
        3,
        "Delivery retries",
        help="To subscribers over HTTP. To SQS queues SNS tries 100,015 times, over 23 days; that cannot be changed.",
        source="numRetries, SNS delivery policy: 0 to 100",
        ge=0,
        le=100,
        advanced=True,
    )
    delivery_retry_seconds: int = setting(
        20,
        "Between delivery retries",
        unit="s",
        help="To subscribers over HTTP.",
        source="minDelayTarget, SNS delivery policy: 1 to 3,600 s",
        ge=1,
        le=3_600,
        advanced=True,
    )
