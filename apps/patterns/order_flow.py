"""The e-commerce order flow: gateway, order service, Kafka, four consumers, a saga that undoes what cannot be paid."""

from apps.schema.distributions import Constant, Exponential, LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.experiments import Compared, Experiment, Hypothesis, HypothesisProbe, InRange, Method, Probe
from apps.schema.faults import Crash, ErrorRate, TrafficSpike
from apps.schema.nodes import (
    AnyNode,
    ApiGateway,
    Clients,
    DeadLetterQueue,
    Handler,
    KafkaCluster,
    KafkaTopic,
    Outcome,
    Projection,
    Saga,
    SagaStep,
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "place_order": EventType(name="PlaceOrder", kind="command", key="orderId", size_bytes=900),
    "order_placed": EventType(
        name="OrderPlaced",
        kind="domain_event",
        key="orderId",
        size_bytes=700,
        payload={
            "type": "object",
            "required": ["orderId", "customerId", "total"],
            "properties": {
                "orderId": {"type": "string"},
                "customerId": {"type": "string"},
                "total": {"type": "number"},
                "timestamp": {"type": "string", "format": "date-time"},
            },
        },
    ),
    "inventory_reserved": EventType(name="InventoryReserved", kind="domain_event", key="orderId", size_bytes=300),
    "inventory_released": EventType(name="InventoryReleased", kind="domain_event", key="orderId", size_bytes=240),
    "stock_unavailable": EventType(name="StockUnavailable", kind="domain_event", key="orderId", size_bytes=240),
    "payment_completed": EventType(
        name="PaymentCompleted",
        kind="integration_event",
        key="orderId",
        size_bytes=320,
        payload={
            "type": "object",
            "required": ["orderId", "amount", "currency"],
            "properties": {
                "orderId": {"type": "string"},
                "amount": {"type": "number"},
                "currency": {"type": "string"},
            },
        },
    ),
    "payment_failed": EventType(name="PaymentFailed", kind="integration_event", key="orderId", size_bytes=280),
    "release_inventory": EventType(name="ReleaseInventory", kind="command", key="orderId", size_bytes=220),
    "refund_payment": EventType(name="RefundPayment", kind="command", key="orderId", size_bytes=220),
    "notify_cancelled": EventType(
        name="NotifyCancelled",
        kind="command",
        description="Tell the customer that the order could not be completed.",
        key="orderId",
        size_bytes=220,
    ),
}

RETRY = RetryPolicy(max_retries=3, backoff="exponential", base_ms=200, factor=2, max_ms=10_000, jitter="full")

ENTRY: dict[str, AnyNode] = {
    "shoppers": Clients(
        name="Shoppers",
        position=at(0, 16),
        workload=PoissonArrivals(per_second=100),
        sends=[Share(event_type="place_order")],
    ),
    "gateway": ApiGateway(name="API gateway", position=at(0, 168), work=Constant(ms=2)),
    "order_service": Service(
        name="Order service",
        position=at(240, 168),
        instances=2,
        concurrency=4,
        work=LogNormal(median=20, p99=80),
        idempotent=True,
        handlers={"place": Handler(on="place_order", outcomes=[Outcome(name="accepted", emits=["order_placed"])])},
    ),
    "order_saga": Saga(
        name="Order saga",
        description="Watches every order; when it cannot be paid, releases its stock and tells the customer.",
        position=at(240, 344),
        starts_on="order_placed",
        steps=[
            SagaStep(
                name="Reserve stock",
                succeeds_on="inventory_reserved",
                fails_on=["stock_unavailable"],
                timeout_ms=8_000,
                compensation="release_inventory",
                compensated_on="inventory_released",
            ),
            # The refund is for a charge that succeeds after the saga has given up waiting for it.
            SagaStep(
                name="Charge card",
                succeeds_on="payment_completed",
                fails_on=["payment_failed"],
                timeout_ms=8_000,
                compensation="refund_payment",
            ),
        ],
        compensated_emits=["notify_cancelled"],
    ),
}

KAFKA: dict[str, AnyNode] = {
    "kafka": KafkaCluster(name="Kafka", position=at(488, 40), session_timeout_ms=10_000),
    "orders": KafkaTopic(name="orders", parent="kafka", position=row(0), partitions=12),
    "payments": KafkaTopic(name="payments", parent="kafka", position=row(1), partitions=12),
    "inventory_events": KafkaTopic(name="inventory", parent="kafka", position=row(2), partitions=6),
    "saga_commands": KafkaTopic(name="saga.commands", parent="kafka", position=row(3), partitions=3),
    "orders_dlq": DeadLetterQueue(name="orders.dlq", parent="kafka", position=row(4)),
}

CONSUMERS: dict[str, AnyNode] = {
    "inventory": Service(
        name="Inventory",
        position=at(800, 0),
        instances=2,
        concurrency=3,
        work=LogNormal(median=20, p99=80),
        failure_percent=1,
        retry=RETRY,
        idempotent=True,
        handlers={
            "reserve": Handler(
                on="order_placed",
                outcomes=[
                    Outcome(name="reserved", weight=199, emits=["inventory_reserved"]),
                    Outcome(name="out of stock", weight=1, emits=["stock_unavailable"]),
                ],
                on_failure=["stock_unavailable"],
            ),
            "release": Handler(
                on="release_inventory",
                work=Exponential(mean=8),
                outcomes=[Outcome(name="released", emits=["inventory_released"])],
            ),
        },
    ),
    "payment": Service(
        name="Payment",
        position=at(800, 112),
        instances=2,
        concurrency=6,
        work=LogNormal(median=50, p99=180),
        failure_percent=1.5,
        retry=RETRY,
        idempotent=True,
        handlers={
            "charge": Handler(
                on="order_placed",
                outcomes=[
                    Outcome(name="charged", weight=98, emits=["payment_completed"]),
                    Outcome(name="card declined", weight=2, emits=["payment_failed"]),
                ],
                on_failure=["payment_failed"],
            ),
            "refund": Handler(on="refund_payment", work=Exponential(mean=10)),
        },
    ),
    "notification": Service(
        name="Notification",
        position=at(800, 224),
        instances=2,
        concurrency=4,
        work=LogNormal(median=15, p99=60),
        failure_percent=1,
        retry=RETRY,
        idempotent=True,
        handlers={
            "received": Handler(on="order_placed"),
            "paid": Handler(on="payment_completed"),
            "cancelled": Handler(on="notify_cancelled"),
        },
    ),
    "analytics": Projection(name="Analytics", position=at(800, 336), concurrency=4, work=Exponential(mean=20)),
}

SYNCHRONOUS: dict[str, AnyEdge] = {
    "shoppers-gateway": Call(source="shoppers", target="gateway", timeout_ms=3_000, latency_ms=10),
    "gateway-order_service": Call(source="gateway", target="order_service", timeout_ms=2_000),
}

PUBLISHED: dict[str, AnyEdge] = {
    "order_service-orders": Publish(source="order_service", target="orders", event_types=["order_placed"]),
    "inventory-inventory_events": Publish(
        source="inventory",
        target="inventory_events",
        event_types=["inventory_reserved", "inventory_released", "stock_unavailable"],
    ),
    "payment-payments": Publish(
        source="payment", target="payments", event_types=["payment_completed", "payment_failed"]
    ),
    "order_saga-saga_commands": Publish(
        source="order_saga",
        target="saga_commands",
        event_types=["release_inventory", "refund_payment", "notify_cancelled"],
    ),
}

SUBSCRIBED: dict[str, AnyEdge] = {
    "orders-inventory": Subscribe(source="orders", target="inventory"),
    "orders-payment": Subscribe(source="orders", target="payment"),
    "orders-notification": Subscribe(source="orders", target="notification"),
    "orders-analytics": Subscribe(source="orders", target="analytics"),
    "orders-order_saga": Subscribe(source="orders", target="order_saga"),
    "payments-notification": Subscribe(source="payments", target="notification", event_types=["payment_completed"]),
    "payments-order_saga": Subscribe(source="payments", target="order_saga"),
    "inventory_events-order_saga": Subscribe(source="inventory_events", target="order_saga"),
    "saga_commands-inventory": Subscribe(source="saga_commands", target="inventory", event_types=["release_inventory"]),
    "saga_commands-payment": Subscribe(source="saga_commands", target="payment", event_types=["refund_payment"]),
    "saga_commands-notification": Subscribe(
        source="saga_commands", target="notification", event_types=["notify_cancelled"]
    ),
}

DEAD_LETTERED: dict[str, AnyEdge] = {
    f"{service}-orders_dlq": DeadLetter(source=service, target="orders_dlq")
    for service in ("inventory", "payment", "notification")
}

SCENARIOS = {
    "payment-errors": Scenario(
        name="Payment fails 60 % of the time",
        description="For 40 seconds; retries run out, orders are dead-lettered, the saga undoes them.",
        until_seconds=120,
        faults=[ErrorRate(target="payment", at_seconds=20, duration_seconds=40, percent=60)],
    ),
    "payment-down": Scenario(
        name="Payment is down for 30 seconds",
        description="Lag grows on orders; after 8 seconds the saga gives up waiting and releases the stock.",
        until_seconds=120,
        faults=[Crash(target="payment", at_seconds=20, duration_seconds=30)],
    ),
    "flash-sale": Scenario(
        name="Flash sale",
        description="Two and a half times the traffic for 20 seconds: Kafka buffers what the consumers cannot take.",
        until_seconds=120,
        faults=[TrafficSpike(target="shoppers", at_seconds=20, duration_seconds=20, factor=2.5)],
    ),
}


EXPERIMENTS = {
    "payment-dies": Experiment(
        name="Payment dies for 30 seconds",
        description="No order is lost, nobody is charged twice, shoppers notice nothing, and Payment catches up.",
        hypothesis=Hypothesis(
            title="Every order is taken, none is lost, nobody is charged twice",
            probes=[
                HypothesisProbe(metric="lost", during=True),
                HypothesisProbe(metric="duplicate_effects", target="payment", during=True),
                HypothesisProbe(
                    metric="availability",
                    window_seconds=10,
                    tolerance=Compared(operator=">=", value=99),
                    during=True,
                ),
                HypothesisProbe(
                    metric="p99", target="shoppers", window_seconds=10, tolerance=Compared(value=1_000), during=True
                ),
                HypothesisProbe(metric="lag", target="payment", tolerance=Compared(value=200)),
                HypothesisProbe(
                    metric="goodput", target="payment", window_seconds=10, tolerance=InRange(low=80, high=120)
                ),
                HypothesisProbe(metric="sagas_stuck"),
            ],
        ),
        method=Method(faults=[Crash(target="payment", duration_seconds=30)]),
        abort_conditions=[Probe(metric="lag", target="payment", tolerance=Compared(value=20_000))],
        during_seconds=40,
        after_seconds=80,
    )
}


def template() -> Template:
    document = Document(
        title="E-commerce order flow",
        description="An order comes in over HTTP; everything after that happens through events.",
        story=Story(
            watch="Watch a hundred orders a second pass the gateway and fan out over Kafka to Inventory, Payment, "
            "Notification and Analytics, while the saga cancels the two in a hundred whose card is declined.",
            break_it="Take Payment down: its lag grows, and within seconds the saga gives up, releases the reserved "
            "stock and tells the customers; let most of its attempts fail instead, and retries end in orders.dlq.",
            learn="Nobody else falls behind, because each consumer has its own place in the log; retries, dead letters "
            "and compensation turn an outage into delayed and cancelled orders instead of lost ones.",
        ),
        event_types=EVENT_TYPES,
        nodes={**ENTRY, **KAFKA, **CONSUMERS},
        edges={**SYNCHRONOUS, **PUBLISHED, **SUBSCRIBED, **DEAD_LETTERED},
        scenarios=SCENARIOS,
        experiments=EXPERIMENTS,
    )
    return Template(
        name="order_flow",
        title="E-commerce order flow",
        summary="Gateway, order service, Kafka, four consumers, a saga with compensation and a dead letter queue.",
        pattern="Putting it all together",
        document=checked(document),
    )
