"""The kinds of node: one class each, one line in KINDS each."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from .base import Channel, Node, Position
from .dead_letters import DeadLetterQueue
from .kafka import KafkaCluster, KafkaTopic
from .nats import NatsServers, NatsStream
from .rabbitmq import RabbitMq, RabbitMqExchange, RabbitMqQueue
from .redis_streams import RedisServer, RedisStream
from .sagas import Saga, SagaStep
from .services import ApiGateway, ExternalSystem, Handler, Outcome, Service, Station
from .sources import Clients, Schedule, Share, Trace, TracePoint
from .sqs import AwsMessaging, SnsTopic, SqsQueue
from .stores import Database, EventStore, Outbox, Projection

AnyNode = Annotated[
    Clients
    | Schedule
    | Trace
    | ApiGateway
    | Service
    | ExternalSystem
    | Saga
    | KafkaCluster
    | KafkaTopic
    | RabbitMq
    | RabbitMqExchange
    | RabbitMqQueue
    | AwsMessaging
    | SqsQueue
    | SnsTopic
    | RedisServer
    | RedisStream
    | NatsServers
    | NatsStream
    | DeadLetterQueue
    | Database
    | EventStore
    | Projection,
    Field(discriminator="kind"),
]


@dataclass(frozen=True)
class NodeKind:
    """A row of the palette. `parents`: the containers it may live in; `container`: it may hold channels."""

    model: type[Node]
    label: str
    group: str
    summary: str
    parents: tuple[str, ...] = ()
    container: bool = False


KINDS: dict[str, NodeKind] = {
    "clients": NodeKind(Clients, "Clients", "Sources", "Requests or events at a rate"),
    "schedule": NodeKind(Schedule, "Schedule", "Sources", "A batch at a fixed interval"),
    "trace": NodeKind(Trace, "Recorded trace", "Sources", "Recorded traffic, played back"),
    "api_gateway": NodeKind(ApiGateway, "API gateway", "Services", "Synchronous entry point"),
    "service": NodeKind(Service, "Service", "Services", "Handles events and calls"),
    "saga": NodeKind(Saga, "Saga orchestrator", "Services", "Steps, and how to undo them"),
    "external_system": NodeKind(ExternalSystem, "External system", "Services", "Somebody else's service"),
    "kafka": NodeKind(KafkaCluster, "Kafka", "Brokers", "Partitioned log", container=True),
    "kafka_topic": NodeKind(KafkaTopic, "Topic", "Channels", "Ordered per partition", ("kafka",)),
    "rabbitmq": NodeKind(RabbitMq, "RabbitMQ", "Brokers", "Exchanges and queues", container=True),
    "rabbitmq_exchange": NodeKind(RabbitMqExchange, "Exchange", "Channels", "Routes to queues", ("rabbitmq",)),
    "rabbitmq_queue": NodeKind(RabbitMqQueue, "Queue", "Channels", "Competing consumers", ("rabbitmq",)),
    "sqs": NodeKind(AwsMessaging, "SQS and SNS", "Brokers", "Managed queues and topics", container=True),
    "sqs_queue": NodeKind(SqsQueue, "SQS queue", "Channels", "Standard or FIFO", ("sqs",)),
    "sns_topic": NodeKind(SnsTopic, "SNS topic", "Channels", "Fan-out to queues", ("sqs",)),
    "redis": NodeKind(RedisServer, "Redis Streams", "Brokers", "Lightweight log", container=True),
    "redis_stream": NodeKind(RedisStream, "Stream", "Channels", "Ordered per stream", ("redis",)),
    "nats": NodeKind(NatsServers, "NATS JetStream", "Brokers", "Streams and work queues", container=True),
    "nats_stream": NodeKind(NatsStream, "JetStream stream", "Channels", "Acknowledged one by one", ("nats",)),
    "database": NodeKind(Database, "Database + outbox", "State", "Reads, writes, relayed events"),
    "event_store": NodeKind(EventStore, "Event store", "State", "Every event, in order"),
    "projection": NodeKind(Projection, "Projection", "State", "A read model, a little behind"),
    "dead_letter_queue": NodeKind(
        DeadLetterQueue,
        "Dead letter queue",
        "Failure",
        "What nobody could handle",
        ("kafka", "rabbitmq", "sqs", "redis", "nats"),
    ),
}

SOURCES = ("clients", "schedule", "trace")
STATIONS = tuple(kind for kind, row in KINDS.items() if issubclass(row.model, Station))
CHANNELS = tuple(kind for kind, row in KINDS.items() if issubclass(row.model, Channel))
CONTAINERS = tuple(kind for kind, row in KINDS.items() if row.container)

__all__ = [
    "CHANNELS",
    "CONTAINERS",
    "KINDS",
    "SOURCES",
    "STATIONS",
    "AnyNode",
    "ApiGateway",
    "AwsMessaging",
    "Channel",
    "Clients",
    "Database",
    "DeadLetterQueue",
    "EventStore",
    "ExternalSystem",
    "Handler",
    "KafkaCluster",
    "KafkaTopic",
    "NatsServers",
    "NatsStream",
    "Node",
    "NodeKind",
    "Outbox",
    "Outcome",
    "Position",
    "Projection",
    "RabbitMq",
    "RabbitMqExchange",
    "RabbitMqQueue",
    "RedisServer",
    "RedisStream",
    "Saga",
    "SagaStep",
    "Schedule",
    "Service",
    "Share",
    "SnsTopic",
    "SqsQueue",
    "Station",
    "Trace",
    "TracePoint",
]
