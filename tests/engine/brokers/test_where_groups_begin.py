"""A group of a Redis or NATS stream is created when the first of its consumers is there, and begins where it says."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.schema.faults import Crash
from tests.engine.small import constant, document, service, source

BROKERS = {"redis": ("redis_stream", 0), "nats": ("nats_stream", 200)}
"""The channel, and how many of the messages sent in the first ten seconds a group gets that says nothing."""


def handled(broker: str, start: str | None, late: bool, **place: float) -> Simulation:
    """20 messages a second for 20 s; the only consumer is there from the beginning, or after 10 s."""
    channel, _ = BROKERS[broker]
    nodes = {
        "source": source(20.0, kind="constant"),
        "broker": {"kind": broker},
        "stream": {"kind": channel, "parent": "broker"},
        "consumer": service(constant(1), concurrency=2),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "stream"},
        "subscribe": {"kind": "subscribe", "source": "stream", "target": "consumer", "start": start, **place},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    if late:
        simulation.inject("not yet", Crash(target="consumer", duration_seconds=10))
    simulation.advance(20.0)
    assert ledger(simulation.arena).balanced
    return simulation


@pytest.mark.parametrize("broker", BROKERS)
@pytest.mark.parametrize(("start", "before"), [("latest", 0), ("earliest", 200), (None, None)])
def test_a_group_that_comes_late_begins_where_it_says(broker: str, start: str | None, before: int | None) -> None:
    simulation = handled(broker, start, late=True)
    expected = BROKERS[broker][1] if before is None else before
    assert ledger(simulation.arena).completed == pytest.approx(200 + expected, abs=4)
    assert causes(simulation.arena).get("skipped by a seek", 0) == pytest.approx(200 - expected, abs=2)


@pytest.mark.parametrize("broker", BROKERS)
@pytest.mark.parametrize("start", ["latest", "earliest"])
def test_a_group_that_is_there_from_the_beginning_gets_everything(broker: str, start: str) -> None:
    assert ledger(handled(broker, start, late=False).arena).completed == pytest.approx(400, abs=4)


@pytest.mark.parametrize("broker", BROKERS)
def test_a_group_may_begin_at_a_time_that_is_past(broker: str) -> None:
    simulation = handled(broker, "time", late=True, startSeconds=7.52)
    assert ledger(simulation.arena).completed == pytest.approx(250, abs=4)
    assert causes(simulation.arena)["skipped by a seek"] == pytest.approx(150, abs=2)


def test_a_group_of_redis_waits_for_a_time_to_come() -> None:
    simulation = handled("redis", "time", late=False, startSeconds=15.02)
    assert ledger(simulation.arena).completed == pytest.approx(100, abs=3)
    assert causes(simulation.arena)["skipped by a seek"] == pytest.approx(300, abs=2)


@pytest.mark.parametrize(("late", "expected"), [(False, 400), (True, 200)])
def test_a_consumer_of_nats_begins_with_what_comes_next_if_its_time_is_still_to_come(late: bool, expected: int) -> None:
    simulation = handled("nats", "time", late, startSeconds=15.02)
    assert ledger(simulation.arena).completed == pytest.approx(expected, abs=4)


@pytest.mark.parametrize(("number", "skipped"), [(1, 0), (121, 120), (10_000, 200)])
def test_a_consumer_of_nats_may_begin_at_a_number(number: int, skipped: int) -> None:
    simulation = handled("nats", "sequence", late=True, startSequence=number)
    assert causes(simulation.arena).get("skipped by a seek", 0) == pytest.approx(skipped, abs=2)
    assert ledger(simulation.arena).completed == pytest.approx(400 - skipped, abs=4)


@pytest.mark.parametrize("broker", BROKERS)
def test_a_place_that_the_stream_no_longer_has_is_its_first_message(broker: str) -> None:
    """A stream of 50: of 200 messages the last 50 are there when the group comes."""
    channel, _ = BROKERS[broker]
    limit = {"maxLength": 50, "approximate": False} if broker == "redis" else {"maxMessages": 50}
    nodes = {
        "source": source(20.0, kind="constant"),
        "broker": {"kind": broker},
        "stream": {"kind": channel, "parent": "broker", **limit},
        "consumer": service(constant(1), concurrency=2),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "stream"},
        "subscribe": {"kind": "subscribe", "source": "stream", "target": "consumer", "start": "time"},
    }
    edges["subscribe"]["startSeconds"] = 1.0  # type: ignore[assignment]
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.inject("not yet", Crash(target="consumer", duration_seconds=10))
    simulation.advance(20.0)
    assert ledger(simulation.arena).completed == pytest.approx(250, abs=4)
    assert ledger(simulation.arena).balanced
