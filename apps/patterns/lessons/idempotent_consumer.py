"""Redelivery: a consumer that dies after its work and before its acknowledgement gets the same message again.

RabbitMQ documentation, "Reliability guide": consumers must be idempotent.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import CrashBeforeAck
from apps.schema.nodes import (
    AnyNode,
    Clients,
    DeadLetterQueue,
    Handler,
    RabbitMq,
    RabbitMqExchange,
    RabbitMqQueue,
    Service,
    Share,
)
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

LANES = ("naive", "idempotent")


def _ledger(name: str, does: str, y: float, idempotent: bool) -> Service:
    return Service(
        name=name,
        description=does,
        position=at(640, y),
        instances=2,
        concurrency=4,
        work=Exponential(mean=30),
        idempotent=idempotent,
        idempotency_store="inbox",
        handlers={"book": Handler(on="payment.received")},
    )


NODES: dict[str, AnyNode] = {
    "payments": Clients(
        name="Payments",
        position=at(0, 92),
        workload=PoissonArrivals(per_second=100),
        sends=[Share(event_type="payment.received")],
    ),
    "rabbitmq": RabbitMq(name="RabbitMQ", position=at(288, 0)),
    "events": RabbitMqExchange(name="payments", parent="rabbitmq", position=row(0), exchange_type="fanout"),
    "naive_queue": RabbitMqQueue(name="ledger", parent="rabbitmq", position=row(1)),
    "idempotent_queue": RabbitMqQueue(name="ledger with inbox", parent="rabbitmq", position=row(2)),
    "dead": DeadLetterQueue(name="payments.dead", parent="rabbitmq", position=row(3)),
    "naive": _ledger("Ledger", "Books what it gets.", 36, idempotent=False),
    "idempotent": _ledger(
        "With inbox",
        "Books, and notes the id in the same transaction; what it knows it skips.",
        148,
        idempotent=True,
    ),
}

EDGES: dict[str, AnyEdge] = {
    "payments-events": Publish(source="payments", target="events"),
    **{f"events-{lane}_queue": Subscribe(source="events", target=f"{lane}_queue") for lane in LANES},
    **{f"{lane}_queue-{lane}": Subscribe(source=f"{lane}_queue", target=lane, prefetch=8) for lane in LANES},
    **{f"{lane}_queue-dead": DeadLetter(source=f"{lane}_queue", target="dead") for lane in LANES},
}


def template() -> Template:
    document = Document(
        title="Redelivery and the idempotent consumer",
        description="Two ledgers book the same payments; one remembers what it has booked.",
        story=Story(
            watch="Watch every payment go to both ledgers, once each.",
            break_it="Let both die before they acknowledge one payment in twenty: the broker delivers those again, and "
            "the upper ledger books them twice.",
            learn="No broker can tell work that was not done from work that was not acknowledged, so it is the "
            "consumer's inbox, written in the transaction of the work, that turns at least once into once.",
        ),
        event_types={
            "payment.received": EventType(
                name="PaymentReceived", kind="integration_event", key="paymentId", size_bytes=320
            )
        },
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "crashes": Scenario(
                name="One in twenty is not acknowledged",
                description="For a minute both ledgers crash after the work and before its acknowledgement.",
                until_seconds=120,
                faults=[CrashBeforeAck(target=lane, at_seconds=20, duration_seconds=60, percent=5) for lane in LANES],
            )
        },
    )
    return Template(
        name="idempotent_consumer",
        title="Redelivery and the idempotent consumer",
        summary="Crashes before the acknowledgement book payments twice, unless an inbox knows them.",
        pattern="Inbox",
        document=checked(document),
        group="lesson",
    )
