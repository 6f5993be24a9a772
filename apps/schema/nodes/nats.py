"""NATS JetStream: servers and their streams. Defaults and limits are those of nats-server and docs.nats.io."""

from typing import Any, Literal

from pydantic import model_validator

from ..base import Identifier, setting
from ..sizes import MEBIBYTE
from .base import Channel, Node, publish_timeout, replayable_history, zones_of_servers

DUPLICATE_WINDOW_MS = 120_000.0


class NatsServers(Node):
    kind: Literal["nats"] = "nats"
    nodes: int = setting(3, "Servers", help="Streams keep their replicas on them.", ge=1, le=100)
    zones: list[Identifier] = zones_of_servers()
    latency_ms: float = setting(
        1.0, "Publish latency", unit="ms", help="From publish to stored and acknowledged.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = publish_timeout(
        5_000.0,
        "Publisher gives up after",
        "While the stream has no majority.",
        "Default timeout of a JetStream publish, nats.go: 5 s",
    )
    max_payload_bytes: int = setting(
        MEBIBYTE,
        "Largest payload",
        unit="B",
        help="Clients refuse to publish what is larger.",
        source="max_payload, nats-server configuration: 1 MiB, at most 64 MiB (max_pending)",
        ge=1,
        le=64 * MEBIBYTE,
        advanced=True,
    )


class NatsStream(Channel):
    kind: Literal["nats_stream"] = "nats_stream"
    retention: Literal["limits", "interest", "work_queue"] = setting(
        "limits",
        "Retention",
        help="limits: kept until a limit is reached. interest: until every consumer has acknowledged. "
        "work_queue: until acknowledged, and each message has one consumer.",
        source="retention, JetStream stream configuration: limits",
    )
    max_messages: int | None = setting(
        None,
        "Maximum messages",
        help="Left out: no limit.",
        source="max_msgs, JetStream stream configuration: -1, no limit",
        ge=1,
        le=2**53 - 1,
        advanced=True,
    )
    max_message_bytes: int | None = setting(
        None,
        "Largest message",
        unit="B",
        help="A larger one is refused. Left out: what the servers take.",
        source="max_msg_size, JetStream stream configuration: -1, no limit",
        ge=1,
        le=2_147_483_647,
        advanced=True,
    )
    max_age_ms: float | None = setting(
        None,
        "Maximum age",
        unit="ms",
        help="Older messages are deleted. Left out: never.",
        source="max_age, JetStream stream configuration: no limit, or at least 100 ms",
        ge=100,
        le=315_360_000_000,
        advanced=True,
    )
    discard: Literal["old", "new"] = setting(
        "old",
        "When full",
        help="old: the oldest goes. new: the publisher is refused.",
        source="discard, JetStream stream configuration: old",
        advanced=True,
    )
    duplicate_window_ms: float = setting(
        DUPLICATE_WINDOW_MS,
        "Duplicate window",
        unit="ms",
        help="A message with an id seen within it is dropped. Not longer than the maximum age.",
        source="duplicate_window, JetStream stream configuration: 2 minutes, at least 100 ms",
        ge=100,
        le=315_360_000_000,
        advanced=True,
    )
    replicas: int = setting(
        3,
        "Replicas",
        help="A majority must be there to publish; at most as many as there are servers.",
        source="num_replicas, JetStream stream configuration: 1 to 5 (its default is 1; 3 is Breakwater's own)",
        ge=1,
        le=5,
        advanced=True,
    )
    ack_wait_ms: float = setting(
        30_000.0,
        "Acknowledged within",
        unit="ms",
        help="A message that was not acknowledged by then comes again.",
        source="ack_wait, JetStream consumer configuration: 30 s",
        ge=1,
        le=86_400_000,
    )
    max_deliver: int | None = setting(
        None,
        "Deliveries at most",
        help="Then the message stays in the stream and is not delivered again. Left out: no limit.",
        source="max_deliver, JetStream consumer configuration: -1, no limit",
        ge=1,
        le=1_000_000,
        advanced=True,
    )
    max_ack_pending: int = setting(
        1_000,
        "Unacknowledged at most",
        unit="per group",
        help="Then delivery pauses, for all consumers of the group.",
        source="max_ack_pending, JetStream consumer configuration: 1,000",
        ge=1,
        le=1_000_000,
        advanced=True,
    )
    history: int = replayable_history()

    @model_validator(mode="before")
    @classmethod
    def window_within_age(cls, raw: Any) -> Any:
        """As the server does it: a window that nobody set is not longer than the maximum age."""
        if not isinstance(raw, dict) or {"duplicateWindowMs", "duplicate_window_ms"} & raw.keys():
            return raw
        age = raw.get("maxAgeMs", raw.get("max_age_ms"))
        if isinstance(age, (int, float)) and 100 <= age < DUPLICATE_WINDOW_MS:
            return {**raw, "duplicateWindowMs": age}
        return raw
