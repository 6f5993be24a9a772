"""Faults on exchanges, SNS topics and the bindings out of them strike what goes through."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.histograms import Histogram
from apps.schema import Document
from apps.schema.faults import (
    AddedLatency,
    Duplicate,
    Fault,
    NetworkPartition,
    PacketLoss,
    Poison,
    Reorder,
    Throttle,
)
from tests.engine.small import constant, document, service, source

THROUGH: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "rabbitmq": ("rabbitmq", {"kind": "rabbitmq_exchange", "exchangeType": "fanout"}, {"kind": "rabbitmq_queue"}),
    "sns": ("sqs", {"kind": "sns_topic"}, {"kind": "sqs_queue"}),
}


def fanned_out(through: str, keys: int = 1) -> Document:
    """100 messages a second to an exchange or topic, and on to two queues."""
    broker, middle, queue = THROUGH[through]
    steps = [{"atSeconds": 0, "perSecond": 100}, {"atSeconds": 20, "perSecond": 0}]
    nodes: dict[str, Any] = {
        "source": {**source(1.0), "workload": {"kind": "steps", "steps": steps}},
        "broker": {"kind": broker},
        "middle": {"parent": "broker", **middle},
    }
    edges: dict[str, Any] = {"publish": {"kind": "publish", "source": "source", "target": "middle"}}
    for name in ("a", "b"):
        nodes[f"queue-{name}"] = {"parent": "broker", **queue}
        nodes[f"consumer-{name}"] = service(constant(1), concurrency=20)
        edges[f"bind-{name}"] = {"kind": "subscribe", "source": "middle", "target": f"queue-{name}"}
        edges[f"read-{name}"] = {"kind": "subscribe", "source": f"queue-{name}", "target": f"consumer-{name}"}
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": keys}})


def struck(through: str, *faults: Fault, until: float = 60.0) -> Simulation:
    simulation = Simulation(compile_document(fanned_out(through)), 1)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    simulation.advance(until)
    found = ledger(simulation.arena)
    assert found.balanced
    return simulation


def read(simulation: Simulation) -> list[int]:
    """What the two consumers have been given."""
    arrived = simulation.arena.view("stations")["arrived"]
    return [int(arrived[simulation.program.station_index[f"consumer-{name}"]]) for name in ("a", "b")]


def sent(simulation: Simulation) -> int:
    return int(simulation.arena.view("stations")["completed"][simulation.program.station_index["source"]])


@pytest.mark.parametrize("through", THROUGH)
def test_a_duplicate_of_an_exchange_or_topic_comes_to_its_queues(through: str) -> None:
    simulation = struck(through, Duplicate(target="middle", percent=50))
    for got in read(simulation):
        assert got == pytest.approx(1.5 * sent(simulation), rel=0.05)


@pytest.mark.parametrize("through", THROUGH)
def test_a_duplicate_on_a_binding_comes_to_its_queue_alone(through: str) -> None:
    simulation = struck(through, Duplicate(target="bind-a", percent=50))
    first, second = read(simulation)
    assert first == pytest.approx(1.5 * sent(simulation), rel=0.05)
    assert second == sent(simulation)


@pytest.mark.parametrize("through", THROUGH)
def test_poison_of_an_exchange_or_topic_is_poison_in_every_queue(through: str) -> None:
    simulation = struck(through, Poison(target="middle", percent=30))
    failed = simulation.arena.view("stations")["failed"]
    both = [int(failed[simulation.program.station_index[f"consumer-{name}"]]) for name in ("a", "b")]
    assert both[0] == pytest.approx(both[1], rel=0.02)
    assert both[0] > 0.25 * sent(simulation)


@pytest.mark.parametrize("through", THROUGH)
def test_throttling_of_an_exchange_or_topic_counts_each_message_once(through: str) -> None:
    simulation = struck(through, Throttle(target="middle", per_second=20), until=10.0)
    for got in read(simulation):
        assert got == pytest.approx(200, abs=5)
    simulation.heal("f0")
    simulation.advance(60.0)
    assert read(simulation) == [sent(simulation)] * 2


@pytest.mark.parametrize("through", THROUGH)
def test_throttling_of_a_binding_leaves_the_other_alone(through: str) -> None:
    simulation = struck(through, Throttle(target="bind-a", per_second=20), until=10.0)
    first, second = read(simulation)
    assert first == pytest.approx(200, abs=5)
    assert second == pytest.approx(sent(simulation), abs=10)
    simulation.heal("f0")
    simulation.advance(60.0)
    assert read(simulation) == [sent(simulation)] * 2


@pytest.mark.parametrize("through", THROUGH)
def test_nothing_gets_over_a_binding_that_is_cut_and_it_all_comes_later(through: str) -> None:
    cut = NetworkPartition(target="bind-a", at_seconds=5, duration_seconds=10)
    simulation = struck(through, cut, until=14.9)
    first, second = read(simulation)
    assert first == pytest.approx(500, abs=60)
    assert second == pytest.approx(sent(simulation), abs=10)
    bind = simulation.program.edge_index["bind-a"]
    assert int(simulation.arena.view("edges")["held"][bind]) == pytest.approx(1_000, abs=100)
    simulation.advance(60.0)
    assert read(simulation) == [sent(simulation)] * 2
    assert simulation.arena.view("edges")["held"].tolist() == [0] * len(simulation.arena.view("edges"))
    assert int(simulation.arena.state["disturbed"][0]) == 0
    if through == "rabbitmq":
        assert simulation.arena.view("groups")["order_violations"].tolist() == [0, 0]


def test_a_publisher_gives_up_what_does_not_reach_its_queue_and_sns_does_not() -> None:
    cut = NetworkPartition(target="bind-a", at_seconds=5, duration_seconds=100)
    lost = struck("rabbitmq", cut, until=200.0)
    assert causes(lost.arena)["lost on the network"] == sent(lost) - read(lost)[0] > 1_000
    assert ledger(struck("sns", cut, until=200.0).arena).lost == 0


def test_a_cut_at_the_sender_and_at_the_binding_end_in_any_order() -> None:
    for first, second in ((6.0, 10.0), (10.0, 6.0)):
        simulation = struck(
            "rabbitmq",
            NetworkPartition(target="publish", at_seconds=5, duration_seconds=first),
            NetworkPartition(target="bind-a", at_seconds=7, duration_seconds=second),
        )
        assert read(simulation) == [sent(simulation)] * 2
        assert simulation.arena.view("edges")["held"].sum() == 0
        assert int(simulation.arena.state["disturbed"][0]) == 0


@pytest.mark.parametrize("through", THROUGH)
@pytest.mark.parametrize(
    "fault",
    [
        PacketLoss(target="bind-a", percent=30),
        AddedLatency(target="bind-a", added_ms=1, jitter_ms=400),
        Reorder(target="bind-a", percent=30, by_ms=400),
    ],
)
def test_what_is_late_on_a_binding_is_late_in_its_queue_alone(through: str, fault: Fault) -> None:
    def means(*faults: Fault) -> list[float]:
        simulation = struck(through, *faults)
        rows = [
            simulation.arena.view("subscriptions")[t]["summary"]
            for name in ("a", "b")
            for t, one in enumerate(simulation.arena.view("subscriptions"))
            if int(one["edge"]) == simulation.program.edge_index[f"read-{name}"]
        ]
        if through == "rabbitmq" and not isinstance(fault, Reorder):
            assert simulation.arena.view("groups")["order_violations"].sum() == 0
        return [Histogram.in_arena(simulation.arena, int(row)).mean or 0.0 for row in rows]

    calm, late = means(), means(fault)
    assert late[0] > calm[0] + 0.05
    assert late[1] == pytest.approx(calm[1], abs=1e-3)


def test_faults_strike_exchanges_behind_the_first_and_bindings_between_them() -> None:
    nodes = {
        "source": source(100.0),
        "broker": {"kind": "rabbitmq"},
        "outer": {"kind": "rabbitmq_exchange", "parent": "broker", "exchangeType": "fanout"},
        "inner": {"kind": "rabbitmq_exchange", "parent": "broker", "exchangeType": "fanout"},
        "queue": {"kind": "rabbitmq_queue", "parent": "broker"},
        "consumer": service(constant(1), concurrency=20),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "outer"},
        "between": {"kind": "subscribe", "source": "outer", "target": "inner"},
        "bind": {"kind": "subscribe", "source": "inner", "target": "queue"},
        "read": {"kind": "subscribe", "source": "queue", "target": "consumer"},
    }
    for fault in (Throttle(target="inner", per_second=20), Throttle(target="between", per_second=20)):
        simulation = Simulation(compile_document(document(nodes, edges)), 1)
        simulation.inject("slow", fault)
        simulation.advance(10.0)
        assert ledger(simulation.arena).completed == pytest.approx(200, abs=5)
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.inject("late", AddedLatency(target="between", added_ms=5_000))
    simulation.advance(4.9)
    assert ledger(simulation.arena).completed == 0
