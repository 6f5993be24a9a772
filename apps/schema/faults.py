"""Faults: what can be broken, where, from when, for how long, and how likely."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Model, setting
from .edges import CONSUMERS
from .nodes import CHANNELS, CONTAINERS, SOURCES, STATIONS

MAX_SECONDS = 31_536_000
MAX_MS = 3_600_000


class FaultBase(Model):
    target: Identifier = setting(..., "Where", help="The id of a node or an edge, or the name of a zone.")
    at_seconds: float = setting(
        0.0, "From", unit="s", help="Simulated time. In a live run: not before now.", ge=0, le=MAX_SECONDS
    )
    duration_seconds: float | None = setting(
        None, "For", unit="s", help="The time to repair it. Left out: until it is healed.", gt=0, le=MAX_SECONDS
    )
    probability: float = setting(
        1.0,
        "Probability",
        help="That it strikes at all; drawn once a run, apart from everything else that is drawn.",
        gt=0,
        le=1,
        advanced=True,
    )


def one_instance() -> int | None:
    instance: int | None = setting(
        None, "Instance", help="Only this one, counted from 0. Left out: all of them.", ge=0, le=999, advanced=True
    )
    return instance


class Crash(FaultBase):
    """A node is down: it does nothing, and what it was doing is lost or comes again, as its broker has it."""

    kind: Literal["crash"] = "crash"
    instance: int | None = one_instance()


class BrokerNodeLoss(FaultBase):
    """One server of a broker is down; the others take over what they can."""

    kind: Literal["broker_node_loss"] = "broker_node_loss"
    broker: int = setting(0, "Server", help="Counted from 0. Redis: 0 is the master, then its replicas.", ge=0, le=999)


class LeaderLoss(FaultBase):
    """A partition loses its leader; nobody writes or reads it until another is elected."""

    kind: Literal["leader_loss"] = "leader_loss"
    partition: int = setting(0, "Partition", help="Counted from 0.", ge=0, le=999)


class ZoneLoss(FaultBase):
    """Everything that stands in an availability zone is down."""

    kind: Literal["zone_loss"] = "zone_loss"


class NetworkPartition(FaultBase):
    """Nothing gets over an edge, in either direction."""

    kind: Literal["partition"] = "partition"


class AddedLatency(FaultBase):
    """Everything that arrives over an edge, or at a node, takes longer to arrive."""

    kind: Literal["latency"] = "latency"
    added_ms: float = setting(500.0, "Added latency", unit="ms", gt=0, le=MAX_MS)
    jitter_ms: float = setting(0.0, "Jitter", unit="ms", help="More by up to this, evenly drawn.", ge=0, le=MAX_MS)


class PacketLoss(FaultBase):
    """A share of what goes over an edge does not arrive; who waits for it tries again or gives up."""

    kind: Literal["packet_loss"] = "packet_loss"
    percent: float = setting(5.0, "Lost", unit="%", gt=0, le=100)


class ErrorRate(FaultBase):
    """A share of all attempts at a node fails at the end of its work."""

    kind: Literal["error_rate"] = "error_rate"
    percent: float = setting(20.0, "Error rate", unit="%", gt=0, le=100)


class Slow(FaultBase):
    """Work takes a multiple of its time."""

    kind: Literal["slow"] = "slow"
    factor: float = setting(5.0, "Slow by", unit="×", gt=1, le=10_000)
    instance: int | None = one_instance()


class Stuck(FaultBase):
    """A node makes no progress and does not look dead: its heartbeats go on."""

    kind: Literal["stuck"] = "stuck"
    instance: int | None = one_instance()


class Duplicate(FaultBase):
    """A share of the messages is delivered twice."""

    kind: Literal["duplicate"] = "duplicate"
    percent: float = setting(10.0, "Twice", unit="%", gt=0, le=100)


class Reorder(FaultBase):
    """A share of the messages is overtaken by those that follow."""

    kind: Literal["reorder"] = "reorder"
    percent: float = setting(10.0, "Overtaken", unit="%", gt=0, le=100)
    by_ms: float = setting(100.0, "Held back", unit="ms", gt=0, le=MAX_MS)


class Poison(FaultBase):
    """A share of the messages fails whenever it is handled, however often it is tried."""

    kind: Literal["poison"] = "poison"
    percent: float = setting(1.0, "Poison", unit="%", gt=0, le=100)


class TrafficSpike(FaultBase):
    """A source sends a multiple of its rate."""

    kind: Literal["traffic_spike"] = "traffic_spike"
    factor: float = setting(3.0, "Traffic", unit="×", gt=0, le=1000)


class KeySkew(FaultBase):
    """A share of what a source sends has one and the same key."""

    kind: Literal["key_skew"] = "key_skew"
    percent: float = setting(80.0, "On one key", unit="%", gt=0, le=100)


class MemoryAlarm(FaultBase):
    """RabbitMQ blocks everybody who publishes until it has memory again; who consumes goes on."""

    kind: Literal["memory_alarm"] = "memory_alarm"


class DiskFull(FaultBase):
    """A broker cannot keep anything more: publishing fails or blocks, as the broker has it."""

    kind: Literal["disk_full"] = "disk_full"


class Throttle(FaultBase):
    """No more than so many messages a second get through."""

    kind: Literal["throttle"] = "throttle"
    per_second: float = setting(50.0, "At most", unit="/s", gt=0, le=1_000_000)


class ClockSkew(FaultBase):
    """A node's clock is wrong: the time stamps of what it publishes to Kafka, and how long it remembers what it has
    handled. Everybody else has a clock of its own."""

    kind: Literal["clock_skew"] = "clock_skew"
    ms: float = setting(5_000.0, "Ahead by", unit="ms", help="Negative: behind.", ge=-MAX_MS, le=MAX_MS)


class RebalanceStorm(FaultBase):
    """Members come and go, so that the group rebalances again and again."""

    kind: Literal["rebalance_storm"] = "rebalance_storm"
    every_seconds: float = setting(10.0, "Every", unit="s", ge=0.1, le=86_400)


class CrashBeforeAck(FaultBase):
    """A consumer does its work on a share of the messages and calls, dies before it says so, and is back at once. Of a
    Kafka partition all comes again since the last commit."""

    kind: Literal["crash_before_ack"] = "crash_before_ack"
    percent: float = setting(5.0, "Unacknowledged", unit="%", gt=0, le=100)


Fault = Annotated[
    Crash
    | BrokerNodeLoss
    | LeaderLoss
    | ZoneLoss
    | NetworkPartition
    | AddedLatency
    | PacketLoss
    | ErrorRate
    | Slow
    | Stuck
    | Duplicate
    | Reorder
    | Poison
    | TrafficSpike
    | KeySkew
    | MemoryAlarm
    | DiskFull
    | Throttle
    | ClockSkew
    | RebalanceStorm
    | CrashBeforeAck,
    Field(discriminator="kind"),
]


@dataclass(frozen=True)
class FaultKind:
    """A row of the chaos menu: the kinds of node or edge it can strike.

    `edges_from`: only edges that start at a node of one of these kinds. `zones`: it strikes a zone, by its name.
    `publishes_to`, `remembers`: only nodes that publish to a channel of one of these kinds, or remember for a time what
    they have handled: where nothing goes by a node's clock, that is right for all that anybody can see.
    """

    model: type[FaultBase]
    label: str
    nodes: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    edges_from: tuple[str, ...] = ()
    zones: bool = False
    publishes_to: tuple[str, ...] = ()
    remembers: bool = False


NETWORK = ("publish", "subscribe", "call", "read", "write")
MESSAGES = ("publish", "subscribe")
OWN_SERVERS = tuple(kind for kind in CONTAINERS if kind != "sqs")
"""Brokers with servers and disks that somebody has to look after: SQS's are the vendor's, and never seen."""

FAULT_KINDS: dict[str, FaultKind] = {
    "crash": FaultKind(Crash, "Down", (*SOURCES, *STATIONS, *CONTAINERS)),
    "broker_node_loss": FaultKind(BrokerNodeLoss, "Loss of a server", OWN_SERVERS),
    "leader_loss": FaultKind(LeaderLoss, "Loss of a partition's leader", ("kafka_topic",)),
    "zone_loss": FaultKind(ZoneLoss, "Loss of a zone", zones=True),
    "partition": FaultKind(NetworkPartition, "Network partition", edges=NETWORK),
    "latency": FaultKind(AddedLatency, "Added latency", (*STATIONS, *CONTAINERS), NETWORK),
    "packet_loss": FaultKind(PacketLoss, "Packet loss", edges=NETWORK),
    "error_rate": FaultKind(ErrorRate, "Error rate", STATIONS),
    "slow": FaultKind(Slow, "Slow by", STATIONS),
    "stuck": FaultKind(Stuck, "Stuck", STATIONS),
    "duplicate": FaultKind(Duplicate, "Duplicate delivery", CHANNELS, MESSAGES),
    "reorder": FaultKind(Reorder, "Reordering", edges=MESSAGES),
    "poison": FaultKind(Poison, "Poison messages", (*CHANNELS, *STATIONS)),
    "traffic_spike": FaultKind(TrafficSpike, "Traffic", SOURCES),
    "key_skew": FaultKind(KeySkew, "Hot key", SOURCES),
    "memory_alarm": FaultKind(MemoryAlarm, "Memory alarm", ("rabbitmq",)),
    "disk_full": FaultKind(DiskFull, "Disk full", OWN_SERVERS),
    "throttle": FaultKind(Throttle, "Throttling", (*CHANNELS, *CONTAINERS), NETWORK),
    "clock_skew": FaultKind(
        ClockSkew, "Clock skew", (*STATIONS, *SOURCES), publishes_to=("kafka_topic",), remembers=True
    ),
    "rebalance_storm": FaultKind(
        RebalanceStorm, "Rebalance storm", ("kafka_topic",), ("subscribe",), edges_from=("kafka_topic",)
    ),
    "crash_before_ack": FaultKind(CrashBeforeAck, "Crash before acknowledgement", CONSUMERS),
}
