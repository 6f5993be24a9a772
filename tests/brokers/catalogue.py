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
    rabbitmq_limits,
    rabbitmq_priorities,
    rabbitmq_quorum,
    rabbitmq_requests,
    rabbitmq_routing,
    redis_streams,
    sizes,
    sns,
    sqs,
)
from .versions import VERSIONS, holds, said_of, written_for


@dataclass(frozen=True)
class Broker:
    label: str
    scripts: list[Script]
    server: Callable[[Path], AbstractContextManager[Any]]
    player: str  # where its player is: imported only when needed, with the client library behind it
    version: Callable[[], str] | None = None  # of the server at hand, where scripts tell versions apart

    def real_player(self, script: Script, address: Any) -> Player:
        module, name = self.player.split(":")
        made: Player = getattr(import_module(f"{__package__}.real.{module}"), name)(script, address)
        return made

    def of_version(self, version: str) -> list[Script]:
        """The scripts that hold with a version as documents call it, written for it."""
        return [written_for(script, version) for script in self.scripts if holds(script, version)]

    def version_at_hand(self) -> str:
        """As documents call it; the oldest when there is no server, so that its scripts say that it is missing."""
        try:
            return said_of(self.version()) if self.version else VERSIONS[0]
        except servers.Missing:
            return VERSIONS[0]

    @property
    def at_hand(self) -> list[Script]:
        """Slow ones are there as well."""
        return self.of_version(self.version_at_hand())


BROKERS = {
    "rabbitmq": Broker(
        "RabbitMQ",
        [
            *(*rabbitmq_routing.SCRIPTS, *rabbitmq.SCRIPTS, *rabbitmq_priorities.SCRIPTS),
            *(*rabbitmq_dead_letters.SCRIPTS, *rabbitmq_quorum.SCRIPTS, *rabbitmq_limits.SCRIPTS),
            *(*rabbitmq_requests.SCRIPTS, *sizes.RABBITMQ),
        ],
        servers.rabbitmq,
        "rabbitmq:RealRabbitMq",
        servers.rabbitmq_version,
    ),
    "redis": Broker(
        "Redis Streams",
        [*redis_streams.SCRIPTS, *sizes.REDIS],
        servers.redis_streams,
        "redis_streams:RealRedisStreams",
    ),
    "kafka": Broker("Apache Kafka", [*kafka.SCRIPTS, *sizes.KAFKA], servers.kafka, "kafka:RealKafka"),
    "sqs": Broker("AWS SQS and SNS", [*sqs.SCRIPTS, *sns.SCRIPTS, *sizes.SQS], servers.sqs, "sqs:RealSqs"),
    "nats": Broker("NATS JetStream", [*nats.SCRIPTS, *sizes.NATS], servers.nats, "nats:RealNats"),
}
EVERY_SCRIPT = [(name, script) for name, broker in BROKERS.items() for script in broker.scripts]
AT_HAND = [(name, script) for name, broker in BROKERS.items() for script in broker.at_hand if not script.slow]
"""Those that hold with the servers at hand. Of other versions, and of slow ones, there are recordings."""
