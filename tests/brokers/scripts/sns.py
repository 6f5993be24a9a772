"""AWS SNS in front of SQS, on moto: fan-out and filter policies."""

# ruff: noqa: RUF005 - a line of steps after a line of steps

from typing import Any

from ..documents import Part, document, edge, node, reads, sends, service
from ..playing import Ack, Depth, Drain, Nack, Poll, Publish, Script
from ..views import without_order
from .sqs import BROKER, queue


def fanned(*subscriptions: Part) -> Any:
    """The topic `orders`; queues `left` and `right`, each with a reader of its own."""
    return document(
        BROKER,
        *(node("orders", "sns_topic"), queue("left"), queue("right")),
        *(service("lefty"), reads("lefty", "left"), service("righty"), reads("righty", "right")),
        sends("orders"),
        *subscriptions,
        event_types={
            "placed": {"headers": {"region": "eu", "speed": "slow"}},
            "paid": {"headers": {"region": "eu", "speed": "fast"}},
            "failed": {"headers": {"region": "us", "speed": "fast"}},
        },
    )


ALL = [Publish(event_type, 1) for event_type in ("placed", "paid", "failed")]
BOTH = [Drain("lefty"), Drain("righty")]


def subscribed(target: str, **settings: Any) -> Part:
    return edge("subscribe", "orders", target, **settings)


SCRIPTS = [
    Script(
        "a topic copies to every queue that is subscribed",
        fanned(subscribed("left"), subscribed("right")),
        [*ALL, *BOTH],
        ("sns.fan_out",),
        view=without_order,
    ),
    Script(
        "a topic keeps nothing for a queue that is not subscribed",
        fanned(subscribed("right")),
        [*ALL, *BOTH, Depth("left"), Depth("right")],
        ("sns.fan_out",),
        view=without_order,
    ),
    Script(
        "a filter policy lets through what has the attribute",
        fanned(subscribed("left", match_headers={"region": "eu"}), subscribed("right", match_headers={"region": "us"})),
        [*ALL, *BOTH],
        ("sns.filter",),
        view=without_order,
    ),
    Script(
        "a filter policy of two attributes wants both",
        fanned(subscribed("left", match_headers={"region": "eu", "speed": "fast"}), subscribed("right")),
        [*ALL, *BOTH],
        ("sns.filter",),
        view=without_order,
    ),
    Script(
        "a message without the attribute does not pass",
        fanned(subscribed("left", match_headers={"weight": "heavy"}), subscribed("right")),
        [*ALL, *BOTH],
        ("sns.filter",),
        view=without_order,
    ),
    Script(
        "a subscription may want some event types",
        fanned(subscribed("left", event_types=["paid", "failed"]), subscribed("right", event_types=["placed"])),
        [*ALL, *BOTH],
        ("sns.filter",),
        view=without_order,
    ),
    Script(
        "each copy lives for itself",
        fanned(subscribed("left"), subscribed("right")),
        [Publish("placed", 1), Poll("lefty"), Nack("lefty", 1), Poll("lefty"), Poll("righty"), Ack("righty", 1)]
        + [Poll("righty")],
        ("sns.fan_out", "sqs.receive_count"),
    ),
]
