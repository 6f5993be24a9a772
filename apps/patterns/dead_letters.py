"""Retries with backoff and jitter, and a dead letter queue that somebody inspects and replays."""

from apps.schema.distributions import Constant, Exponential, LogNormal
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
    Service,
    Share,
)
from apps.schema.retries import RetryPolicy
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "invoice.send": EventType(name="SendInvoice", kind="command", key="invoiceId", size_bytes=1_200),
}

NODES: dict[str, AnyNode] = {
    "checkout": Clients(
        name="Checkout",
        position=at(0, 32),
        workload=PoissonArrivals(per_second=60),
        sends=[Share(event_type="invoice.send")],
    ),
    "rabbitmq": RabbitMq(name="RabbitMQ", position=at(264, 0)),
    "billing": RabbitMqExchange(name="billing", parent="rabbitmq", position=row(0), exchange_type="direct"),
    "invoices": RabbitMqQueue(name="invoices", parent="rabbitmq", position=row(1), queue_type="quorum"),
    "invoices_dlq": DeadLetterQueue(name="invoices.dlq", parent="rabbitmq", position=row(2)),
    "mailer": Service(
        name="Invoice mailer",
        position=at(552, 80),
        instances=3,
        concurrency=4,
        work=Exponential(mean=10),
        failure_percent=1,
        retry=RetryPolicy(max_retries=3, backoff="exponential", base_ms=500, factor=2, jitter="full"),
        idempotent=True,
        handlers={"send": Handler(on="invoice.send")},
    ),
    "mail_provider": ExternalSystem(
        name="Mail provider", position=at(800, 80), concurrency=64, work=LogNormal(median=40, p99=150)
    ),
    "replay": Service(
        name="Inspect and replay",
        description="Eight a second: what was dead goes back to the queue it came from.",
        position=at(0, 152),
        instances=1,
        concurrency=4,
        work=Constant(ms=500),
        retry=RetryPolicy(max_retries=3, base_ms=500, jitter="full"),
        idempotent=True,
        handlers={"replay": Handler(on="invoice.send", outcomes=[Outcome(name="replayed", emits=["invoice.send"])])},
    ),
}

EDGES: dict[str, AnyEdge] = {
    "checkout-billing": Publish(source="checkout", target="billing"),
    "billing-invoices": Subscribe(source="billing", target="invoices", binding_key="invoice.send"),
    "invoices-mailer": Subscribe(source="invoices", target="mailer", prefetch=8),
    "mailer-mail_provider": Call(source="mailer", target="mail_provider", timeout_ms=1_000, latency_ms=5),
    "invoices-invoices_dlq": DeadLetter(source="invoices", target="invoices_dlq"),
    "invoices_dlq-replay": Subscribe(source="invoices_dlq", target="replay", prefetch=4),
    "replay-billing": Publish(source="replay", target="billing"),
}

SCENARIOS = {
    "provider-errors": Scenario(
        name="The mail provider fails 80 % of the time",
        description="For 30 seconds: four in ten invoices run out of retries and wait in invoices.dlq.",
        until_seconds=150,
        faults=[ErrorRate(target="mail_provider", at_seconds=20, duration_seconds=30, percent=80)],
    ),
    "provider-hiccup": Scenario(
        name="The mail provider is down for one second",
        description="Retries with backoff ride over it: next to nothing is dead-lettered.",
        until_seconds=120,
        faults=[Crash(target="mail_provider", at_seconds=20, duration_seconds=1)],
    ),
}


def template() -> Template:
    document = Document(
        title="Retries and dead letters",
        description="A worker depends on somebody else's service, which fails now and then.",
        story=Story(
            watch="Watch the mailer retry the one in a hundred attempts that fails, later each time and at random "
            "moments, so that the dead letter queue stays empty.",
            break_it="Let the mail provider fail four times in five: retries run out, dead letters pile up, and they "
            "drain through the replay once it is healed.",
            learn="Retries are for short trouble and multiply the load in long trouble; a dead letter queue keeps what "
            "they could not do, so that nothing is lost and the rest goes on.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="dead_letters",
        title="Retries and dead letters",
        summary="A RabbitMQ queue, a worker with backoff and jitter, a dead letter queue and its replay.",
        pattern="Dead letter queue",
        document=checked(document),
    )
