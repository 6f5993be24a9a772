"""Crashes that meet what is starting or being scaled."""

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema.faults import Crash
from tests.engine.small import constant, queue, service


def cold(**settings: int) -> Simulation:
    """Fifty messages a second for a consumer that needs 5 s to start."""
    design = queue(50.0, service(constant(5), coldStartMs=5_000, **settings), kind="constant")
    return Simulation(compile_document(design), 1)


def up(simulation: Simulation) -> int:
    station = simulation.program.station_index["consumer"]
    return int(simulation.arena.view("stations")["up_instances"][station])


def test_what_crashes_while_it_starts_does_not_come_up() -> None:
    simulation = cold()
    simulation.inject("first", Crash(target="consumer", at_seconds=10.0, duration_seconds=1.0))
    simulation.inject("second", Crash(target="consumer", at_seconds=12.0, duration_seconds=20.0))
    simulation.advance(10.0)
    done = ledger(simulation.arena).completed
    simulation.advance(36.9)
    assert up(simulation) == 0
    assert ledger(simulation.arena).completed == done
    # Five seconds after the second crash has ended.
    simulation.advance(37.1)
    assert up(simulation) == 1


def test_one_instance_that_crashes_while_it_starts_does_not_come_up() -> None:
    simulation = cold(instances=2)
    simulation.inject("first", Crash(target="consumer", instance=0, at_seconds=10.0, duration_seconds=1.0))
    simulation.inject("second", Crash(target="consumer", instance=0, at_seconds=12.0, duration_seconds=20.0))
    simulation.advance(36.9)
    assert up(simulation) == 1
    simulation.advance(37.1)
    assert up(simulation) == 2
