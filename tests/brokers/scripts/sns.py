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


SALES = {
    "rugby": {"interest": "rugby", "price": "100"},
    "baseball": {"interest": "baseball", "price": "-3.5"},
    "basketball": {"interest": "Basketball", "price": "301.5", "store": "fans"},
    "nothing": {"price": "150"},
}


def filtered(name: str, left: dict[str, Any], right: dict[str, Any], *checks: str) -> Script:
    """What of four sales two filter policies let through."""
    return Script(
        name,
        document(
            BROKER,
            *(node("orders", "sns_topic"), queue("left"), queue("right")),
            *(service("lefty"), reads("lefty", "left"), service("righty"), reads("righty", "right")),
            sends("orders"),
            *(subscribed("left", filter_policy=left), subscribed("right", filter_policy=right)),
            event_types={name: {"headers": headers} for name, headers in SALES.items()},
        ),
        [*(Publish(event_type, 1) for event_type in SALES), *BOTH],
        checks,
        view=without_order,
    )


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
    filtered(
        "a filter policy lists values, any of which passes",
        {"interest": ["rugby", "baseball"]},
        {"interest": ["rugby", "tennis"], "price": [100, 150]},
        "sns.filter",
    ),
    filtered(
        "a filter policy goes by how a value begins and ends",
        {"interest": [{"prefix": "b"}]},
        {"interest": [{"suffix": "ball"}, "rugby"]},
        "sns.filter_texts",
    ),
    filtered(
        "a filter policy takes anything but some values, and nothing that is not there",
        {"interest": [{"anything-but": ["rugby", "tennis"]}]},
        {"interest": [{"anything-but": "rugby"}]},
        "sns.filter_texts",
    ),
    filtered(
        "a filter policy takes anything that begins otherwise",
        {"interest": [{"anything-but": {"prefix": "b"}}]},
        {"interest": [{"anything-but": {"prefix": "ru"}}]},
        "sns.filter_texts",
    ),
    filtered(
        "a filter policy may look away from upper and lower case",
        {"interest": [{"equals-ignore-case": "basketball"}]},
        {"interest": ["basketball"]},
        "sns.filter_texts",
    ),
    filtered(
        "a filter policy compares numbers",
        {"price": [{"numeric": ["=", 301.5]}, {"numeric": ["<", 0]}]},
        {"price": [{"numeric": [">=", 150]}]},
        "sns.filter_numbers",
    ),
    filtered(
        "a filter policy takes a range of numbers, its ends in or out",
        {"price": [{"numeric": [">", 100, "<=", 301.5]}]},
        {"price": [{"numeric": [">=", -3.5, "<", 150]}]},
        "sns.filter_numbers",
    ),
    filtered(
        "a filter policy takes any number but some",
        {"price": [{"anything-but": [100, 150]}]},
        {"price": [{"anything-but": [301.5]}]},
        "sns.filter_numbers",
    ),
    filtered(
        "a filter policy asks whether an attribute is there",
        {"store": [{"exists": True}]},
        {"store": [{"exists": False}], "price": [{"numeric": [">", 0]}]},
        "sns.filter_exists",
    ),
    filtered(
        "a filter policy joins its keys by and, the values of one by or",
        {"interest": [{"prefix": "ba"}, {"anything-but": ["baseball"]}], "price": [{"numeric": ["<=", 100]}]},
        {"interest": [{"exists": False}, {"suffix": "y"}], "eventType": ["nothing", {"prefix": "ru"}]},
        "sns.filter",
    ),
    Script(
        "each copy lives for itself",
        fanned(subscribed("left"), subscribed("right")),
        [Publish("placed", 1), Poll("lefty"), Nack("lefty", 1), Poll("lefty"), Poll("righty"), Ack("righty", 1)]
        + [Poll("righty")],
        ("sns.fan_out", "sqs.receive_count"),
    ),
]
