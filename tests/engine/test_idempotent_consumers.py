"""What an idempotent consumer takes for the same: an event that comes again, and no other of its request."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import CrashBeforeAck
from apps.schema.results import NodeResult
from tests.engine.small import constant, document, service, source

CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}
TYPES = {name: {"name": name} for name in ("order", "payment", "notice")}
READER = service(constant(1), concurrency=8, idempotent=True)


def edge(kind: str, start: str, end: str, **settings: Any) -> dict[str, Any]:
    return {"kind": kind, "source": start, "target": end, **settings}


def notifying(*on: str, notices: int = 1) -> dict[str, Any]:
    """A service that sends notices when it handles one of these."""
    handlers = {name: {"on": name, "outcomes": [{"emits": ["notice"] * notices}]} for name in on}
    return service(constant(1), concurrency=8, handlers=handlers)


def orders(broker: str, **nodes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """50 orders a second into a topic; notices go over a channel of a broker to an idempotent reader."""
    ends = {
        "source": source(50.0, "order"),
        "kafka": {"kind": "kafka", "autoCommitIntervalMs": 0},
        "orders": {"kind": "kafka_topic", "parent": "kafka"},
        "broker": {"kind": broker},
        "notices": {"kind": CHANNELS[broker], "parent": "broker"},
        "reader": READER,
    }
    edges = {
        "place": edge("publish", "source", "orders"),
        "read": edge("subscribe", "notices", "reader"),
    }
    for name in nodes:
        edges |= {
            f"to-{name}": edge("subscribe", "orders", name),
            f"of-{name}": edge("publish", name, "notices", eventTypes=["notice"]),
        }
    return ends | nodes, edges


def two_senders(broker: str) -> Document:
    nodes, edges = orders(broker, billing=notifying("order"), shipping=notifying("order"))
    return document(nodes, edges, TYPES)


def two_at_once(broker: str) -> Document:
    nodes, edges = orders(broker, billing=notifying("order", notices=2))
    return document(nodes, edges, TYPES)


def two_causes(broker: str) -> Document:
    """The same service tells of the order, and of the payment that follows it."""
    pay = service(constant(1), handlers={"pay": {"on": "order", "outcomes": [{"emits": ["payment"]}]}})
    nodes, edges = orders(broker, mail=notifying("order", "payment"))
    nodes["pay"] = pay
    edges |= {"to-pay": edge("subscribe", "orders", "pay"), "paid": edge("publish", "pay", "orders")}
    return document(nodes, edges, TYPES)


def reader(design: Document, *faults: Any) -> tuple[NodeResult, int]:
    """And how many orders there were."""
    results, _ = play(design, until=30.0, faults=list(faults))
    assert results.ledger.balanced
    return results.nodes["reader"], results.nodes["source"].arrived


@pytest.mark.parametrize("broker", CHANNELS)
@pytest.mark.parametrize("design", [two_senders, two_at_once, two_causes])
def test_two_events_of_one_request_and_type_are_two(design: Any, broker: str) -> None:
    found, placed = reader(design(broker))
    assert found.completed == pytest.approx(2 * placed, abs=10)
    assert found.deduplicated == 0


@pytest.mark.parametrize("broker", CHANNELS)
def test_what_is_sent_again_because_it_was_handled_again_is_the_same(broker: str) -> None:
    nodes, edges = orders(broker, billing=notifying("order"))
    found, placed = reader(document(nodes, edges, TYPES), CrashBeforeAck(target="billing", percent=30))
    assert found.completed - found.deduplicated == pytest.approx(placed, abs=60)
    # NATS drops a message whose id it has seen in the last two minutes.
    assert found.deduplicated == (0 if broker == "nats" else pytest.approx(0.3 / 0.7 * placed, rel=0.25))


def test_one_event_over_two_ways_is_the_same() -> None:
    nodes, edges = orders("rabbitmq", billing=notifying("order"))
    nodes["more"] = {"kind": "rabbitmq_queue", "parent": "broker"}
    edges |= {"also": edge("publish", "billing", "more"), "read-also": edge("subscribe", "more", "reader")}
    found, placed = reader(document(nodes, edges, TYPES))
    assert found.completed == pytest.approx(2 * placed, abs=10)
    assert found.deduplicated == pytest.approx(placed, abs=10)
