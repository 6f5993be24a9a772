"""Nobody races a different model: the engines agree with each other and with theory."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.perf.documents import brokers, w2_document
from tests.perf.populations import FILLED_AT, IN_FLIGHT, NODES, backlog, delayed, fifty_nodes, pipelines
from tests.perf.prepared import prepare
from tests.perf.runners import breakwater, c_program, cimba, compiler, simpy
from tests.perf.shapes import W1, W2, W3, Shape
from tests.perf.side_by_side import document_of
from tests.perf.tally import Tally

SECONDS = 60.0
MANY_FAILURES = W2(rate=600.0, fails=0.3)
ENGINES = ("breakwater", "simpy", "cimba", "C")


def tally(engine: str, shape: Shape, folder: Path) -> Tally:
    if engine == "breakwater":
        return breakwater(document_of(shape), SECONDS, through_broker=not isinstance(shape, W1))().tally
    if engine == "C":
        if not isinstance(shape, W2) or compiler() is None:
            pytest.skip("only W2 is written in C, and it needs a compiler")
        return c_program(shape, SECONDS, folder)().tally
    return (simpy if engine == "simpy" else cimba)(shape, SECONDS)().tally


@pytest.mark.parametrize("engine", ENGINES[:3])
def test_the_mean_time_in_w1_is_that_of_an_m_m_1_queue(engine: str, tmp_path: Path) -> None:
    shape = W1(rate=500.0)
    found = tally(engine, shape, tmp_path)
    theory = 1.0 / (1.0 / shape.work - shape.rate)
    assert found.begun == pytest.approx(shape.rate * SECONDS, rel=0.03)
    assert found.completed == pytest.approx(found.begun, rel=0.001)
    assert found.mean_sojourn == pytest.approx(theory, rel=0.08)


@pytest.mark.parametrize("engine", ENGINES)
def test_w2_fails_retries_and_dead_letters_as_often_as_it_must(engine: str, tmp_path: Path) -> None:
    shape = MANY_FAILURES
    found = tally(engine, shape, tmp_path)
    fails = shape.fails
    dead = fails ** (shape.retries + 1)
    assert found.begun == pytest.approx(shape.rate * SECONDS, rel=0.03)
    assert found.arrived == pytest.approx(found.begun, rel=0.001)
    assert found.attempts / found.begun == pytest.approx((1 - dead) / (1 - fails), rel=0.02)
    assert found.failed / found.attempts == pytest.approx(fails, rel=0.04)
    assert found.completed / found.begun == pytest.approx(1 - dead, rel=0.01)
    assert found.dead_lettered / found.begun == pytest.approx(dead, rel=0.25)
    assert found.retried == pytest.approx(found.failed - found.dead_lettered, rel=0.01)


@pytest.mark.parametrize("engine", ENGINES[:3])
def test_w3_brings_every_message_to_every_subscriber(engine: str, tmp_path: Path) -> None:
    shape = W3(rate=50.0, work=0.002)
    found = tally(engine, shape, tmp_path)
    assert found.begun == pytest.approx(shape.rate * SECONDS, rel=0.06)
    assert found.completed == pytest.approx(found.begun * shape.subscribers, rel=0.01)
    assert found.arrived == pytest.approx(found.begun * shape.subscribers, rel=0.01)


@pytest.mark.parametrize("broker", sorted(brokers()))
def test_w2_on_every_broker_dead_letters_what_failed_too_often(broker: str) -> None:
    shape = MANY_FAILURES
    found = breakwater(w2_document(shape, broker), SECONDS * 4)().tally
    assert found.failed / found.attempts == pytest.approx(shape.fails, rel=0.04)
    assert found.dead_lettered / found.begun == pytest.approx(shape.fails ** (shape.retries + 1), rel=0.4)


def test_the_fifty_nodes_are_fifty_with_every_broker_and_100_000_messages_in_flight() -> None:
    document = fifty_nodes()
    kinds = {node.kind for node in document.nodes.values()}
    assert len(document.nodes) == NODES
    assert set(brokers()) | set(brokers().values()) <= kinds
    prepared = prepare(document, FILLED_AT, FILLED_AT + 0.1)
    assert prepared.in_flight == pytest.approx(IN_FLIGHT, rel=0.05)
    assert prepared.in_flight >= IN_FLIGHT * 0.99


@pytest.mark.parametrize("count", [20, 200])
def test_the_pipelines_have_as_many_nodes_as_they_say(count: int) -> None:
    assert len(pipelines(count).nodes) == count


@pytest.mark.parametrize("population", [backlog, delayed])
def test_a_backlog_and_delayed_messages_stay_while_they_are_measured(population) -> None:
    soon = prepare(population(10_000), FILLED_AT, FILLED_AT + 1.0)
    later = prepare(population(10_000), FILLED_AT + 50.0, FILLED_AT + 51.0)
    assert soon.in_flight == pytest.approx(10_000, rel=0.05)
    assert later.in_flight == pytest.approx(soon.in_flight, rel=0.1)


def test_a_measured_run_that_went_another_way_than_its_results_is_refused() -> None:
    prepared = prepare(w2_document(W2()), 1.0, 3.0)
    prepared.run(0.05)
    with pytest.raises(AssertionError):
        replace(prepared, until=2.0).run()
