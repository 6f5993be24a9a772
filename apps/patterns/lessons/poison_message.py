"""Head-of-line blocking: a message that can never be handled stops everything behind it in its partition."""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Poison
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
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

PARTITIONS = 6


def _importer(name: str, does: str, y: float, retry: RetryPolicy) -> Service:
    return Service(
        name=name,
        description=does,
        position=at(640, y),
        instances=2,
        concurrency=3,
        work=Exponential(mean=40),
        retry=retry,
        idempotent=True,
        handlers={"import": Handler(on="price_changed")},
    )


NODES: dict[str, AnyNode] = {
    "suppliers": Clients(
        name="Suppliers",
        position=at(0, 62),
        workload=PoissonArrivals(per_second=60),
        sends=[Share(event_type="price_changed")],
    ),
    "kafka": KafkaCluster(name="Kafka", position=at(288, 20)),
    "prices": KafkaTopic(name="prices", parent="kafka", position=row(0), partitions=PARTITIONS),
    "prices_dlq": DeadLetterQueue(name="prices.dlq", parent="kafka", position=row(1)),
    "stubborn": _importer(
        "Stubborn",
        "Tries a message until it succeeds; its partition waits.",
        0,
        RetryPolicy(max_retries=1_000, base_ms=200, max_ms=2_000, mode="in_place"),
    ),
    "parking": _importer(
        "Parking",
        "Three retries by a retry topic, then the dead letter queue.",
        124,
        RetryPolicy(max_retries=3, base_ms=200, mode="retry_topic"),
    ),
}

EDGES: dict[str, AnyEdge] = {
    "suppliers-prices": Publish(source="suppliers", target="prices"),
    "prices-stubborn": Subscribe(source="prices", target="stubborn"),
    "prices-parking": Subscribe(source="prices", target="parking"),
    "parking-prices_dlq": DeadLetter(source="parking", target="prices_dlq"),
}


def template() -> Template:
    document = Document(
        title="Head-of-line blocking",
        description="Two importers read the same topic; one insists on every message, the other sets it aside.",
        story=Story(
            watch="Watch two consumer groups read the same six partitions, each at its own place.",
            break_it="Poison a few messages within two seconds: in the upper group their partitions stand still and "
            "lag grows without end, while the others flow on.",
            learn="In an ordered log whatever cannot be handled blocks everything behind it, so a consumer has to "
            "decide after how many attempts it puts a message aside, in a dead letter queue that somebody reads.",
        ),
        event_types={
            "price_changed": EventType(name="PriceChanged", kind="integration_event", key="productId", size_bytes=240)
        },
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "poison": Scenario(
                name="A few poison messages",
                description="One in twenty-five of two seconds of messages fails however often it is tried.",
                until_seconds=180,
                faults=[Poison(target="prices", at_seconds=20, duration_seconds=2, percent=4)],
            )
        },
    )
    return Template(
        name="poison_message",
        title="Head-of-line blocking",
        summary="One bad message stops its partition for as long as it is tried; a dead letter queue sets it aside.",
        pattern="Dead letter queue",
        document=checked(document),
        group="lesson",
    )
