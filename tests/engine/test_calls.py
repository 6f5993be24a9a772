"""What keeps callers from asking: bulkheads and circuit breakers."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Crash
from tests.engine.small import constant, document, service, source


def calling(instances: int, most: int | None) -> Document:
    """Instances that could ask 400 questions at once, each of which takes 100 ms to answer."""
    nodes = {
        "source": source(1_000.0),
        "rabbit": {"kind": "rabbitmq"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "caller": service(constant(0), instances, concurrency=400 // instances),
        "callee": service(constant(100), concurrency=1_000),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "caller"},
        "call": {"kind": "call", "source": "caller", "target": "callee", "maxConcurrent": most, "latencyMs": 0},
    }
    return document(nodes, edges)


@pytest.mark.parametrize("instances", [1, 4])
def test_each_instance_of_the_caller_has_a_bulkhead_of_its_own(instances: int) -> None:
    results, _ = play(calling(instances, 5), until=20.0)
    busy = (results.nodes["callee"].utilisation or 0.0) * 1_000
    assert busy == pytest.approx(5 * instances, rel=0.05)
    assert busy <= 5 * instances
    assert results.requests.refused > 1_000


def test_a_source_is_one_caller() -> None:
    nodes = {"source": source(1_000.0), "callee": service(constant(100), concurrency=1_000)}
    edge = {"kind": "call", "source": "source", "target": "callee", "maxConcurrent": 5, "latencyMs": 0}
    results, _ = play(document(nodes, {"call": edge}), until=20.0)
    assert (results.nodes["callee"].utilisation or 0.0) * 1_000 == pytest.approx(5, rel=0.05)


def test_a_bulkhead_is_free_again_after_the_crash_of_who_was_in_it() -> None:
    crash = [Crash(target="caller", at_seconds=5, duration_seconds=2)]
    results, _ = play(calling(2, 5), until=20.0, faults=crash)
    assert (results.nodes["callee"].utilisation or 0.0) * 1_000 == pytest.approx(10 * 18 / 20, rel=0.07)


def arrived_each_second(until: int, heals: float | None = None, kind: str = "call") -> list[int]:
    """Calls at a callee that answers too late, each second; breaker: 5 failures, 10 s. It answers in time from then."""
    timeout = 1_000.0
    callee = {"kind": "service" if kind == "call" else "database", "work": constant(timeout * 1.5)}
    nodes = {"source": source(100.0), "callee": {**callee, "concurrency": 10_000}}
    edge = {
        "kind": kind,
        "source": "source",
        "target": "callee",
        "timeoutMs": timeout,
        "latencyMs": 0,
        "circuitBreaker": {"failures": 5, "openMs": 10_000},
    }
    simulation = Simulation(compile_document(document(nodes, {"call": edge})), 1)
    index = simulation.program.station_index["callee"]
    counts, before = [], 0
    for second in range(1, until + 1):
        if heals is not None and second == heals:
            handlers = simulation.arena.view("handlers")
            handlers["work_a"][handlers["work_a"] > 1.0] = 0.001
        simulation.advance(float(second))
        arrived = int(simulation.arena.view("stations")["arrived"][index])
        counts.append(arrived - before)
        before = arrived
    return counts


@pytest.mark.parametrize("kind", ["call", "read", "write"])
def test_an_open_circuit_breaker_lets_one_call_try_again(kind: str) -> None:
    counts = arrived_each_second(60, kind=kind)
    assert counts[0] == pytest.approx(100, abs=30)
    # It opens after a second, and a trial that fails takes a second: one in eleven.
    assert sum(counts[2:]) == pytest.approx(58 / 11, abs=1.5)
    assert max(counts[2:]) == 1


def test_a_trial_that_succeeds_closes_the_circuit_breaker() -> None:
    counts = arrived_each_second(40, heals=8)
    assert sum(counts[2:10]) == 0
    assert sum(counts[13:]) == pytest.approx(27 * 100, rel=0.1)


def test_a_trial_whose_caller_crashes_is_followed_by_another() -> None:
    nodes = {
        "source": source(100.0),
        "rabbit": {"kind": "rabbitmq"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "caller": service(constant(0), concurrency=10, retry={"maxRetries": 0}),
        "callee": service(constant(3_000), concurrency=10_000),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "caller"},
        "call": {
            "kind": "call",
            "source": "caller",
            "target": "callee",
            "timeoutMs": 2_000,
            "circuitBreaker": {"failures": 5, "openMs": 5_000},
        },
    }
    # Opened at 2 s, tried at 7 s: the crash at 8 s comes before the answer could.
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.inject("crash", Crash(target="caller", at_seconds=8, duration_seconds=2))
    callee = simulation.program.station_index["callee"]
    arrived = []
    for moment in (6.0, 8.0, 11.9):
        simulation.advance(moment)
        arrived.append(int(simulation.arena.view("stations")["arrived"][callee]))
    assert (arrived[1] - arrived[0], arrived[2] - arrived[1]) == (1, 1)
