"""Kafka as one KRaft node, and its topics."""

from apps.schema import Document
from apps.schema.nodes import KafkaTopic

from .naming import channel_names, inside
from .parts import Parts, dead_letter_queues_in, healthcheck, setup_service

IMAGE = "apache/kafka:4.1.0"
_BIN = "/opt/kafka/bin"


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    port = 29092 + index
    settings = {
        "KAFKA_NODE_ID": "1",
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_LISTENERS": f"INTERNAL://:9092,EXTERNAL://:{port},CONTROLLER://:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"INTERNAL://{service}:9092,EXTERNAL://localhost:{port}",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "KAFKA_INTER_BROKER_LISTENER_NAME": "INTERNAL",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
    }
    server = {
        "image": IMAGE,
        "environment": settings,
        "ports": [f"127.0.0.1:{port}:{port}"],
        "healthcheck": healthcheck(f"{_BIN}/kafka-broker-api-versions.sh", "--bootstrap-server", "localhost:9092"),
    }
    services = {service: server}
    script = "\n".join(_creations(document, broker, service))
    if script:
        services[f"{service}-setup"] = setup_service(IMAGE, service, f"set -e\n{script}\n")
    return Parts(services)


def _creations(document: Document, broker: str, service: str) -> list[str]:
    topics = inside(document, broker, "kafka_topic") + dead_letter_queues_in(document, broker)
    lines = []
    for identifier, name in channel_names(document, topics).items():
        node = document.nodes[identifier]
        partitions = node.partitions if isinstance(node, KafkaTopic) else 1
        configs = "".join(f" --config {name}={value}" for name, value in settings_of(node).items())
        lines.append(
            f"{_BIN}/kafka-topics.sh --bootstrap-server {service}:9092 --create --if-not-exists "
            f"--topic {name} --partitions {partitions} --replication-factor 1{configs}"
        )
    return lines


def settings_of(node: object) -> dict[str, str]:
    """Topic configurations that differ from Kafka's defaults. One broker holds one replica: in-sync replicas stay."""
    if not isinstance(node, KafkaTopic):
        return {}
    usual = KafkaTopic.model_fields
    found = {}
    if node.retention_ms != usual["retention_ms"].default:
        found["retention.ms"] = "-1" if node.retention_ms is None else f"{node.retention_ms:.0f}"
    if node.retention_bytes is not None:
        found["retention.bytes"] = str(node.retention_bytes)
    if node.max_message_bytes != usual["max_message_bytes"].default:
        found["max.message.bytes"] = str(node.max_message_bytes)
    if node.unclean_leader_election:
        found["unclean.leader.election.enable"] = "true"
    return found
