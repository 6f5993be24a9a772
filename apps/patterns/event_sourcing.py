"""Event sourcing: an event store holds what happened; views and a Redis stream are derived from it."""

from apps.schema.distributions import Exponential, LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Read, Subscribe, Write
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, Slow
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    EventStore,
    Handler,
    Outcome,
    Projection,
    RedisServer,
    RedisStream,
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import ConstantArrivals, PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "create_order": EventType(name="CreateOrder", kind="command", key="orderId", size_bytes=900),
    "record_payment": EventType(name="RecordPayment", kind="command", key="orderId", size_bytes=300),
    "ship_order": EventType(name="ShipOrder", kind="command", key="orderId", size_bytes=200),
    "order_created": EventType(name="OrderCreated", kind="domain_event", key="orderId", size_bytes=800),
    "payment_received": EventType(name="PaymentReceived", kind="domain_event", key="orderId", size_bytes=240),
    "order_shipped": EventType(name="OrderShipped", kind="domain_event", key="orderId", size_bytes=220),
    "parcel_announced": EventType(name="ParcelAnnounced", kind="integration_event", key="orderId", size_bytes=180),
    "get_status": EventType(name="GetOrderStatus", kind="command", key="orderId", size_bytes=120),
}


def _decides(name: str, y: float, command: str, mean_ms: float) -> Service:
    return Service(
        name=name,
        position=at(192, y),
        instances=1,
        concurrency=4,
        work=Exponential(mean=mean_ms),
        idempotent=True,
        handlers={"decide": Handler(on=command)},
    )


NODES: dict[str, AnyNode] = {
    "customers": Clients(
        name="Customers",
        position=at(0, 112),
        workload=PoissonArrivals(per_second=120),
        sends=[
            Share(event_type="create_order", weight=4),
            Share(event_type="record_payment", weight=4),
            Share(event_type="ship_order", weight=4),
        ],
    ),
    "ordering": _decides("Ordering", 0, "create_order", 40),
    "billing": _decides("Billing", 112, "record_payment", 40),
    "warehouse": _decides("Warehouse", 224, "ship_order", 40),
    "event_store": EventStore(
        name="Event store",
        description="The only truth: what happened to each order, in order.",
        position=at(384, 112),
        concurrency=4,
        work=LogNormal(median=8, p99=40),
        partitions=8,
    ),
    "order_status": Projection(
        name="Order status",
        description="fold(events) → { status: shipped, … }",
        position=at(592, 16),
        concurrency=4,
        work=Exponential(mean=10),
    ),
    "revenue": Projection(name="Revenue", position=at(592, 128), concurrency=2, work=Exponential(mean=16)),
    "support": Clients(
        name="Support desk",
        position=at(800, 16),
        workload=ConstantArrivals(per_second=40),
        sends=[Share(event_type="get_status")],
    ),
    "shipment_feed": Service(
        name="Shipment feed",
        description="Turns an internal fact into one for others.",
        position=at(384, 312),
        instances=1,
        concurrency=4,
        work=Exponential(mean=40),
        failure_percent=1,
        retry=RetryPolicy(max_retries=5, base_ms=200, jitter="full"),
        idempotent=True,
        handlers={"shipped": Handler(on="order_shipped", outcomes=[Outcome(emits=["parcel_announced"])])},
    ),
    "redis": RedisServer(name="Redis Streams", position=at(568, 264)),
    "parcels": RedisStream(name="parcels", parent="redis", position=row(0), claim_min_idle_ms=5_000),
    "feed_dlq": DeadLetterQueue(name="parcels.dead", parent="redis", position=row(1)),
    "tracking": Service(
        name="Parcel tracking",
        position=at(800, 312),
        instances=2,
        concurrency=2,
        work=Exponential(mean=50),
        failure_percent=1,
        retry=RetryPolicy(max_retries=3, base_ms=200, jitter="full"),
        idempotent=True,
        handlers={"announced": Handler(on="parcel_announced")},
    ),
}

EDGES: dict[str, AnyEdge] = {
    **{
        f"customers-{service}": Call(source="customers", target=service, on=[command], timeout_ms=2_000, latency_ms=10)
        for service, command in (
            ("ordering", "create_order"),
            ("billing", "record_payment"),
            ("warehouse", "ship_order"),
        )
    },
    **{
        f"{service}-event_store": Write(source=service, target="event_store", sends=event, timeout_ms=1_000)
        for service, event in (
            ("ordering", "order_created"),
            ("billing", "payment_received"),
            ("warehouse", "order_shipped"),
        )
    },
    "event_store-order_status": Subscribe(source="event_store", target="order_status"),
    "event_store-revenue": Subscribe(source="event_store", target="revenue", event_types=["payment_received"]),
    "event_store-shipment_feed": Subscribe(source="event_store", target="shipment_feed", event_types=["order_shipped"]),
    "support-order_status": Read(source="support", target="order_status", timeout_ms=1_000),
    "shipment_feed-parcels": Publish(source="shipment_feed", target="parcels"),
    "parcels-tracking": Subscribe(source="parcels", target="tracking", group="tracking"),
    "shipment_feed-feed_dlq": DeadLetter(source="shipment_feed", target="feed_dlq"),
    "tracking-feed_dlq": DeadLetter(source="tracking", target="feed_dlq"),
}

SCENARIOS = {
    "view-down": Scenario(
        name="Order status is down for 20 seconds",
        description="Writing goes on; the view reads what it missed and is right again.",
        until_seconds=120,
        faults=[Crash(target="order_status", at_seconds=20, duration_seconds=20)],
    ),
    "slow-store": Scenario(
        name="The event store is 5 times slower",
        description="For 20 seconds: every command waits for its append, so the whole write side slows down.",
        until_seconds=120,
        faults=[Slow(target="event_store", at_seconds=20, duration_seconds=20, factor=5)],
    ),
}


def template() -> Template:
    document = Document(
        title="Event sourcing",
        description="Three services append what happened; everything that is shown is computed from that.",
        story=Story(
            watch="Watch commands become facts in the event store, and each fact flow on to the views and to the "
            "parcel feed that need it.",
            break_it="Take Order status down: support gets no answers, yet not one event is lost, and the view catches "
            "up from the store as soon as it is back.",
            learn="Views can be broken and rebuilt because the events are the truth, but every write depends on the "
            "store: slow it down and the whole write side waits.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="event_sourcing",
        title="Event sourcing",
        summary="An event store, two projections folded from it and a Redis stream for the outside world.",
        pattern="Event sourcing",
        document=checked(document),
    )
