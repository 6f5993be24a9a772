"""A saga stuck without a timeout: an answer that never comes is waited for for ever.

Garcia-Molina, Salem, "Sagas", SIGMOD 1987; a lost answer can only be noticed by the clock.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import ErrorRate
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    Handler,
    KafkaCluster,
    KafkaTopic,
    Outcome,
    Saga,
    SagaStep,
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

A_DAY_MS = 86_400_000
SAGAS = {"waiting": A_DAY_MS, "timed": 5_000}

EVENT_TYPES = {
    "order_placed": EventType(name="OrderPlaced", kind="domain_event", key="orderId", size_bytes=700),
    "stock_reserved": EventType(name="StockReserved", kind="domain_event", key="orderId", size_bytes=240),
    "payment_completed": EventType(name="PaymentCompleted", kind="integration_event", key="orderId", size_bytes=320),
    "release_stock": EventType(name="ReleaseStock", kind="command", key="orderId", size_bytes=200),
}


def _saga(name: str, does: str, y: float, timeout_ms: float) -> Saga:
    return Saga(
        name=name,
        description=does,
        position=at(32, y),
        starts_on="order_placed",
        steps=[
            SagaStep(
                name="Reserve stock",
                succeeds_on="stock_reserved",
                timeout_ms=timeout_ms,
                compensation="release_stock",
            ),
            SagaStep(name="Charge card", succeeds_on="payment_completed", timeout_ms=timeout_ms),
        ],
    )


def _participant(name: str, y: float, handlers: dict[str, Handler]) -> Service:
    return Service(
        name=name,
        position=at(672, y),
        instances=2,
        concurrency=3,
        work=Exponential(mean=40),
        retry=RetryPolicy(max_retries=2, base_ms=200, jitter="full"),
        idempotent=True,
        handlers=handlers,
    )


NODES: dict[str, AnyNode] = {
    "shop": Clients(
        name="Shop",
        position=at(32, 0),
        workload=PoissonArrivals(per_second=60),
        sends=[Share(event_type="order_placed")],
    ),
    "waiting": _saga("No timeout", "Waits for ever; here that is a day.", 136, SAGAS["waiting"]),
    "timed": _saga("5 s timeout", "No answer within 5 seconds is a failure.", 272, SAGAS["timed"]),
    "kafka": KafkaCluster(name="Kafka", position=at(352, 16)),
    "orders": KafkaTopic(name="orders", parent="kafka", position=row(0)),
    "stock_events": KafkaTopic(name="stock", parent="kafka", position=row(1)),
    "payments": KafkaTopic(name="payments", parent="kafka", position=row(2)),
    "saga_commands": KafkaTopic(name="saga.commands", parent="kafka", position=row(3), partitions=3),
    "orders_dlq": DeadLetterQueue(name="orders.dlq", parent="kafka", position=row(4)),
    "stock": _participant(
        "Stock",
        48,
        {
            "reserve": Handler(on="order_placed", outcomes=[Outcome(name="reserved", emits=["stock_reserved"])]),
            "release": Handler(on="release_stock", work=Exponential(mean=8)),
        },
    ),
    "payment": _participant(
        "Payment", 208, {"charge": Handler(on="order_placed", outcomes=[Outcome(emits=["payment_completed"])])}
    ),
}

EDGES: dict[str, AnyEdge] = {
    "shop-orders": Publish(source="shop", target="orders"),
    "orders-stock": Subscribe(source="orders", target="stock"),
    "orders-payment": Subscribe(source="orders", target="payment"),
    "stock-stock_events": Publish(source="stock", target="stock_events"),
    "payment-payments": Publish(source="payment", target="payments"),
    **{
        f"{topic}-{saga}": Subscribe(source=topic, target=saga)
        for saga in SAGAS
        for topic in ("orders", "stock_events", "payments")
    },
    **{f"{saga}-saga_commands": Publish(source=saga, target="saga_commands") for saga in SAGAS},
    "saga_commands-stock": Subscribe(source="saga_commands", target="stock"),
    **{f"{service}-orders_dlq": DeadLetter(source=service, target="orders_dlq") for service in ("stock", "payment")},
}


def template() -> Template:
    document = Document(
        title="Saga stuck without a timeout",
        description="Two sagas watch the same orders; one of them has a clock.",
        story=Story(
            watch="Watch two sagas follow sixty orders a second through stock and payment.",
            break_it="Let most payments fail for twenty seconds: what runs out of retries is dead-lettered, nobody "
            "ever answers for it, and the upper saga keeps those orders open and their stock reserved for ever.",
            learn="A message that is lost or parked tells nobody, so every step that waits needs a timeout after which "
            "the saga undoes what was done, as the lower one does.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "no-answer": Scenario(
                name="Payment fails 70 % of the time",
                description="For 20 seconds: a third of the orders get no answer at all.",
                until_seconds=150,
                faults=[ErrorRate(target="payment", at_seconds=20, duration_seconds=20, percent=70)],
            )
        },
    )
    return Template(
        name="stuck_saga",
        title="Saga stuck without a timeout",
        summary="An answer that never comes leaves orders open for ever; a timeout undoes them.",
        pattern="Saga timeout",
        document=checked(document),
        group="lesson",
    )
