"""A remote procedure call by way of a queue: requests with reply-to and correlation id, a pool of workers."""

from apps.schema.distributions import Constant, Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, DeadLetter, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Crash, Slow
from apps.schema.nodes import AnyNode, Clients, DeadLetterQueue, Handler, RabbitMq, RabbitMqQueue, Service, Share
from apps.schema.workloads import PoissonArrivals

from .template import Template, at, checked, row

EVENT_TYPES = {
    "quote.ask": EventType(name="AskForQuote", kind="command", key="cartId", size_bytes=900),
}

NODES: dict[str, AnyNode] = {
    "shoppers": Clients(
        name="Shoppers",
        position=at(0, 32),
        workload=PoissonArrivals(per_second=40),
        sends=[Share(event_type="quote.ask")],
    ),
    "checkout": Service(
        name="Checkout",
        position=at(248, 32),
        instances=2,
        concurrency=60,
        work=Constant(ms=2),
        handlers={"ask": Handler(on="quote.ask")},
    ),
    "rabbitmq": RabbitMq(name="RabbitMQ", position=at(496, 16)),
    "quotes": RabbitMqQueue(name="quotes", parent="rabbitmq", position=row(0), queue_type="quorum"),
    "quotes_dlq": DeadLetterQueue(name="quotes.dlq", parent="rabbitmq", position=row(1)),
    "workers": Service(
        name="Quote workers",
        description="Each works out one quote at a time, sends it to the callback queue, and only then acknowledges.",
        position=at(784, 32),
        instances=3,
        concurrency=1,
        work=Exponential(mean=40),
        idempotent=True,
        handlers={"quote": Handler(on="quote.ask")},
    ),
}

EDGES: dict[str, AnyEdge] = {
    "shoppers-checkout": Call(source="shoppers", target="checkout", timeout_ms=3_000, latency_ms=10),
    "checkout-quotes": Call(source="checkout", target="quotes", timeout_ms=1_500),
    "quotes-workers": Subscribe(source="quotes", target="workers", prefetch=1),
    "quotes-quotes_dlq": DeadLetter(source="quotes", target="quotes_dlq"),
}

SCENARIOS = {
    "slow-workers": Scenario(
        name="The workers are four times slower",
        description="For 20 seconds: requests wait longer than their callers, and replies come too late for a while "
        "after it is over.",
        until_seconds=100,
        faults=[Slow(target="workers", at_seconds=20, duration_seconds=20, factor=4)],
    ),
    "worker-crash": Scenario(
        name="One of the workers crashes",
        description="What it was at goes to another, which answers it instead; a reply may come twice.",
        until_seconds=90,
        faults=[Crash(target="workers", instance=0, at_seconds=20, duration_seconds=10)],
    ),
    "broker-down": Scenario(
        name="RabbitMQ is down for two seconds",
        description="No request and no reply passes; what waits at the checkout is answered when nobody waits for it.",
        until_seconds=90,
        faults=[Crash(target="rabbitmq", at_seconds=20, duration_seconds=2)],
    ),
}


def template() -> Template:
    document = Document(
        title="RPC over a queue",
        description="A checkout asks a pool of workers for a quote by way of a RabbitMQ queue, and waits for it.",
        story=Story(
            watch="Watch requests stand in one queue for whichever worker is free, and replies go back over the broker "
            "to the checkout that asked.",
            break_it="Make the workers four times slower: the checkout stops waiting after a second and a half, and "
            "the workers go on answering requests that nobody waits for.",
            learn="A queue shares out the work and outlives a worker, but it keeps requests longer than their callers "
            "wait, so give them a time to live that is no longer than the timeout.",
        ),
        event_types=EVENT_TYPES,
        nodes=NODES,
        edges=EDGES,
        scenarios=SCENARIOS,
    )
    return Template(
        name="rpc",
        title="RPC over a queue",
        summary="Reply-to and correlation id over RabbitMQ, a pool of workers, replies that come too late.",
        pattern="Request and reply",
        document=checked(document),
    )
