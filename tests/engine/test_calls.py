"""What keeps callers from asking: bulkheads and circuit breakers."""

from itertools import pairwise
from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import requests
from apps.engine.layout import FREE
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


def asked_at(until: float, seed: int = 1, **backoff: Any) -> list[float]:
    """When one request, at 1 s, calls a callee that always fails, in seconds after the first time."""
    nodes = {
        "source": {"kind": "trace", "points": [{"at": 1, "eventType": "event"}]},
        "caller": service(constant(0)),
        "callee": service(constant(10), failurePercent=100),
    }
    edges = {
        "begin": {"kind": "call", "source": "source", "target": "caller", "latencyMs": 0, "timeoutMs": 3_600_000},
        "ask": {"kind": "call", "source": "caller", "target": "callee", "latencyMs": 0, "retries": 4} | backoff,
    }
    simulation = Simulation(compile_document(document(nodes, edges)), seed)
    callee = simulation.program.station_index["callee"]
    found, before = [], 0
    while simulation.time < until:
        simulation.advance(until, 1)
        arrived = int(simulation.arena.view("stations")["arrived"][callee])
        if arrived > before:
            found.append(simulation.time - 1.0)
        before = arrived
    assert requests(simulation.arena).balanced
    assert simulation.arena.view("instances")["busy"].tolist() == [0, 0]
    return found


FIXED = {"backoff": "fixed", "baseMs": 200, "jitter": "none"}
GROWING = {"backoff": "exponential", "baseMs": 100, "factor": 3, "maxMs": 500, "jitter": "none"}


@pytest.mark.parametrize(
    ("backoff", "waits"), [(None, [0, 0, 0, 0]), (FIXED, [0.2] * 4), (GROWING, [0.1, 0.3, 0.5, 0.5])]
)
def test_a_call_that_failed_is_made_again_after_its_backoff(backoff: Any, waits: list[float]) -> None:
    gaps = [after - before for before, after in pairwise(asked_at(30.0, backoff=backoff))]
    assert gaps == pytest.approx([wait + 0.01 for wait in waits])


@pytest.mark.parametrize(("jitter", "least", "mean"), [("equal", 0.5, 0.75), ("full", 0.0, 0.5)])
def test_jitter_spreads_the_calls_that_are_made_again(jitter: str, least: float, mean: float) -> None:
    waits = [
        after - before - 0.01
        for seed in range(40)
        for before, after in pairwise(asked_at(30.0, seed, backoff={**FIXED, "baseMs": 1_000, "jitter": jitter}))
    ]
    assert len(waits) == 160
    assert least <= min(waits)
    assert max(waits) <= 1.0 + 1e-9
    assert sum(waits) / len(waits) == pytest.approx(mean, abs=4 * (1 - least) / 12**0.5 / 160**0.5)


def test_decorrelated_jitter_lies_between_the_first_delay_and_three_times_the_last() -> None:
    spread = {"backoff": "exponential", "baseMs": 100, "maxMs": 400, "jitter": "decorrelated"}
    found = [[b - a - 0.01 for a, b in pairwise(asked_at(30.0, seed, backoff=spread))] for seed in range(40)]
    assert all(0.1 - 1e-9 <= wait <= 0.4 + 1e-9 for waits in found for wait in waits)
    assert all(waits[0] <= 0.3 + 1e-9 for waits in found)
    assert max(waits[3] for waits in found) > 0.39


def test_its_slot_is_held_meanwhile_but_no_place_in_the_bulkhead() -> None:
    """A request takes 2 s with its one retry; 2 ms of that are calls."""
    nodes = {"source": source(10.0), "caller": service(constant(0), concurrency=100)}
    nodes["callee"] = service(constant(1), concurrency=100, failurePercent=100)
    edges = {
        "begin": {"kind": "call", "source": "source", "target": "caller", "latencyMs": 0, "timeoutMs": 60_000},
        "ask": {
            "kind": "call",
            "source": "caller",
            "target": "callee",
            "latencyMs": 0,
            "retries": 1,
            "maxConcurrent": 2,
            "backoff": {**FIXED, "baseMs": 2_000},
        },
    }
    results, _ = play(document(nodes, edges), until=100.0)
    assert results.nodes["caller"].utilisation == pytest.approx(10 * 2 / 100, rel=0.1)
    assert results.requests.refused < 10


@pytest.mark.parametrize("broker", ["rabbitmq", "kafka"])
def test_a_crash_while_it_waits_to_ask_again_leaves_nothing_behind(broker: str) -> None:
    nodes = {
        "source": source(50.0),
        "broker": {"kind": broker},
        "channel": {"kind": {"rabbitmq": "rabbitmq_queue", "kafka": "kafka_topic"}[broker], "parent": "broker"},
        "caller": service(constant(1), concurrency=20, retry={"maxRetries": 0}),
        "callee": service(constant(1), concurrency=100, failurePercent=50),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "caller"},
        "ask": {
            "kind": "call",
            "source": "caller",
            "target": "callee",
            "retries": 3,
            "backoff": {"baseMs": 300},
        },
    }
    down = Crash(target="caller", at_seconds=5, duration_seconds=5)
    quiet = Crash(target="source", at_seconds=20)
    results, simulation = play(document(nodes, edges), until=120.0, faults=[down, quiet])
    assert results.ledger.balanced
    assert results.requests.balanced
    assert results.ledger.in_flight == results.requests.in_flight == 0
    assert simulation.arena.view("instances")["busy"].tolist() == [0, 0]


def test_a_user_who_waits_to_ask_again_is_there_after_a_crash() -> None:
    users = {"kind": "closed_loop", "users": 5, "think": constant(100)}
    nodes = {
        "source": {"kind": "clients", "workload": users, "sends": [{"eventType": "event"}]},
        "callee": service(constant(1), concurrency=5, failurePercent=90),
    }
    edges = {"ask": {"kind": "call", "source": "source", "target": "callee", "retries": 5, "backoff": FIXED}}
    down = Crash(target="source", at_seconds=5, duration_seconds=5)
    results, simulation = play(document(nodes, edges), until=60.0, faults=[down])
    assert results.requests.balanced
    messages = simulation.arena.view("messages")["kind"]
    assert sum(int(kind) != FREE for kind in messages) in (5, 6, 7, 8, 9, 10)
    # 55 s of 5 users who ask every 200 ms or think for 100 ms.
    assert results.requests.sent > 55 * 5 * 4


def test_calls_that_wait_outlive_an_outage_in_which_calls_made_again_at_once_use_up_their_retries() -> None:
    def failed(backoff: dict[str, Any] | None) -> int:
        nodes = {"source": source(100.0), "callee": service(constant(8), queueLimit=20)}
        edge = {"kind": "call", "source": "source", "target": "callee", "retries": 5, "backoff": backoff}
        down = Crash(target="callee", at_seconds=5, duration_seconds=2)
        results, _ = play(document(nodes, {"ask": edge}), until=60.0, faults=[down])
        return results.nodes["source"].failed

    assert failed({"baseMs": 200, "maxMs": 5_000, "jitter": "full"}) < 0.5 * failed(None)
