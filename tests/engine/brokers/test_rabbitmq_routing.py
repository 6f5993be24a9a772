"""Which queues a message reaches: what the AMQP 0-9-1 model and RabbitMQ's documentation say of exchanges."""

import pytest

from apps.engine.brokers.rabbitmq.exchanges import binding_matches, headers_match
from tests.engine.brokers.rabbitmq_lab import Part, RabbitLab, bound, exchange, queue, reads, sends, service

ORDERS = {"order.placed": {}, "order.paid": {}, "order.eu.paid": {}, "payment.failed": {}}
LEFT = (queue("left"), service("lefty"), reads("lefty", "left"))
RIGHT = (queue("right"), service("righty"), reads("righty", "right"))


def routed(*parts: Part) -> RabbitLab:
    """One message of each type, published."""
    lab = RabbitLab(*LEFT, *RIGHT, *parts, event_types=ORDERS)
    for event_type in ORDERS:
        lab.publish("sender", event_type)
    return lab


def outcome(lab: RabbitLab) -> tuple[list[int], list[int]]:
    lab.advance(0.01)
    return lab.drain("lefty"), lab.drain("righty")


def test_a_direct_exchange_goes_by_the_exact_key_and_drops_the_rest() -> None:
    lab = routed(
        exchange("orders", "direct"),
        sends("orders"),
        bound("orders", "left", "order.placed"),
        bound("orders", "right", "order.paid"),
    )
    assert outcome(lab) == ([1], [2])
    assert lab.causes()["unroutable"] == 2


def test_a_topic_exchange_knows_stars_and_hashes() -> None:
    lab = routed(
        exchange("orders"), sends("orders"), bound("orders", "left", "order.*"), bound("orders", "right", "#.paid")
    )
    assert outcome(lab) == ([1, 2], [2, 3])


def test_two_bindings_that_match_bring_one_copy() -> None:
    lab = routed(
        exchange("orders"), sends("orders"), bound("orders", "left", "order.*"), bound("orders", "left", "*.paid")
    )
    assert outcome(lab) == ([1, 2], [])


def test_a_fanout_exchange_does_not_look_at_the_key() -> None:
    lab = routed(exchange("orders", "fanout"), sends("orders"), bound("orders", "left", "x"), bound("orders", "right"))
    assert outcome(lab) == ([1, 2, 3, 4], [1, 2, 3, 4])


def test_the_publish_edge_may_name_a_routing_key() -> None:
    lab = routed(exchange("orders", "direct"), sends("orders", routingKey="urgent"), bound("orders", "right", "urgent"))
    assert outcome(lab) == ([], [1, 2, 3, 4])


def test_a_message_reaches_a_queue_once_however_many_exchanges_lead_there() -> None:
    lab = routed(
        exchange("orders"),
        exchange("paid", "fanout"),
        sends("orders"),
        bound("orders", "paid", "#.paid"),
        bound("paid", "left"),
        bound("orders", "left", "order.#"),
        bound("paid", "right"),
    )
    assert outcome(lab) == ([1, 2, 3], [2, 3])
    assert int(lab.channel("orders")["arrived"]) == 4
    assert int(lab.channel("paid")["arrived"]) == 2
    assert int(lab.edge("orders-paid")["count"]) == 2
    assert int(lab.edge("paid-right")["count"]) == 2


def test_exchanges_bound_in_a_circle_end() -> None:
    lab = routed(
        exchange("one", "fanout"),
        exchange("two", "fanout"),
        sends("one"),
        bound("one", "two"),
        bound("two", "one"),
        bound("two", "left"),
    )
    assert outcome(lab) == ([1, 2, 3, 4], [])


def test_an_alternate_exchange_takes_what_no_binding_wants() -> None:
    lab = routed(
        exchange("orders", "direct", alternateExchange="others"),
        exchange("others", "fanout"),
        sends("orders"),
        bound("orders", "left", "order.paid"),
        bound("others", "right"),
    )
    assert outcome(lab) == ([2], [1, 3, 4])
    assert int(lab.channel("others")["arrived"]) == 3


def test_what_is_routed_to_an_exchange_that_drops_it_does_not_come_to_the_alternate_one() -> None:
    lab = routed(
        exchange("orders", alternateExchange="others"),
        exchange("nowhere", "direct"),
        exchange("others", "fanout"),
        sends("orders"),
        bound("orders", "nowhere"),
        bound("others", "right"),
    )
    assert outcome(lab) == ([], [])
    assert lab.causes() == {"unroutable": 4}


def test_what_is_mandatory_and_unroutable_is_returned_to_the_sender() -> None:
    lab = routed(exchange("orders", "direct"), sends("orders", mandatory=True), bound("orders", "left", "order.paid"))
    assert outcome(lab) == ([2], [])
    assert lab.causes() == {"unroutable, returned to the sender": 3}
    assert int(lab.edge("sender-orders")["failed"]) == 3


def test_a_headers_exchange_looks_at_the_headers_of_the_type_and_of_the_edge() -> None:
    lab = RabbitLab(
        *LEFT,
        *RIGHT,
        exchange("parcels", "headers"),
        sends("parcels", headers={"speed": "fast"}),
        bound("parcels", "left", matchHeaders={"region": "eu", "speed": "fast"}),
        bound("parcels", "right", matchHeaders={"region": "us", "speed": "slow"}, match="any"),
        event_types={"eu": {"headers": {"region": "eu"}}, "us": {"headers": {"region": "us"}}},
    )
    lab.publish("sender", "eu")
    lab.publish("sender", "us")
    assert outcome(lab) == ([1], [2])


def test_a_queue_can_be_published_to_directly() -> None:
    lab = RabbitLab(*LEFT, sends("left"))
    lab.publish_many(3)
    assert lab.drain("lefty") == [1, 2, 3]


@pytest.mark.parametrize(
    ("wanted", "match", "matches"),
    [
        ({"a": "1"}, "all", True),
        ({"a": "1", "b": "3"}, "all", False),
        ({"a": "1", "b": "3"}, "any", True),
        ({"a": "2", "c": "1"}, "any", False),
        ({}, "all", True),
        ({}, "any", False),
    ],
)
def test_headers_match_all_or_any(wanted: dict[str, str], match: str, matches: bool) -> None:
    assert headers_match(wanted, match, {"a": "1", "b": "2"}) is matches


@pytest.mark.parametrize(
    ("binding", "key", "matches"),
    [
        ("#", "", True),
        ("a.#", "a", True),
        ("#.#", "a.b", True),
        ("*", "", True),
        ("*", "a.b", False),
        ("*.#.c", "a.c", True),
    ],
)
def test_topic_patterns(binding: str, key: str, matches: bool) -> None:
    assert binding_matches("topic", binding, key) is matches
