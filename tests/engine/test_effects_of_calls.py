"""The effects of calls: only what is asked a second time has its effect a second time."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import CrashBeforeAck
from apps.schema.results import NodeResult
from tests.engine.small import constant, document, service, source

DATABASE = {"kind": "database", "work": constant(1)}


def call(start: str, end: str, kind: str = "call", **settings: Any) -> dict[str, Any]:
    return {"kind": kind, "source": start, "target": end, "latencyMs": 0, **settings}


def fanned_out() -> Document:
    """Two services handle each event; both write to one database."""
    nodes = {
        "source": source(50.0),
        "kafka": {"kind": "kafka"},
        "topic": {"kind": "kafka_topic", "parent": "kafka"},
        "billing": service(constant(1)),
        "shipping": service(constant(1)),
        "callee": DATABASE,
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "to-billing": {"kind": "subscribe", "source": "topic", "target": "billing"},
        "to-shipping": {"kind": "subscribe", "source": "topic", "target": "shipping"},
        "bills": call("billing", "callee", "write"),
        "parcels": call("shipping", "callee", "write"),
    }
    return document(nodes, edges)


def read_and_written() -> Document:
    nodes = {"source": source(50.0), "orders": service(constant(1)), "callee": DATABASE}
    edges = {
        "place": call("source", "orders"),
        "look": call("orders", "callee", "read"),
        "keep": call("orders", "callee", "write"),
    }
    return document(nodes, edges)


def diamond(**callee: Any) -> Document:
    """One request reaches a service twice, by two ways."""
    nodes = {
        "source": source(50.0),
        "gateway": {"kind": "api_gateway", "work": constant(1)},
        "cart": service(constant(1)),
        "prices": service(constant(1)),
        "callee": service(constant(1), **callee),
    }
    edges = {
        "place": call("source", "gateway"),
        "to-cart": call("gateway", "cart"),
        "to-prices": call("gateway", "prices"),
        "of-cart": call("cart", "callee"),
        "of-prices": call("prices", "callee"),
    }
    return document(nodes, edges)


def two_events_of_one_flow() -> Document:
    """An order and its payment are two events of one flow; each is written down, in the same table."""
    nodes = {
        "source": source(50.0, "order"),
        "rabbit": {"kind": "rabbitmq"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "payments": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "pay": service(constant(1), handlers={"pay": {"on": "order", "outcomes": [{"emits": ["payment"]}]}}),
        "log": service(constant(1)),
        "callee": DATABASE,
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "order-log": {"kind": "publish", "source": "source", "target": "payments"},
        "to-pay": {"kind": "subscribe", "source": "queue", "target": "pay"},
        "paid": {"kind": "publish", "source": "pay", "target": "payments"},
        "to-log": {"kind": "subscribe", "source": "payments", "target": "log"},
        "keep": call("log", "callee", "write", sends="row"),
    }
    return document(nodes, edges, {name: {"name": name} for name in ("order", "payment", "row")})


def callee(design: Document, *faults: Any) -> NodeResult:
    return play(design, until=40.0, faults=list(faults))[0].nodes["callee"]


@pytest.mark.parametrize("design", [fanned_out, read_and_written, diamond, two_events_of_one_flow])
def test_different_calls_of_one_flow_are_no_duplicates(design: Any) -> None:
    found = callee(design())
    assert found.completed > 3_000
    assert found.duplicate_effects == 0


def test_an_idempotent_service_does_what_it_is_asked_by_two_ways_twice() -> None:
    found = callee(diamond(idempotent=True))
    assert found.completed > 3_000
    assert found.deduplicated == 0


def test_what_is_read_twice_is_no_duplicate() -> None:
    view = {"kind": "projection", "work": constant(20), "idempotent": True}
    nodes = {"source": source(20.0), "shop": service(constant(1)), "callee": view}
    edges = {"ask": call("source", "shop"), "look": call("shop", "callee", "read", timeoutMs=10, retries=3)}
    found = callee(document(nodes, edges))
    assert found.completed > 2_000
    assert found.duplicate_effects == found.deduplicated == 0


def repeated(**callee: Any) -> Document:
    """Half of the calls fail for their caller, who repeats them up to twenty times."""
    nodes = {"source": source(50.0), "shop": service(constant(1)), "callee": service(constant(1), **callee)}
    return document(nodes, {"buy": call("source", "shop"), "pay": call("shop", "callee", retries=20)})


DIES = CrashBeforeAck(target="callee", percent=50)


def test_a_callee_that_dies_before_it_answers_has_done_its_work_and_does_it_again() -> None:
    found = callee(repeated(), DIES)
    assert found.arrived == pytest.approx(2 * 2_000, rel=0.06)
    assert found.duplicate_effects == pytest.approx(found.arrived / 2, rel=0.06)


@pytest.mark.parametrize(("store", "again"), [("inbox", False), ("shared", True), ("memory", True)])
def test_only_what_is_remembered_with_the_work_survives_the_death_before_the_answer(store: str, again: bool) -> None:
    found = callee(repeated(idempotent=True, idempotencyStore=store), DIES)
    expected = pytest.approx(found.arrived / 2, rel=0.06)
    assert found.duplicate_effects == (expected if again else 0)
    assert found.deduplicated == (0 if again else expected)


def test_who_does_not_repeat_a_call_hears_of_the_death_as_a_failure() -> None:
    design = document({"source": source(50.0), "callee": service(constant(1))}, {"ask": call("source", "callee")})
    results, _ = play(design, until=40.0, faults=[DIES])
    assert results.requests.failed == pytest.approx(1_000, rel=0.1)
    assert results.nodes["callee"].duplicate_effects == 0
