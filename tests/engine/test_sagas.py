"""Sagas: what fails a step, how often a compensation is tried, and sagas that only watch what others do."""

import copy
from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.replay import play
from apps.schema import read_document
from apps.schema.faults import Crash
from tests.engine.test_semantics import saga_design


def design() -> dict[str, Any]:
    raw: dict[str, Any] = saga_design().model_dump(mode="json", by_alias=True)  # type: ignore[attr-defined]
    return copy.deepcopy(raw)


def test_an_event_that_fails_a_step_undoes_what_was_done() -> None:
    raw = design()
    raw["eventTypes"]["declined"] = {"name": "declined"}
    raw["nodes"]["saga"]["steps"][1]["failsOn"] = ["declined"]
    outcomes = [{"emits": ["shipped"], "weight": 3}, {"name": "no", "emits": ["declined"], "weight": 1}]
    raw["nodes"]["shipping"]["handlers"]["ship"]["outcomes"] = outcomes
    sagas = play(read_document(raw), until=60.0)[0].sagas
    assert sagas.compensated / sagas.started == pytest.approx(0.25, abs=0.05)
    assert sagas.committed + sagas.compensated == pytest.approx(sagas.started, abs=5)
    assert sagas.stuck == 0


def test_a_compensation_is_tried_again_after_its_delay_and_then_the_saga_is_stuck() -> None:
    raw = design()
    raw["nodes"]["saga"]["steps"][0] |= {"compensationRetries": 2, "compensationBackoffMs": 3_000}
    raw["nodes"]["source"] |= {"kind": "trace", "points": [{"at": 1.0, "eventType": "started"}]}
    for field in ("workload", "sends"):
        del raw["nodes"]["source"][field]
    simulation = Simulation(compile_document(read_document(raw)), 1)
    simulation.inject("shipping", Crash(target="shipping"))
    simulation.inject("payment", Crash(target="payment", at_seconds=2.0))
    payments = simulation.program.channels.index("payments")
    sent = []
    # Paid at 1 s, not shipped by 3 s; unanswered after 2 s, twice more after 3 s each, and 2 s after the last.
    for moment in (2.9, 3.2, 7.9, 8.2, 12.9, 13.2, 14.9):
        simulation.advance(moment)
        sent.append(int(simulation.arena.view("channels")["arrived"][payments]))
    assert sent == [1, 2, 2, 3, 3, 4, 4]
    assert int(simulation.arena.state["sagas_stuck"][0]) == 0
    simulation.advance(15.2)
    assert int(simulation.arena.state["sagas_stuck"][0]) == 1


def choreography() -> dict[str, Any]:
    """Each service reacts to the one before it, over a topic; the saga sends nothing and sees how it ends."""
    raw = design()
    nodes = raw["nodes"]
    for name in ("rabbit", "events", "payments", "shipments"):
        del nodes[name]
    for step in nodes["saga"]["steps"]:
        step |= {"command": None, "compensation": None, "compensatedOn": None}
    nodes["payment"]["handlers"] = {"started": {"on": "started", "outcomes": [{"emits": ["paid"]}]}}
    nodes["shipping"]["handlers"] = {"paid": {"on": "paid", "outcomes": [{"emits": ["shipped"]}]}}
    nodes |= {
        "kafka": {"kind": "kafka", "name": "Kafka"},
        "topic": {"kind": "kafka_topic", "name": "Topic", "parent": "kafka"},
    }
    senders = {
        f"p-{one}": {"kind": "publish", "source": one, "target": "topic"} for one in ("source", "payment", "shipping")
    }
    readers = {
        f"s-{one}": {"kind": "subscribe", "source": "topic", "target": one} for one in ("saga", "payment", "shipping")
    }
    raw["edges"] = {**senders, **readers}
    return raw


def test_a_saga_by_choreography_is_seen_to_commit() -> None:
    sagas = play(read_document(choreography()), until=60.0)[0].sagas
    assert sagas.started > 1_000
    assert sagas.committed == pytest.approx(sagas.started, abs=5)


def test_a_saga_by_choreography_that_stands_still_runs_into_its_timeout() -> None:
    faults = [Crash(target="shipping", at_seconds=20, duration_seconds=1_000)]
    sagas = play(read_document(choreography()), until=60.0, faults=faults)[0].sagas
    assert sagas.committed == pytest.approx(20 * 20, rel=0.2)
    # Those of the last two seconds are still waited for.
    assert sagas.compensated == pytest.approx(38 * 20, rel=0.2)
