"""Throttling: at most so many get through while it lasts, and what waited goes on when it is over."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, requests
from apps.schema import Document
from apps.schema.faults import Throttle
from tests.engine.small import constant, document, service, source

CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}


def design(broker: str) -> Document:
    nodes = {
        "source": source(100.0, kind="constant"),
        "broker": {"kind": broker},
        "channel": {"kind": CHANNELS[broker], "parent": "broker"},
        "consumer": service(constant(1), concurrency=200),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": 1}})


def completed(simulation: Simulation, until: float) -> int:
    simulation.advance(until)
    return ledger(simulation.arena).completed


@pytest.mark.parametrize("target", ["broker", "channel", "publish", "subscribe"])
@pytest.mark.parametrize("broker", CHANNELS)
def test_what_waited_for_its_turn_goes_on_when_the_throttling_ends(broker: str, target: str) -> None:
    simulation = Simulation(compile_document(design(broker)), 1)
    simulation.inject("slow", Throttle(target=target, at_seconds=10, duration_seconds=20, per_second=10))
    before = completed(simulation, 12.0)
    # 100 more would have gone through in ten seconds; 10 a second did.
    assert completed(simulation, 22.0) - before == pytest.approx(100, abs=12)
    completed(simulation, 40.0)
    found = ledger(simulation.arena)
    assert found.completed == pytest.approx(found.published, abs=5)
    assert found.lost == 0
    if broker != "sqs":
        assert simulation.arena.view("groups")["order_violations"].tolist() == [0]


@pytest.mark.parametrize("target", ["channel", "publish"])
def test_of_two_throttlings_the_narrower_counts_and_what_waits_follows_each_change(target: str) -> None:
    simulation = Simulation(compile_document(design("rabbitmq")), 1)
    simulation.inject("wide", Throttle(target=target, at_seconds=10, per_second=50))
    simulation.inject("narrow", Throttle(target=target, at_seconds=10, duration_seconds=20, per_second=5))
    first = completed(simulation, 10.0)
    second = completed(simulation, 30.0)
    third = completed(simulation, 40.0)
    assert second - first == pytest.approx(20 * 5, abs=4)
    assert third - second == pytest.approx(10 * 50, abs=4)
    simulation.heal("wide")
    completed(simulation, 41.0)
    assert ledger(simulation.arena).in_flight < 5


def test_throttling_of_one_part_leaves_the_turns_of_another_as_they_are() -> None:
    simulation = Simulation(compile_document(design("rabbitmq")), 1)
    simulation.inject("server", Throttle(target="broker", at_seconds=10, per_second=20))
    simulation.inject("edge", Throttle(target="publish", at_seconds=20, duration_seconds=5, per_second=50))
    first = completed(simulation, 10.0)
    assert completed(simulation, 40.0) - first == pytest.approx(30 * 20, abs=4)


def test_calls_that_waited_arrive_when_the_throttling_ends() -> None:
    nodes = {"source": source(50.0, kind="constant"), "service": service(constant(1), concurrency=50)}
    edges = {"call": {"kind": "call", "source": "source", "target": "service", "timeoutMs": 500}}
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.inject("slow", Throttle(target="call", at_seconds=10, duration_seconds=20, per_second=1))
    simulation.advance(31.0)
    done = requests(simulation.arena)
    arrived = int(simulation.arena.view("stations")["arrived"][simulation.program.station_index["service"]])
    assert arrived == pytest.approx(done.sent, abs=2)
    simulation.advance(41.0)
    assert requests(simulation.arena).answered - done.answered == pytest.approx(500, abs=2)


def test_a_copy_made_while_it_is_throttled_goes_on_bit_for_bit() -> None:
    program = compile_document(design("kafka"))
    simulation = Simulation(program, 1)
    simulation.inject("slow", Throttle(target="publish", at_seconds=5, duration_seconds=10, per_second=10))
    simulation.advance(12.0)
    copy = Simulation.restore(program, simulation.snapshot())
    for one in (simulation, copy):
        one.advance(30.0)
    assert copy.digest() == simulation.digest()
