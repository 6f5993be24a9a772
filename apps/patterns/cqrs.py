"""CQRS: commands change a database whose outbox feeds Kafka; queries are answered from a view built of its events."""

from apps.schema.distributions import Exponential, LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Read, Subscribe, Write
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, Slow
from apps.schema.nodes import (
    AnyNode,
    Clients,
    Database,
    DeadLetterQueue,
    Handler,
    KafkaCluster,
    KafkaTopic,
    Outbox,
    Projection,
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "place_order": EventType(name="PlaceOrder", kind="command", key="orderId", size_bytes=900),
    "find_orders": EventType(
        name="FindOrders", kind="command", description="A query: it changes nothing.", key="customerId", size_bytes=160
    ),
    "order_placed": EventType(name="OrderPlaced", kind="domain_event", key="orderId", size_bytes=700),
}

NODES: dict[str, AnyNode] = {
    "shoppers": Clients(
        name="Shoppers",
        description="Nine queries for every order.",
        position=at(0, 128),
        workload=PoissonArrivals(per_second=200),
        sends=[Share(event_type="place_order", weight=1), Share(event_type="find_orders", weight=9)],
    ),
    "write_model": Service(
        name="Write model",
        position=at(248, 16),
        instances=1,
        concurrency=4,
        work=Exponential(mean=60),
        idempotent=True,
        handlers={"place": Handler(on="place_order")},
    ),
    "orders_db": Database(
        name="Orders DB",
        position=at(496, 16),
        concurrency=4,
        work=LogNormal(median=12, p99=60),
        outbox=Outbox(relay_interval_ms=100),
    ),
    "kafka": KafkaCluster(name="Kafka", position=at(760, 0)),
    "order_events": KafkaTopic(name="order-events", parent="kafka", position=row(0), partitions=6),
    "views_dlq": DeadLetterQueue(name="views.dlq", parent="kafka", position=row(1)),
    "orders_view": Projection(
        name="Orders view",
        description="Denormalised for one query.",
        position=at(496, 240),
        concurrency=4,
        work=Exponential(mean=9),
    ),
    "search_index": Projection(
        name="Search index",
        position=at(496, 352),
        concurrency=2,
        work=Exponential(mean=50),
        failure_percent=1,
        retry=RetryPolicy(max_retries=5, base_ms=200, jitter="full"),
    ),
    "read_model": Service(
        name="Read model API",
        position=at(248, 240),
        instances=1,
        concurrency=8,
        work=Exponential(mean=8),
        idempotent=True,
        handlers={"find": Handler(on="find_orders")},
    ),
}

EDGES: dict[str, AnyEdge] = {
    "shoppers-write_model": Call(
        source="shoppers", target="write_model", on=["place_order"], timeout_ms=2_000, latency_ms=10
    ),
    "shoppers-read_model": Call(
        source="shoppers", target="read_model", on=["find_orders"], timeout_ms=2_000, latency_ms=10
    ),
    "write_model-orders_db": Write(source="write_model", target="orders_db", sends="order_placed", timeout_ms=1_000),
    "orders_db-order_events": Publish(source="orders_db", target="order_events", event_types=["order_placed"]),
    "order_events-orders_view": Subscribe(source="order_events", target="orders_view"),
    "order_events-search_index": Subscribe(source="order_events", target="search_index"),
    "read_model-orders_view": Read(source="read_model", target="orders_view", timeout_ms=1_000),
    "search_index-views_dlq": DeadLetter(source="search_index", target="views_dlq"),
}

SCENARIOS = {
    "database-down": Scenario(
        name="The write database is down for 30 seconds",
        description="Orders fail; queries are answered from the view as before.",
        until_seconds=120,
        faults=[Crash(target="orders_db", at_seconds=20, duration_seconds=30)],
    ),
    "slow-view": Scenario(
        name="The view is 4 times slower",
        description="For 20 seconds: queries time out and the view falls behind, while orders are taken as before.",
        until_seconds=120,
        faults=[Slow(target="orders_view", at_seconds=20, duration_seconds=20, factor=4)],
    ),
}


def template() -> Template:
    document = Document(
        title="CQRS",
        description="Commands and queries take different paths, through different models.",
        story=Story(
            watch="Watch commands take the upper path into the database, whose outbox relays each change over Kafka to "
            "the views, and nine times as many queries take the lower one.",
            break_it="Take Orders DB down: no order can be placed, yet every query is still answered; or slow the view "
            "down and see the opposite.",
            learn="The two sides scale and fail on their own, and the price is that a view is always a little behind "
            "what was written.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="cqrs",
        title="CQRS",
        summary="A write model with an outbox, Kafka, and read models that answer the queries.",
        pattern="CQRS",
        document=checked(document),
    )
