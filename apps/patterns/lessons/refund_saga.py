"""A refund saga: what was charged for goods that cannot be shipped is paid back, and somebody has to see that it is.

Garcia-Molina, Salem, "Sagas", SIGMOD 1987: compensating transactions, which must be retried until they succeed.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, ErrorRate
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    ExternalSystem,
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

from ..template import Template, at, checked, row


def _command(name: str) -> EventType:
    return EventType(name=name, kind="command", key="orderId", size_bytes=240)


def _event(name: str) -> EventType:
    return EventType(name=name, kind="domain_event", key="orderId", size_bytes=240)


# The ids are the routing keys: "payment.*" binds the queue of Payment.
EVENT_TYPES = {
    "order.placed": _event("OrderPlaced"),
    "payment.charge": _command("ChargePayment"),
    "payment.refund": _command("RefundPayment"),
    "answer.charged": _event("PaymentCharged"),
    "answer.refunded": _event("PaymentRefunded"),
    "shipping.ship": _command("ShipOrder"),
    "answer.shipped": _event("OrderShipped"),
    "answer.unshippable": _event("OrderUnshippable"),
}

QUEUES = {"saga": ("order.#", "answer.#"), "payment": ("payment.*",), "shipping": ("shipping.*",)}


def _participant(name: str, y: float, mean_ms: float, handlers: dict[str, Handler]) -> Service:
    return Service(
        name=name,
        position=at(576, y),
        instances=2,
        concurrency=4,
        work=Exponential(mean=mean_ms),
        retry=RetryPolicy(max_retries=2, base_ms=250, jitter="full"),
        idempotent=True,
        handlers=handlers,
    )


NODES: dict[str, AnyNode] = {
    "shop": Clients(
        name="Shop",
        position=at(0, 32),
        workload=PoissonArrivals(per_second=40),
        sends=[Share(event_type="order.placed")],
    ),
    "order_saga": Saga(
        name="Order saga",
        description="Charges, then ships; refunds what cannot be shipped.",
        position=at(0, 192),
        starts_on="order.placed",
        steps=[
            SagaStep(
                name="Charge",
                command="payment.charge",
                succeeds_on="answer.charged",
                timeout_ms=8_000,
                compensation="payment.refund",
                compensated_on="answer.refunded",
                compensation_retries=3,
                compensation_backoff_ms=2_000,
            ),
            SagaStep(
                name="Ship",
                command="shipping.ship",
                succeeds_on="answer.shipped",
                fails_on=["answer.unshippable"],
                timeout_ms=8_000,
            ),
        ],
    ),
    "rabbitmq": RabbitMq(name="RabbitMQ", position=at(280, 0)),
    "shop_exchange": RabbitMqExchange(name="shop", parent="rabbitmq", position=row(0), exchange_type="topic"),
    **{
        f"{name}_queue": RabbitMqQueue(name=name, parent="rabbitmq", position=row(1 + index))
        for index, name in enumerate(QUEUES)
    },
    "dead": DeadLetterQueue(name="shop.dead", parent="rabbitmq", position=row(4)),
    "payment": _participant(
        "Payment",
        56,
        30,
        {
            "charge": Handler(on="payment.charge", outcomes=[Outcome(name="charged", emits=["answer.charged"])]),
            "refund": Handler(on="payment.refund", outcomes=[Outcome(name="refunded", emits=["answer.refunded"])]),
        },
    ),
    "shipping": _participant(
        "Shipping",
        192,
        80,
        {
            "ship": Handler(
                on="shipping.ship",
                outcomes=[
                    Outcome(name="shipped", weight=97, emits=["answer.shipped"]),
                    Outcome(name="not in stock", weight=3, emits=["answer.unshippable"]),
                ],
                on_failure=["answer.unshippable"],
            )
        },
    ),
    "bank": ExternalSystem(name="Bank", position=at(800, 56), concurrency=32, work=Exponential(mean=60)),
}

EDGES: dict[str, AnyEdge] = {
    **{f"{node}-shop": Publish(source=node, target="shop_exchange") for node in ("shop", "order_saga")},
    **{f"{node}-shop": Publish(source=node, target="shop_exchange") for node in ("payment", "shipping")},
    **{
        f"shop-{name}_queue-{index}": Subscribe(source="shop_exchange", target=f"{name}_queue", binding_key=key)
        for name, keys in QUEUES.items()
        for index, key in enumerate(keys)
    },
    "saga_queue-order_saga": Subscribe(source="saga_queue", target="order_saga", prefetch=64),
    "payment_queue-payment": Subscribe(source="payment_queue", target="payment", prefetch=8),
    "shipping_queue-shipping": Subscribe(source="shipping_queue", target="shipping", prefetch=8),
    "payment-bank": Call(source="payment", target="bank", on=["payment.refund"], timeout_ms=1_000),
    **{f"{name}_queue-dead": DeadLetter(source=f"{name}_queue", target="dead") for name in QUEUES},
}


def template() -> Template:
    document = Document(
        title="Refund saga",
        description="Charge first, ship then; what cannot be shipped is refunded.",
        story=Story(
            watch="Watch three in a hundred orders turn out to be unshippable and be refunded, one refund each.",
            break_it="Break shipping, and every charged order that does not ship is refunded; then break the refunds "
            "too, and what the saga could not undo after its retries stays stuck, paid for and not delivered.",
            learn="Compensations fail like everything else, so they have to be idempotent and retried for longer than "
            "an outage lasts, and what is left over needs an alarm and a person.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "shipping-fails": Scenario(
                name="Nothing can be shipped for 20 seconds",
                description="Every order of that time is refunded, and each once.",
                until_seconds=120,
                faults=[ErrorRate(target="shipping", at_seconds=20, duration_seconds=20, percent=100)],
            ),
            "short-refund-outage": Scenario(
                name="Refunds fail for 20 seconds as well",
                description="The saga's retries outlast the outage: later, but everybody is refunded.",
                until_seconds=120,
                faults=[
                    ErrorRate(target="shipping", at_seconds=20, duration_seconds=20, percent=100),
                    Crash(target="bank", at_seconds=20, duration_seconds=20),
                ],
            ),
            "long-refund-outage": Scenario(
                name="Refunds fail for a minute and a half as well",
                description="The retries run out: orders stay stuck, charged and neither shipped nor refunded.",
                until_seconds=180,
                faults=[
                    ErrorRate(target="shipping", at_seconds=20, duration_seconds=20, percent=100),
                    Crash(target="bank", at_seconds=20, duration_seconds=90),
                ],
            ),
        },
    )
    return Template(
        name="refund_saga",
        title="Refund saga",
        summary="What cannot be shipped is refunded, unless refunds fail longer than they are retried.",
        pattern="Compensation",
        document=checked(document),
        group="lesson",
    )
