"""Apache Kafka: a cluster and its topics. Defaults are the vendor's; each names the configuration it comes from."""

from typing import Literal

from ..base import setting
from .base import Channel, Node


class KafkaCluster(Node):
    kind: Literal["kafka"] = "kafka"
    latency_ms: float = setting(
        5.0, "Publish latency", unit="ms", help="From send to readable, batching included.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = setting(
        120_000.0,
        "Delivery timeout",
        unit="ms",
        help="How long a producer keeps trying while the cluster is down.",
        source="delivery.timeout.ms, ProducerConfig",
        ge=0,
        le=3_600_000,
        advanced=True,
    )
    session_timeout_ms: float = setting(
        45_000.0,
        "Session timeout",
        unit="ms",
        help="A crashed member's partitions stand still this long.",
        source="session.timeout.ms, ConsumerConfig",
        ge=0,
        le=1_800_000,
        advanced=True,
    )
    auto_commit_interval_ms: float = setting(
        5_000.0,
        "Auto-commit interval",
        unit="ms",
        help="What was handled since the last commit comes again after a crash.",
        source="auto.commit.interval.ms, ConsumerConfig",
        ge=0,
        le=600_000,
        advanced=True,
    )


class KafkaTopic(Channel):
    kind: Literal["kafka_topic"] = "kafka_topic"
    partitions: int = setting(
        6, "Partitions", help="A group works on at most this many messages at once.", ge=1, le=1000
    )
