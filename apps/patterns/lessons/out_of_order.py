"""An out-of-order projection: competing consumers of a stream overtake each other, keyed partitions do not.

Redis documentation, "Streams", consumer groups: a group spreads a stream over its consumers regardless of content.
"""

from apps.schema.distributions import LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Slow
from apps.schema.nodes import (
    AnyNode,
    Clients,
    KafkaCluster,
    KafkaTopic,
    Projection,
    RedisServer,
    RedisStream,
    Share,
)
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

VIEWS = ("unordered", "ordered")


def _view(name: str, y: float) -> Projection:
    return Projection(
        name=name,
        position=at(640, y),
        instances=2,
        concurrency=4,
        work=LogNormal(median=15, p99=80),
    )


NODES: dict[str, AnyNode] = {
    "terminals": Clients(
        name="Terminals",
        position=at(0, 72),
        workload=PoissonArrivals(per_second=150),
        sends=[Share(event_type="stock_moved")],
    ),
    "redis": RedisServer(name="Redis Streams", position=at(288, 0)),
    "moves_stream": RedisStream(name="moves", parent="redis", position=row(0)),
    "kafka": KafkaCluster(name="Kafka", position=at(288, 122)),
    "moves_topic": KafkaTopic(name="moves", parent="kafka", position=row(0), partitions=8),
    "unordered": _view("Unordered", 12),
    "ordered": _view("By key", 134),
}

EDGES: dict[str, AnyEdge] = {
    "terminals-moves_stream": Publish(source="terminals", target="moves_stream"),
    "terminals-moves_topic": Publish(source="terminals", target="moves_topic"),
    "moves_stream-unordered": Subscribe(source="moves_stream", target="unordered", group="stock"),
    "moves_topic-ordered": Subscribe(source="moves_topic", target="ordered", group="stock"),
}


def template() -> Template:
    document = Document(
        title="Out-of-order projection",
        description="The same stock movements through a stream with competing consumers, and through keyed partitions.",
        story=Story(
            watch="Watch two views of the same stock, each kept by two instances that apply four events at a time.",
            break_it="Slow down one instance of each: in the upper view later movements of a product are applied "
            "before earlier ones far more often, while the lower view is late and never wrong.",
            learn="Order holds only where one worker at a time has all events of a key; where any consumer may take "
            "the next event, a view needs versions, or has to be correct in any order.",
        ),
        event_types={
            "stock_moved": EventType(
                name="StockMoved", kind="domain_event", key="productId", key_count=300, size_bytes=200
            )
        },
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "slow-instance": Scenario(
                name="One instance of each is 5 times slower",
                description="For 30 seconds: what it holds is overtaken, unless a partition keeps it in line.",
                until_seconds=120,
                faults=[Slow(target=view, at_seconds=30, duration_seconds=30, factor=5, instance=0) for view in VIEWS],
            )
        },
    )
    return Template(
        name="out_of_order",
        title="Out-of-order projection",
        summary="Competing consumers apply events in the wrong order; keyed partitions do not.",
        pattern="Partitioning by key",
        document=checked(document),
        group="lesson",
    )
