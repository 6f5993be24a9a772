"""An orchestrated saga over RabbitMQ: reserve, charge, ship, and how to undo each step."""

from apps.schema.distributions import Constant, Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, ErrorRate
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    Handler,
    Outcome,
    RabbitMq,
    RabbitMqExchange,
    RabbitMqQueue,
    Saga,
    SagaStep,
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row


def _command(name: str) -> EventType:
    return EventType(name=name, kind="command", key="orderId", size_bytes=240)


def _event(name: str) -> EventType:
    return EventType(name=name, kind="domain_event", key="orderId", size_bytes=260)


# The ids are the routing keys: "inventory.*" binds the queue of Inventory.
EVENT_TYPES = {
    "order.place": _command("PlaceOrder"),
    "order.placed": _event("OrderPlaced"),
    "inventory.reserve": _command("ReserveInventory"),
    "inventory.release": _command("ReleaseInventory"),
    "inventory.reserved": _event("InventoryReserved"),
    "inventory.released": _event("InventoryReleased"),
    "inventory.refused": _event("InventoryRefused"),
    "payment.charge": _command("ChargePayment"),
    "payment.refund": _command("RefundPayment"),
    "payment.charged": _event("PaymentCharged"),
    "payment.refunded": _event("PaymentRefunded"),
    "payment.refused": _event("PaymentRefused"),
    "shipping.ship": _command("ShipOrder"),
    "shipping.shipped": _event("OrderShipped"),
    "shipping.failed": _event("ShipmentFailed"),
}

RETRY = RetryPolicy(max_retries=2, base_ms=250, jitter="full")


def _participant(name: str, y: float, instances: int, mean_ms: float, handlers: dict[str, Handler]) -> Service:
    return Service(
        name=name,
        position=at(800, y),
        instances=instances,
        concurrency=2,
        work=Exponential(mean=mean_ms),
        failure_percent=1,
        retry=RETRY,
        idempotent=True,
        handlers=handlers,
    )


def _undo(command: str, ms: float, confirmed_by: str) -> Handler:
    return Handler(on=command, work=Constant(ms=ms), outcomes=[Outcome(name="undone", emits=[confirmed_by])])


ORCHESTRATOR = Saga(
    name="Order saga",
    position=at(216, 224),
    starts_on="order.placed",
    steps=[
        SagaStep(
            name="Reserve inventory",
            command="inventory.reserve",
            succeeds_on="inventory.reserved",
            fails_on=["inventory.refused"],
            timeout_ms=6_000,
            compensation="inventory.release",
            compensated_on="inventory.released",
        ),
        SagaStep(
            name="Charge payment",
            command="payment.charge",
            succeeds_on="payment.charged",
            fails_on=["payment.refused"],
            timeout_ms=6_000,
            compensation="payment.refund",
            compensated_on="payment.refunded",
        ),
        SagaStep(
            name="Ship order",
            command="shipping.ship",
            succeeds_on="shipping.shipped",
            fails_on=["shipping.failed"],
            timeout_ms=6_000,
        ),
    ],
)

SERVICES: dict[str, AnyNode] = {
    "shoppers": Clients(
        name="Shoppers",
        position=at(0, 40),
        workload=PoissonArrivals(per_second=50),
        sends=[Share(event_type="order.place")],
    ),
    "order_service": Service(
        name="Order service",
        position=at(216, 40),
        instances=1,
        concurrency=4,
        work=Exponential(mean=30),
        idempotent=True,
        handlers={"place": Handler(on="order.place", outcomes=[Outcome(name="accepted", emits=["order.placed"])])},
    ),
    "order_saga": ORCHESTRATOR,
    "inventory": _participant(
        "Inventory",
        104,
        2,
        40,
        {
            "reserve": Handler(
                on="inventory.reserve",
                outcomes=[
                    Outcome(name="reserved", weight=99, emits=["inventory.reserved"]),
                    Outcome(name="out of stock", weight=1, emits=["inventory.refused"]),
                ],
                on_failure=["inventory.refused"],
            ),
            "release": _undo("inventory.release", 10, "inventory.released"),
        },
    ),
    "payment": _participant(
        "Payment",
        224,
        3,
        60,
        {
            "charge": Handler(
                on="payment.charge",
                outcomes=[
                    Outcome(name="charged", weight=98, emits=["payment.charged"]),
                    Outcome(name="card declined", weight=2, emits=["payment.refused"]),
                ],
                on_failure=["payment.refused"],
            ),
            "refund": _undo("payment.refund", 20, "payment.refunded"),
        },
    ),
    "shipping": _participant(
        "Shipping",
        344,
        4,
        80,
        {
            "ship": Handler(
                on="shipping.ship",
                outcomes=[
                    Outcome(name="shipped", weight=98, emits=["shipping.shipped"]),
                    Outcome(name="no carrier", weight=2, emits=["shipping.failed"]),
                ],
                on_failure=["shipping.failed"],
            )
        },
    ),
}

BROKER: dict[str, AnyNode] = {
    "rabbitmq": RabbitMq(name="RabbitMQ", position=at(464, 0)),
    "events": RabbitMqExchange(name="events", parent="rabbitmq", position=row(0), exchange_type="topic"),
    "saga_queue": RabbitMqQueue(name="saga", parent="rabbitmq", position=row(1)),
    "commands": RabbitMqExchange(name="commands", parent="rabbitmq", position=row(2), exchange_type="topic"),
    "inventory_queue": RabbitMqQueue(name="inventory", parent="rabbitmq", position=row(3)),
    "payment_queue": RabbitMqQueue(name="payment", parent="rabbitmq", position=row(4)),
    "shipping_queue": RabbitMqQueue(name="shipping", parent="rabbitmq", position=row(5)),
    "saga_dlq": DeadLetterQueue(name="saga.dlq", parent="rabbitmq", position=row(6)),
}

PARTICIPANTS = ("inventory", "payment", "shipping")

EDGES: dict[str, AnyEdge] = {
    "shoppers-order_service": Call(source="shoppers", target="order_service", timeout_ms=2_000, latency_ms=10),
    "order_service-events": Publish(source="order_service", target="events"),
    "events-saga_queue": Subscribe(source="events", target="saga_queue", binding_key="#"),
    "saga_queue-order_saga": Subscribe(source="saga_queue", target="order_saga", prefetch=100),
    "order_saga-commands": Publish(source="order_saga", target="commands"),
    **{
        f"commands-{name}_queue": Subscribe(source="commands", target=f"{name}_queue", binding_key=f"{name}.*")
        for name in PARTICIPANTS
    },
    **{f"{name}_queue-{name}": Subscribe(source=f"{name}_queue", target=name, prefetch=4) for name in PARTICIPANTS},
    **{f"{name}-events": Publish(source=name, target="events") for name in PARTICIPANTS},
    **{f"{name}_queue-saga_dlq": DeadLetter(source=f"{name}_queue", target="saga_dlq") for name in PARTICIPANTS},
}

SCENARIOS = {
    "shipping-down": Scenario(
        name="Shipping is down for 30 seconds",
        description="Steps time out after 6 seconds; paid orders are refunded and their stock released.",
        until_seconds=120,
        faults=[Crash(target="shipping", at_seconds=20, duration_seconds=30)],
    ),
    "shipping-errors": Scenario(
        name="Shipping fails 70 % of the time",
        description="For 30 seconds: a third of the orders run out of retries and are undone.",
        until_seconds=120,
        faults=[ErrorRate(target="shipping", at_seconds=20, duration_seconds=30, percent=70)],
    ),
}


def template() -> Template:
    document = Document(
        title="Orchestrated saga",
        description="One process over three services, without a distributed transaction.",
        story=Story(
            watch="Watch the saga send one command after another, reserve, charge and ship, and wait for the event "
            "that says how each of them went.",
            break_it="Take Shipping down: six seconds later the saga stops waiting, refunds the payments and releases "
            "the inventory of every order that got stuck, in reverse order.",
            learn="A timeout for each step and an action that undoes it replace the distributed transaction, and until "
            "they have run the system is only eventually consistent.",
        ),
        event_types=EVENT_TYPES,
        nodes={**SERVICES, **BROKER},
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="saga",
        title="Orchestrated saga",
        summary="Commands and replies over RabbitMQ; every step has a timeout and an action that undoes it.",
        pattern="Saga",
        document=checked(document),
    )
