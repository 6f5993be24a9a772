"""Dead letter queues: where messages go that nobody could handle."""

from typing import Literal

from ..base import Identifier, setting
from .base import Node


class DeadLetterQueue(Node):
    kind: Literal["dead_letter_queue"] = "dead_letter_queue"
    parent: Identifier | None = setting(None, "Broker", refers_to="nodes")
    retention_seconds: int = setting(
        345_600,
        "Retention",
        unit="s",
        help="On SQS older dead letters are deleted; a standard queue's keep the time of their first send, a FIFO "
        "queue's begin anew. Elsewhere dead letters are kept.",
        source="MessageRetentionPeriod, SQS API, queue attributes: 60 s to 1,209,600 s (14 days), 4 days unless set; "
        "SQS developer guide, dead-letter queue retention",
        ge=60,
        le=1_209_600,
        advanced=True,
    )
