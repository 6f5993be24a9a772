"""Numbers that are changed while a system runs."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.operating import OperationRefused
from apps.engine.replay import play
from apps.engine.results import results
from apps.patterns.registry import templates
from apps.schema import read_document
from apps.schema.document import Document
from apps.schema.operations import Tune
from tests.api.visitors import shop


def two_services(**orders: object) -> Document:
    """Clients that call a gateway, which calls two services that work alike."""
    document = shop()
    alike = {"work": {"kind": "constant", "ms": 10}, "concurrency": 4, "instances": 1}
    document["nodes"]["gateway"] |= {"concurrency": 1000}
    document["nodes"]["stock"] = {"kind": "service", "name": "Stock", **alike}
    document["nodes"]["orders"] |= alike | orders
    document["edges"]["gateway-stock"] = {"kind": "call", "source": "gateway", "target": "stock"}
    document["nodes"]["clients"]["workload"] = {"kind": "constant", "perSecond": 20}
    return read_document(document)


def tuned(document: Document, number: str, value: float, target: str = "orders", at: float = 30.0) -> Simulation:
    simulation = Simulation(compile_document(document), 1)
    simulation.advance(at)
    simulation.operate(Tune(target=target, number=number, value=value))  # type: ignore[arg-type]
    return simulation


def counted(simulation: Simulation, station: str, field: str) -> int:
    return int(simulation.arena.view("stations")[field][simulation.program.station_index[station]])


def test_work_that_takes_longer_than_there_are_slots_for_piles_up() -> None:
    simulation = tuned(two_services(), "work", 400)
    simulation.advance(60.0)
    assert counted(simulation, "orders", "waiting") > 50


def test_a_neighbour_that_works_alike_stays_as_it_was() -> None:
    simulation = tuned(two_services(), "failure", 100)
    simulation.advance(60.0)
    assert counted(simulation, "orders", "failed") == pytest.approx(600, abs=2)
    assert counted(simulation, "stock", "failed") == 0


def test_more_slots_work_off_what_has_piled_up() -> None:
    simulation = tuned(two_services(work={"kind": "constant", "ms": 250}, concurrency=4), "concurrency", 50)
    assert counted(simulation, "orders", "waiting") > 50
    simulation.advance(31.0)
    assert counted(simulation, "orders", "waiting") == 0
    assert counted(simulation, "orders", "slots") == 50


def test_fewer_slots_let_what_is_worked_on_end() -> None:
    simulation = tuned(two_services(work={"kind": "constant", "ms": 150}, concurrency=8), "concurrency", 2)
    simulation.advance(60.0)
    assert counted(simulation, "orders", "busy") == 2
    assert results(simulation, "reached").ledger.balanced


def test_a_rate_is_that_of_the_arrivals_from_then_on() -> None:
    simulation = tuned(two_services(), "rate", 100, target="clients")
    before = counted(simulation, "clients", "arrived")
    simulation.advance(40.0)
    assert counted(simulation, "clients", "arrived") - before == pytest.approx(1000, abs=2)


def test_a_shorter_timeout_gives_up_sooner() -> None:
    simulation = tuned(two_services(), "timeout", 1, target="gateway-orders")
    simulation.advance(40.0)
    edge = simulation.program.edge_index["gateway-orders"]
    assert int(simulation.arena.view("edges")["timed_out"][edge]) > 100


@pytest.mark.parametrize(
    ("target", "number", "value", "told"),
    [
        ("orders", "rate", 5, "Rate cannot be changed on Service"),
        ("orders", "concurrency", 1.5, "a whole number"),
        ("orders", "failure", 101, "from 0 to 100 %"),
        ("clients", "work", 5, "cannot be changed on"),
        ("gateway-orders", "work", 5, "cannot be changed on an edge"),
        ("nowhere", "work", 5, "neither a node nor an edge"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_reason(target: str, number: str, value: float, told: str) -> None:
    with pytest.raises(OperationRefused, match=told):
        tuned(two_services(), number, value, target)


@pytest.mark.parametrize(("number", "target", "value"), [("work", "payment", 300), ("concurrency", "payment", 1)])
def test_a_planned_change_is_part_of_the_run(number: str, target: str, value: float) -> None:
    document = templates()["order_flow"].document
    change = Tune(target=target, number=number, value=value, at_seconds=10)  # type: ignore[arg-type]
    whole, _ = play(document, until=30.0, operations=[change], batches=0)
    sliced = Simulation(compile_document(document), 1)
    sliced.operate(change)
    for tenth in range(1, 301):
        if tenth == 150:
            sliced = Simulation.restore(sliced.program, sliced.snapshot())
        sliced.advance(tenth / 10)
    assert sliced.digest() == whole.digest
    assert whole.digest != play(document, until=30.0, batches=0)[0].digest
