"""Faults that meet, and faults that strike more at once than one event ever does."""

import pytest

from apps.engine import Simulation, accounts, compile_document
from apps.schema.faults import BrokerNodeLoss, Crash, Fault, NetworkPartition
from tests.engine.small import constant, queue, service, topic

BROKERS = ("rabbit", "kafka")


def struck(broker: str, *faults: Fault) -> Simulation:
    consumer = service(constant(5), concurrency=4)
    document = queue(50.0, consumer) if broker == "rabbit" else topic(50.0, 3, consumer)
    simulation = Simulation(compile_document(document), 1)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    return simulation


def servers_down(simulation: Simulation) -> list[int]:
    return [int(down) for down in simulation.arena.view("broker_nodes")["down"]]


@pytest.mark.parametrize("broker", BROKERS)
def test_a_server_that_was_lost_by_itself_stays_lost_when_the_whole_broker_comes_back(broker: str) -> None:
    simulation = struck(
        broker,
        BrokerNodeLoss(target=broker, broker=1, at_seconds=1.0),
        Crash(target=broker, at_seconds=2.0, duration_seconds=1.0),
    )
    simulation.advance(1.5)
    assert sum(servers_down(simulation)) == 1
    simulation.advance(2.5)
    assert all(servers_down(simulation))
    simulation.advance(3.5)
    assert servers_down(simulation)[1] == sum(servers_down(simulation)) == 1
    if broker == "rabbit":
        assert [int(down) for down in simulation.arena.view("rabbitmq_nodes")["down"]] == servers_down(simulation)
    simulation.heal("f0")
    assert not any(servers_down(simulation))


@pytest.mark.parametrize("fault", [Crash(target="consumer"), NetworkPartition(target="subscribe")])
@pytest.mark.parametrize("broker", BROKERS)
def test_a_crash_that_strikes_a_thousand_messages_at_once_has_room_for_all(broker: str, fault: Fault) -> None:
    consumer = service(constant(60_000), concurrency=10_000)
    document = queue(400.0, consumer) if broker == "rabbit" else topic(400.0, 900, consumer)
    simulation = Simulation(compile_document(document), 1)
    simulation.advance(2.4)
    at_work = int(simulation.arena.view("stations")["busy"].sum())
    free = int(simulation.arena.state["free_count"][0])
    if broker == "rabbit":
        assert at_work > free > 0, "or it is no test"
    simulation.inject("all", fault.model_copy(update={"at_seconds": 2.4}))
    simulation.advance(2.5)
    ledger = accounts.ledger(simulation.arena)
    assert ledger.balanced
    assert ledger.lost == 0
