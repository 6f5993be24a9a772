"""Crashes that meet what is starting, being scaled, or about to answer."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.engine.replay import play
from apps.schema.faults import Crash, CrashBeforeAck
from apps.schema.operations import Scale
from tests.engine.small import constant, document, queue, service, source


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


def test_a_crash_before_the_answer_leaves_its_caller_with_a_failure_and_the_work_done() -> None:
    nodes = {"source": source(100.0), "service": service(constant(1), concurrency=50)}
    edges = {"call": {"kind": "call", "source": "source", "target": "service", "retries": 1}}
    dies = CrashBeforeAck(target="service", percent=20)
    results, _ = play(document(nodes, edges), until=60.0, faults=[dies])
    # Failed once: 0.2, asked again; both times: 0.04.
    assert results.requests.failed / results.nodes["source"].arrived == pytest.approx(0.24, rel=0.1)
    assert results.nodes["service"].failed == 0
    assert results.nodes["service"].duplicate_effects == pytest.approx(0.2 * results.nodes["source"].arrived, rel=0.1)


def test_scaling_up_a_node_that_is_down_starts_nothing_before_it_is_up() -> None:
    simulation = Simulation(compile_document(queue(50.0, service(constant(5), instances=4), kind="constant")), 1)
    simulation.operate(Scale(target="consumer", instances=1))
    simulation.inject("crash", Crash(target="consumer", at_seconds=10.0, duration_seconds=10.0))
    simulation.operate(Scale(target="consumer", at_seconds=15.0, instances=4))
    simulation.advance(19.9)
    assert up(simulation) == 0
    simulation.advance(20.1)
    assert up(simulation) == 4
