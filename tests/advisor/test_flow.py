"""Which event types travel where: the advisor's reading of a document agrees with what the engine does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.advisor import findings
from apps.advisor.flow import binds, flow_of
from apps.advisor.rates import rates_of
from apps.engine.replay import play
from apps.patterns import patterns, templates
from apps.schema import Document, read_document
from tests.documents.strategies import documents

words = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map(".".join)


@pytest.mark.parametrize(
    ("kind", "binding", "routing", "reaches"),
    [
        ("fanout", "x", "y", True),
        ("direct", "order.placed", "order.placed", True),
        ("direct", "#", "order.placed", False),
        ("topic", "#", "order.placed", True),
        ("topic", "order.*", "order.placed", True),
        ("topic", "order.*", "order.placed.eu", False),
        ("topic", "order.#", "order", True),
        ("topic", "#.eu", "order.placed.eu", True),
        ("topic", "*.placed.#", "order.placed", True),
        ("topic", "*", "order.placed", False),
    ],
)
def test_exchanges_route_as_amqp_says(kind: str, binding: str, routing: str, reaches: bool):
    assert binds(kind, binding, routing) is reaches


@given(words)
def test_a_topic_key_matches_itself_and_everything_matches_the_hash(key: str):
    assert binds("topic", key, key)
    assert binds("topic", "#", key)
    assert binds("topic", f"{key}.#", key)


def test_replies_find_their_way_to_the_saga():
    arriving = flow_of(templates()["saga"].document).arriving["order_saga"]
    assert {"order.placed", "inventory.reserved", "payment.charged", "shipping.shipped", "shipping.failed"} <= arriving


def test_a_write_turns_into_what_it_says_and_the_outbox_publishes_that():
    flow = flow_of(templates()["cqrs"].document)
    assert flow.carried["orders_db-order_events"] == {"order_placed"}
    assert flow.arriving["search_index"] == {"order_placed"}


@pytest.mark.parametrize("name", patterns())
def test_declared_rates_are_those_that_the_engine_measures(name: str):
    document = templates()[name].document
    rates, results = rates_of(document), play(document, seed=1, until=120)[0]
    for identifier, edge in document.edges.items():
        expected = sum(rates.edges[identifier].values())
        if edge.kind != "dead_letter" and expected > 10:
            measured = results.edges[identifier].count / 120
            assert measured == pytest.approx(expected, rel=0.08), identifier


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_where_the_engine_delivers_something_the_flow_says_so(document: Document):
    flow, results = flow_of(document), play(document, seed=1, until=3)[0]
    for identifier, edge in document.edges.items():
        if edge.kind != "dead_letter" and results.edges[identifier].count:
            assert flow.carried[identifier], identifier


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_can_be_advised_on(document: Document):
    known = {*document.nodes, *document.edges, *document.event_types}
    assert all(finding.node in known for finding in findings(document))


@pytest.mark.parametrize("group", ["", "billing"])
@pytest.mark.parametrize(
    ("broker", "channel", "shares"),
    [("rabbitmq", "rabbitmq_queue", [5, 5]), ("sqs", "sqs_queue", [5, 5]), ("sqs", "sns_topic", [10, 10])],
)
def test_readers_share_a_queue_and_get_a_copy_of_a_topic_each_whatever_group_they_name(
    broker: str, channel: str, shares: list[float], group: str
):
    nodes = {
        "shop": {
            "kind": "clients",
            "workload": {"kind": "constant", "perSecond": 10},
            "sends": [{"eventType": "placed"}],
        },
        "broker": {"kind": broker},
        "channel": {"kind": channel, "parent": "broker"},
        "a": {"kind": "service"},
        "b": {"kind": "service"},
    }
    edges = {
        "publish": {"kind": "publish", "source": "shop", "target": "channel"},
        "to-a": {"kind": "subscribe", "source": "channel", "target": "a", "group": group},
        "to-b": {"kind": "subscribe", "source": "channel", "target": "b", "group": group},
    }
    document = read_document(
        {
            "nodes": {identifier: {"name": identifier, **node} for identifier, node in nodes.items()},
            "edges": edges,
            "eventTypes": {"placed": {"name": "Placed"}},
        }
    )
    rates = rates_of(document)
    assert [sum(rates.arriving[reader].values()) for reader in ("a", "b")] == shares
    played, _ = play(document, until=20.0)
    assert [played.nodes[reader].arrived / 20 for reader in ("a", "b")] == pytest.approx(shares, abs=0.3)
