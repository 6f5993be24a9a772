"""Seeking by an operator: the group reads again, on every log, whether anything new comes or not."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema.faults import ClockSkew, Crash, Poison
from apps.schema.operations import Seek
from tests.engine.small import constant, document, service

LOGS: dict[str, dict[str, Any]] = {
    "kafka": {"kind": "kafka_topic", "partitions": 3},
    "redis": {"kind": "redis_stream"},
    "nats": {"kind": "nats_stream"},
}


def over(broker: str, work_ms: float = 1.0, history: int = 2_000, **consumer: Any) -> Simulation:
    """100 messages a second for ten seconds, then nothing more."""
    steps = [{"atSeconds": 0, "perSecond": 100}, {"atSeconds": 10, "perSecond": 0}]
    source = {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]}
    nodes = {
        "source": source,
        "broker": {"kind": broker},
        "log": {"parent": "broker", "history": history, **LOGS[broker]},
        "consumer": service(constant(work_ms), **{"concurrency": 3, **consumer}),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "log"},
        "subscribe": {"kind": "subscribe", "source": "log", "target": "consumer", "start": "earliest"},
    }
    return Simulation(compile_document(document(nodes, edges)), 1)


@pytest.mark.parametrize("broker", LOGS)
def test_a_group_that_has_read_everything_reads_it_again_after_a_seek(broker: str) -> None:
    simulation = over(broker)
    simulation.advance(20.0)
    read = ledger(simulation.arena)
    assert read.completed == read.published > 900
    simulation.operate(Seek(target="subscribe", to="earliest"))
    simulation.advance(60.0)
    assert simulation.arena.view("groups")["waiting"].tolist() == [0]
    assert ledger(simulation.arena).duplicate_effects == read.published


@pytest.mark.parametrize("broker", LOGS)
def test_a_seek_to_a_moment_goes_back_that_far(broker: str) -> None:
    simulation = over(broker)
    simulation.advance(20.0)
    simulation.operate(Seek(target="subscribe", to="seconds_ago", seconds=15.0))
    simulation.advance(60.0)
    read = ledger(simulation.arena)
    assert read.duplicate_effects == pytest.approx(read.published / 2, rel=0.15)


def test_a_replay_that_a_crash_interrupts_goes_on_where_it_was() -> None:
    simulation = over("kafka", work_ms=10.0)
    simulation.advance(20.0)
    published = ledger(simulation.arena).published
    simulation.operate(Seek(target="subscribe", to="earliest"))
    # Well before the replay of about four seconds is over.
    simulation.inject("crash", Crash(target="consumer", at_seconds=21.0, duration_seconds=1.0))
    simulation.advance(200.0)
    assert simulation.arena.view("groups")["waiting"].tolist() == [0]
    # Nothing of the replay is left out; what was read again before the crash, and not committed, comes once more.
    assert ledger(simulation.arena).duplicate_effects >= published


def test_what_is_worked_on_during_a_seek_does_not_end_it() -> None:
    simulation = over("kafka", work_ms=300.0, concurrency=1)
    simulation.advance(8.0)
    assert int(simulation.arena.view("instances")["busy"].sum()) == 1
    simulation.operate(Seek(target="subscribe", to="earliest"))
    simulation.advance(9.0)
    readers = simulation.arena.view("readers")
    assert (readers["handled"] <= readers["position"]).all()
    assert (readers["committed"] <= readers["position"]).all()


def test_earliest_is_the_beginning_also_where_stamps_lie_before_it() -> None:
    simulation = over("kafka")
    simulation.inject("skew", ClockSkew(target="source", ms=-60_000))
    simulation.advance(20.0)
    simulation.operate(Seek(target="subscribe", to="earliest"))
    simulation.advance(60.0)
    read = ledger(simulation.arena)
    assert read.duplicate_effects == read.published


def test_a_replay_gives_up_what_it_cannot_handle_as_the_first_reading_did() -> None:
    retry = {"mode": "requeue", "maxRetries": 2, "baseMs": 10}
    simulation = over("kafka", retry=retry)
    simulation.inject("poison", Poison(target="log", at_seconds=2.0, duration_seconds=2.0, percent=20))
    simulation.advance(30.0)
    given_up = ledger(simulation.arena).dropped
    assert given_up > 20
    failed = int(simulation.arena.view("stations")["failed"].sum())
    simulation.operate(Seek(target="subscribe", to="earliest"))
    simulation.advance(90.0)
    assert simulation.arena.view("groups")["waiting"].tolist() == [0]
    assert int(simulation.arena.view("stations")["failed"].sum()) == 2 * failed
