"""A rebalance stall: while a consumer group shares out its partitions anew, an eager one does nothing else.

KIP-429, "Kafka Consumer Incremental Rebalance Protocol".
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, RebalanceStorm
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    Handler,
    KafkaCluster,
    KafkaTopic,
    Service,
    Share,
)
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

GROUPS = ("eager", "cooperative")


def _consumer(name: str, y: float) -> Service:
    return Service(
        name=name,
        position=at(640, y),
        instances=3,
        concurrency=4,
        work=Exponential(mean=30),
        idempotent=True,
        handlers={"measured": Handler(on="measured")},
    )


NODES: dict[str, AnyNode] = {
    "sensors": Clients(
        name="Sensors",
        position=at(0, 62),
        workload=PoissonArrivals(per_second=200),
        sends=[Share(event_type="measured")],
    ),
    "kafka": KafkaCluster(name="Kafka", position=at(288, 20), session_timeout_ms=10_000, rebalance_ms=3_000),
    "readings": KafkaTopic(name="readings", parent="kafka", position=row(0), partitions=12),
    "readings_dlq": DeadLetterQueue(name="readings.dlq", parent="kafka", position=row(1)),
    "eager": _consumer("Eager", 0),
    "cooperative": _consumer("Cooperative", 124),
}

EDGES: dict[str, AnyEdge] = {
    "sensors-readings": Publish(source="sensors", target="readings"),
    "readings-eager": Subscribe(source="readings", target="eager", assignor="eager"),
    "readings-cooperative": Subscribe(source="readings", target="cooperative", assignor="cooperative"),
    **{f"{group}-readings_dlq": DeadLetter(source=group, target="readings_dlq") for group in GROUPS},
}


def template() -> Template:
    document = Document(
        title="Group rebalance stall",
        description="Two groups of three consumers read the same topic and differ in how they share it out.",
        story=Story(
            watch="Watch two groups keep up with two hundred readings a second.",
            break_it="Let members come and go: whenever the upper group rebalances, all its consumers stop for three "
            "seconds and lag jumps, while the lower group goes on with whatever does not move.",
            learn="A rebalance costs an eager group all its partitions and a cooperative one only those that change "
            "hands, but of a crashed member's partitions nobody reads a message until its session has timed out.",
        ),
        event_types={"measured": EventType(name="Measured", kind="domain_event", key="sensorId", size_bytes=120)},
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "deploy": Scenario(
                name="Members come and go",
                description="A rebalance every 15 seconds, as in a rolling deploy.",
                until_seconds=120,
                faults=[RebalanceStorm(target="readings", at_seconds=20, duration_seconds=50, every_seconds=15)],
            ),
            "crash": Scenario(
                name="One of three consumers is down for 30 seconds",
                description="A third of the partitions stands still until the session times out; then both rebalance.",
                until_seconds=120,
                faults=[Crash(target=group, at_seconds=20, duration_seconds=30, instance=0) for group in GROUPS],
            ),
        },
    )
    return Template(
        name="rebalance_stall",
        title="Group rebalance stall",
        summary="An eager group stops as a whole in a rebalance; a cooperative one goes on.",
        pattern="Cooperative rebalancing",
        document=checked(document),
        group="lesson",
    )
