"""AWS messaging: SQS queues and SNS topics in an account and region."""

from typing import Literal

from ..base import setting
from .base import Channel, Node


class AwsMessaging(Node):
    kind: Literal["sqs"] = "sqs"
    latency_ms: float = setting(
        15.0, "Send latency", unit="ms", help="From SendMessage to receivable.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = setting(
        30_000.0,
        "Sender gives up after",
        unit="ms",
        help="While the service is down.",
        ge=0,
        le=3_600_000,
        advanced=True,
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


class SnsTopic(Channel):
    kind: Literal["sns_topic"] = "sns_topic"
