"""Apache Kafka: a cluster and its topics. Defaults are the vendor's; each names the configuration it comes from."""

from typing import Any, Literal

from pydantic import model_validator

from ..base import Identifier, setting
from .base import Channel, Node, publish_timeout, replayable_history, zones_of_servers

HEARTBEAT_MS = 3_000.0


class KafkaCluster(Node):
    kind: Literal["kafka"] = "kafka"
    version: Literal["4.0", "3.9"] = setting(
        "4.0",
        "Version",
        help="3.9: producers do not linger unless told to.",
        source="linger.ms: 5 since 4.0, 0 before (KIP-1030)",
    )
    brokers: int = setting(3, "Brokers", help="Partitions and their replicas are spread over them.", ge=1, le=1000)
    zones: list[Identifier] = zones_of_servers()
    latency_ms: float = setting(
        5.0, "Publish latency", unit="ms", help="From send to readable, without lingering.", ge=0, le=10_000
    )
    delivery_timeout_ms: float = publish_timeout(
        120_000.0,
        "Delivery timeout",
        "How long a producer keeps trying while the cluster is down or has too few replicas in sync.",
        "delivery.timeout.ms, ProducerConfig",
    )
    session_timeout_ms: float = setting(
        45_000.0,
        "Session timeout",
        unit="ms",
        help="A crashed member's partitions stand still this long. Below 6 s only if the broker's minimum is lowered.",
        source="session.timeout.ms, ConsumerConfig; at most group.max.session.timeout.ms, 1,800,000",
        ge=1,
        le=1_800_000,
        advanced=True,
    )
    heartbeat_interval_ms: float = setting(
        HEARTBEAT_MS,
        "Heartbeat interval",
        unit="ms",
        help="Shorter than the session timeout, usually at most a third of it.",
        source="heartbeat.interval.ms, ConsumerConfig",
        gt=0,
        le=1_800_000,
        advanced=True,
    )
    max_poll_interval_ms: float = setting(
        300_000.0,
        "Maximum poll interval",
        unit="ms",
        help="A consumer that works longer on what one poll gave it leaves its group.",
        source="max.poll.interval.ms, ConsumerConfig: at least 1",
        ge=1,
        le=86_400_000,
        advanced=True,
    )
    max_poll_records: int = setting(
        500,
        "Records a poll",
        source="max.poll.records, ConsumerConfig: at least 1",
        ge=1,
        le=1_000_000,
        advanced=True,
    )
    auto_commit_interval_ms: float = setting(
        5_000.0,
        "Auto-commit interval",
        unit="ms",
        help="What was handled since the last commit comes again after a crash. 0: committed after every message.",
        source="auto.commit.interval.ms, ConsumerConfig: at least 0",
        ge=0,
        le=600_000,
        advanced=True,
    )
    rebalance_ms: float = setting(
        3_000.0,
        "Rebalance takes",
        unit="ms",
        help="Until the members have joined and know their partitions; they join with their next heartbeat.",
        source="Breakwater's own: one heartbeat.interval.ms",
        ge=0,
        le=600_000,
        advanced=True,
    )
    election_ms: float = setting(
        50.0,
        "Leader election takes",
        unit="ms",
        help="Once the loss of the old leader is known.",
        source="Breakwater's own",
        ge=0,
        le=600_000,
        advanced=True,
    )
    replication_ms: float = setting(
        2.0,
        "Replication lag",
        unit="ms",
        help="How far followers are behind their leader.",
        source="Breakwater's own",
        ge=0,
        le=600_000,
        advanced=True,
    )
    failure_detection_ms: float = setting(
        9_000.0,
        "Broker failure noticed after",
        unit="ms",
        help="Its partitions have no leader until then.",
        source="broker.session.timeout.ms, KRaft broker configuration",
        ge=0,
        le=1_800_000,
        advanced=True,
    )

    @model_validator(mode="before")
    @classmethod
    def heartbeat_within_session(cls, raw: Any) -> Any:
        """Documents from before the heartbeat could be set may have a shorter session: then a third of it."""
        if not isinstance(raw, dict) or {"heartbeatIntervalMs", "heartbeat_interval_ms"} & raw.keys():
            return raw
        session = raw.get("sessionTimeoutMs", raw.get("session_timeout_ms"))
        if isinstance(session, (int, float)) and 0 < session <= HEARTBEAT_MS:
            return {**raw, "heartbeatIntervalMs": session / 3}
        return raw


class KafkaTopic(Channel):
    kind: Literal["kafka_topic"] = "kafka_topic"
    partitions: int = setting(
        6, "Partitions", help="A group works on at most this many messages at once.", ge=1, le=1000
    )
    replication_factor: int = setting(
        3,
        "Replication factor",
        help="Copies of each partition, its leader's included; at most as many as there are brokers.",
        source="Breakwater's own, as Kafka's documentation advises; default.replication.factor is 1",
        ge=1,
        le=1000,
        advanced=True,
    )
    min_insync_replicas: int = setting(
        1,
        "In-sync replicas needed",
        help="With fewer, a publish with acks=all fails. More than there are copies: every such publish fails.",
        source="min.insync.replicas, topic configuration: at least 1",
        ge=1,
        le=1000,
        advanced=True,
    )
    retention_ms: float | None = setting(
        604_800_000.0,
        "Retention time",
        unit="ms",
        help="Older messages are deleted, read or not. Left out: kept for ever.",
        source="retention.ms, topic configuration",
        ge=1,
        le=315_360_000_000,
        advanced=True,
    )
    retention_bytes: int | None = setting(
        None,
        "Retention size",
        unit="B per partition",
        help="The oldest messages beyond it are deleted, read or not. Left out: no limit.",
        source="retention.bytes, topic configuration: -1, no limit",
        ge=1,
        le=2**53 - 1,
        advanced=True,
    )
    max_message_bytes: int = setting(
        1_048_588,
        "Largest batch",
        unit="B",
        help="A single message that is larger is refused for good; a batch is cut up and sent again.",
        source="max.message.bytes, topic configuration: not negative",
        ge=0,
        le=2_147_483_647,
        advanced=True,
    )
    unclean_leader_election: bool = setting(
        False,
        "Unclean leader election",
        help="With no replica in sync left, one that is behind takes over and what it lacks is lost. Off: waits.",
        source="unclean.leader.election.enable, topic configuration",
        advanced=True,
    )
    history: int = replayable_history()
