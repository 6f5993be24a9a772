"""RabbitMQ: which queues a message reaches, by exchanges of every type and their bindings."""

from typing import Any

from ..documents import Part, document, reads, sends, service
from ..playing import Drain, Publish, Refused, Script
from .rabbitmq import BROKER, bound, exchange, queue

ORDERS = {"order.placed": {}, "order.paid": {}, "order.eu.paid": {}, "payment.failed": {}}


def routed(exchange_type: str, *bindings: Part, **settings: Any) -> Any:
    """A sender to the exchange `orders`; queues `left` and `right`, each with a reader of its own."""
    return document(
        BROKER,
        exchange("orders", exchange_type, **settings),
        *(queue("left"), service("lefty"), reads("lefty", "left")),
        *(queue("right"), service("righty"), reads("righty", "right")),
        sends("orders"),
        *bindings,
        event_types=ORDERS,
    )


ALL_ORDERS = [Publish(event_type) for event_type in ORDERS]
BOTH = [Drain("lefty"), Drain("righty")]

ROUTING = [
    Script(
        "a direct exchange routes by the exact key",
        routed("direct", bound("orders", "left", "order.placed"), bound("orders", "right", "order.paid")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.direct", "rabbitmq.unroutable"),
    ),
    Script(
        "a direct exchange copies into each queue that is bound with the key",
        routed("direct", bound("orders", "left", "order.paid"), bound("orders", "right", "order.paid")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.direct",),
    ),
    Script(
        "in a topic exchange a star is one word and a hash any number",
        routed("topic", bound("orders", "left", "order.*"), bound("orders", "right", "order.#")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.topic",),
    ),
    Script(
        "a hash may stand in front and for nothing",
        routed("topic", bound("orders", "left", "#.paid"), bound("orders", "right", "order.placed.#")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.topic",),
    ),
    Script(
        "two bindings that match bring one copy",
        routed("topic", bound("orders", "left", "order.*"), bound("orders", "left", "*.paid")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.topic",),
    ),
    Script(
        "a fanout exchange ignores the key",
        routed("fanout", bound("orders", "left", "nothing.like.it"), bound("orders", "right", "")),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.fanout",),
    ),
    Script(
        "a message that no binding wants goes to the alternate exchange",
        document(
            BROKER,
            exchange("orders", "direct", alternate_exchange="others"),
            exchange("others", "fanout"),
            *(queue("left"), service("lefty"), reads("lefty", "left")),
            *(queue("right"), service("righty"), reads("righty", "right")),
            *(sends("orders"), bound("orders", "left", "order.paid"), bound("others", "right")),
            event_types=ORDERS,
        ),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.alternate",),
    ),
    Script(
        "what no queue takes comes back to a publisher who wants to know",
        document(
            BROKER,
            *(exchange("orders", "direct"), queue("left"), service("lefty"), reads("lefty", "left")),
            *(sends("orders", mandatory=True), bound("orders", "left", "order.paid")),
            event_types=ORDERS,
        ),
        [*ALL_ORDERS, Refused(), Drain("lefty")],
        ("rabbitmq.mandatory",),
    ),
    Script(
        "what an alternate exchange takes does not come back",
        document(
            BROKER,
            *(exchange("orders", "direct", alternate_exchange="others"), exchange("others", "fanout")),
            *(queue("left"), service("lefty"), reads("lefty", "left"), bound("others", "left")),
            sends("orders", mandatory=True),
            event_types=ORDERS,
        ),
        [*ALL_ORDERS, Refused(), Drain("lefty")],
        ("rabbitmq.mandatory", "rabbitmq.alternate"),
    ),
    Script(
        "an exchange bound to an exchange passes on what the binding wants",
        document(
            BROKER,
            exchange("orders", "topic"),
            exchange("paid", "fanout"),
            *(queue("left"), service("lefty"), reads("lefty", "left")),
            *(queue("right"), service("righty"), reads("righty", "right")),
            *(sends("orders"), bound("orders", "paid", "#.paid"), bound("paid", "left"), bound("orders", "right", "#")),
            event_types=ORDERS,
        ),
        [*ALL_ORDERS, *BOTH],
        ("rabbitmq.exchange_to_exchange",),
    ),
    Script(
        "two ways through exchanges into one queue bring one copy",
        document(
            BROKER,
            exchange("orders", "topic"),
            exchange("paid", "fanout"),
            *(queue("left"), service("lefty"), reads("lefty", "left")),
            *(sends("orders"), bound("orders", "paid", "#"), bound("paid", "left"), bound("orders", "left", "#")),
            event_types=ORDERS,
        ),
        [*ALL_ORDERS, Drain("lefty")],
        ("rabbitmq.exchange_to_exchange",),
    ),
]

PARCELS = {
    "plain": {},
    "eu": {"headers": {"region": "eu"}},
    "eu.fast": {"headers": {"region": "eu", "speed": "fast"}},
    "us.fast": {"headers": {"region": "us", "speed": "fast"}},
}


def matched(match: str) -> Any:
    return document(
        BROKER,
        exchange("parcels", "headers"),
        *(queue("left"), service("lefty"), reads("lefty", "left"), sends("parcels")),
        bound("parcels", "left", match=match, match_headers={"region": "eu", "speed": "fast"}),
        event_types=PARCELS,
    )


HEADERS = [
    Script(
        "a headers exchange wants all headers of the binding",
        matched("all"),
        [*(Publish(parcel) for parcel in PARCELS), Drain("lefty")],
        ("rabbitmq.headers",),
    ),
    Script(
        "with any one header is enough",
        matched("any"),
        [*(Publish(parcel) for parcel in PARCELS), Drain("lefty")],
        ("rabbitmq.headers",),
    ),
]

SCRIPTS = [*ROUTING, *HEADERS]
