"""What is down stays down until its fault has ended, whatever starts, scales or strikes in the meantime."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import requests
from apps.schema.faults import Crash, Fault
from apps.schema.operations import Scale
from tests.engine.small import constant, document, queue, service, source

SCALED = {"minInstances": 1, "maxInstances": 4, "targetLag": 1e9}


def begun(*faults: Fault, instances: int = 1, **settings: Any) -> Simulation:
    consumer = service(constant(1), instances, **settings)
    simulation = Simulation(compile_document(queue(50.0, consumer)), 1)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    return simulation


def up(simulation: Simulation, moment: float) -> int:
    simulation.advance(moment)
    consumer = simulation.program.station_index["consumer"]
    return int(simulation.arena.view("stations")["up_instances"][consumer])


@pytest.mark.parametrize("instance", [None, 0])
def test_a_crash_during_the_cold_start_keeps_it_down(instance: int | None) -> None:
    again = Crash(target="consumer", at_seconds=10, duration_seconds=20, instance=instance)
    first = Crash(target="consumer", at_seconds=5, duration_seconds=2)
    simulation = begun(first, again, coldStartMs=10_000)
    # Its cold start from 7 s would have ended at 17 s; the one after the second crash begins at 30 s.
    found = [up(simulation, moment) for moment in (4.0, 6.0, 16.9, 17.1, 29.0, 39.9, 40.1)]
    assert found == [1, 0, 0, 0, 0, 0, 1]


def test_scaling_starts_nothing_while_it_is_down() -> None:
    simulation = begun(Crash(target="consumer", at_seconds=5, duration_seconds=10), autoscaling=SCALED)
    simulation.advance(8.0)
    simulation.operate(Scale(target="consumer", instances=3))
    assert [up(simulation, moment) for moment in (8.0, 14.9, 15.1)] == [0, 0, 3]


def test_an_instance_that_is_struck_does_not_come_back_by_scaling_down_and_up() -> None:
    simulation = begun(Crash(target="consumer", at_seconds=5, duration_seconds=15, instance=2), instances=3)
    for moment, wanted in [(8.0, 1), (10.0, 3)]:
        simulation.advance(moment)
        simulation.operate(Scale(target="consumer", instances=wanted))
    assert [up(simulation, moment) for moment in (10.0, 19.9, 20.1)] == [2, 2, 3]


def test_an_instance_that_is_struck_while_it_is_switched_off_does_not_start() -> None:
    simulation = begun(Crash(target="consumer", at_seconds=5, duration_seconds=15, instance=2), instances=3)
    simulation.operate(Scale(target="consumer", instances=1))
    simulation.advance(10.0)
    simulation.operate(Scale(target="consumer", instances=3))
    assert [up(simulation, moment) for moment in (10.0, 19.9, 20.1)] == [2, 2, 3]


def test_an_instance_that_was_scaled_away_while_it_was_down_stays_away() -> None:
    simulation = begun(Crash(target="consumer", at_seconds=5, duration_seconds=10), instances=3)
    simulation.advance(8.0)
    simulation.operate(Scale(target="consumer", instances=1))
    assert [up(simulation, moment) for moment in (8.0, 15.1, 30.0)] == [0, 1, 1]


def test_a_crash_during_the_cold_start_refuses_the_calls_that_wait_for_it() -> None:
    nodes = {"source": source(50.0), "callee": service(constant(1), coldStartMs=10_000)}
    call = {"kind": "call", "source": "source", "target": "callee", "timeoutMs": 60_000}
    simulation = Simulation(compile_document(document(nodes, {"call": call})), 1)
    simulation.inject("first", Crash(target="callee", at_seconds=5, duration_seconds=2))
    simulation.inject("again", Crash(target="callee", at_seconds=10, duration_seconds=20))
    waiting = []
    for moment in (9.9, 10.1):
        simulation.advance(moment)
        waiting.append(int(simulation.arena.view("stations")["waiting"][simulation.program.station_index["callee"]]))
    assert waiting[0] > 100
    assert waiting[1] == 0
    assert requests(simulation.arena).balanced
