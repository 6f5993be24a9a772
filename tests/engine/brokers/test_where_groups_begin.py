"""A group of a Redis or NATS stream is created when the first of its consumers is there, and begins where it says."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.schema.faults import Crash
from tests.engine.small import constant, document, service, source

BROKERS = {"redis": ("redis_stream", 0), "nats": ("nats_stream", 200)}
"""The channel, and how many of the messages sent in the first ten seconds a group gets that says nothing."""


def handled(broker: str, start: str | None, late: bool) -> Simulation:
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
        "subscribe": {"kind": "subscribe", "source": "stream", "target": "consumer", "start": start},
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
