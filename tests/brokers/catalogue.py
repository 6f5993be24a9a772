"""All scripts, by the broker that they are for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from . import servers
from .playing import Player, Script
from .scripts import (
    kafka,
    nats,
    rabbitmq,
    rabbitmq_dead_letters,
    rabbitmq_requests,
    rabbitmq_routing,
    redis_streams,
    sns,
    sqs,
)


@dataclass(frozen=True)
class Broker:
    label: str
    scripts: list[Script]
    server: Callable[[Path], AbstractContextManager[Any]]
    player: str  # where its player is: imported only when needed, with the client library behind it

    def real_player(self, script: Script, address: Any) -> Player:
        module, name = self.player.split(":")
        made: Player = getattr(import_module(f"{__package__}.real.{module}"), name)(script, address)
        return made


BROKERS = {
    "rabbitmq": Broker(
        "RabbitMQ",
        [
            *rabbitmq_routing.SCRIPTS,
            *rabbitmq.SCRIPTS,
            *rabbitmq_dead_letters.SCRIPTS,
            *rabbitmq_requests.SCRIPTS,
        ],
        servers.rabbitmq,
        "rabbitmq:RealRabbitMq",
    ),
    "redis": Broker("Redis Streams", redis_streams.SCRIPTS, servers.redis_streams, "redis_streams:RealRedisStreams"),
    "kafka": Broker("Apache Kafka", kafka.SCRIPTS, servers.kafka, "kafka:RealKafka"),
    "sqs": Broker("AWS SQS and SNS", [*sqs.SCRIPTS, *sns.SCRIPTS], servers.sqs, "sqs:RealSqs"),
    "nats": Broker("NATS JetStream", nats.SCRIPTS, servers.nats, "nats:RealNats"),
}
EVERY_SCRIPT = [(name, script) for name, broker in BROKERS.items() for script in broker.scripts]
