"""Publish and subscribe: an SNS topic copies each event to a queue of every subscriber."""

from apps.schema.distributions import Exponential, LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, TrafficSpike
from apps.schema.nodes import (
    AnyNode,
    AwsMessaging,
    Clients,
    DeadLetterQueue,
    Handler,
    Outcome,
    Service,
    Share,
    SnsTopic,
    SqsQueue,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "place_order": EventType(name="PlaceOrder", kind="command", key="orderId", size_bytes=900),
    "order_placed": EventType(name="OrderPlaced", kind="integration_event", key="orderId", size_bytes=700),
}

RETRY = RetryPolicy(max_retries=3, base_ms=500, jitter="full")


def _subscriber(name: str, y: float, median: float, p99: float, does: str) -> Service:
    return Service(
        name=name,
        description=does,
        position=at(800, y),
        instances=2,
        concurrency=4,
        work=LogNormal(median=median, p99=p99),
        failure_percent=1,
        retry=RETRY,
        idempotent=True,
        handlers={"placed": Handler(on="order_placed")},
    )


NODES: dict[str, AnyNode] = {
    "shoppers": Clients(
        name="Shoppers",
        position=at(0, 128),
        workload=PoissonArrivals(per_second=100),
        sends=[Share(event_type="place_order")],
    ),
    "order_service": Service(
        name="Order service",
        position=at(232, 128),
        instances=2,
        concurrency=4,
        work=Exponential(mean=30),
        idempotent=True,
        handlers={"place": Handler(on="place_order", outcomes=[Outcome(name="accepted", emits=["order_placed"])])},
    ),
    "aws": AwsMessaging(name="SQS and SNS", position=at(480, 0)),
    "orders_placed": SnsTopic(name="orders-placed", parent="aws", position=row(0)),
    "inventory_queue": SqsQueue(name="inventory-orders", parent="aws", position=row(1), max_receive_count=4),
    "notification_queue": SqsQueue(name="notification-orders", parent="aws", position=row(2), max_receive_count=4),
    "analytics_queue": SqsQueue(name="analytics-orders", parent="aws", position=row(3), max_receive_count=4),
    "orders_dlq": DeadLetterQueue(name="orders-dlq", parent="aws", position=row(4)),
    "inventory": _subscriber("Inventory", 16, 32, 120, "Reserves stock."),
    "notification": _subscriber("Notification", 128, 35, 150, "Sends the order confirmation."),
    "analytics": _subscriber("Analytics", 240, 30, 110, "Updates the dashboards."),
}

EDGES: dict[str, AnyEdge] = {
    "shoppers-order_service": Call(source="shoppers", target="order_service", timeout_ms=2_000, latency_ms=10),
    "order_service-orders_placed": Publish(source="order_service", target="orders_placed"),
    **{
        f"orders_placed-{name}_queue": Subscribe(source="orders_placed", target=f"{name}_queue")
        for name in ("inventory", "notification", "analytics")
    },
    **{
        f"{name}_queue-{name}": Subscribe(source=f"{name}_queue", target=name)
        for name in ("inventory", "notification", "analytics")
    },
    **{
        f"{name}_queue-orders_dlq": DeadLetter(source=f"{name}_queue", target="orders_dlq")
        for name in ("inventory", "notification", "analytics")
    },
}

SCENARIOS = {
    "notification-down": Scenario(
        name="Notification is down for 30 seconds",
        description="Its queue keeps 3,000 events; the other subscribers do not notice.",
        until_seconds=120,
        faults=[Crash(target="notification", at_seconds=20, duration_seconds=30)],
    ),
    "burst": Scenario(
        name="Three times the traffic",
        description="For 15 seconds: the queues absorb what the subscribers cannot take at once.",
        until_seconds=120,
        faults=[TrafficSpike(target="shoppers", at_seconds=20, duration_seconds=15, factor=3)],
    ),
}


def template() -> Template:
    document = Document(
        title="Publish and subscribe",
        description="The order service publishes once; every subscriber gets its own copy in its own queue.",
        story=Story(
            watch="Watch one OrderPlaced go into the topic and three come out, one copy for the queue of each "
            "subscriber.",
            break_it="Take Notification down: its queue fills by a hundred events a second and drains when it is back, "
            "while Inventory and Analytics go on as if nothing had happened.",
            learn="The publisher neither knows nor waits for its subscribers, so one can fail, or be added, without "
            "anyone else being changed.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="pub_sub",
        title="Publish and subscribe",
        summary="One SNS topic, three SQS queues, three subscribers that know nothing of each other.",
        pattern="Pub/sub",
        document=checked(document),
    )
