"""Those who read an event store: events that are handed back come again, with their attempts, after their backoff."""

from typing import Any

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Crash, NetworkPartition
from apps.schema.operations import Seek
from tests.engine.small import constant, document, service, source


def read_by(consumer: dict[str, Any], writer: dict[str, Any]) -> Document:
    """What the writer's events bring a service that reads them; what that gives up is kept."""
    nodes = {
        "source": writer,
        "store": {"kind": "event_store"},
        "reader": consumer,
        "dead": {"kind": "dead_letter_queue"},
    }
    edges = {
        "write": {"kind": "write", "source": "source", "target": "store"},
        "read": {"kind": "subscribe", "source": "store", "target": "reader"},
        "bury": {"kind": "dead_letter", "source": "reader", "target": "dead"},
    }
    return document(nodes, edges)


def for_ten_seconds(per_second: float) -> dict[str, Any]:
    steps = [{"atSeconds": 0, "perSecond": per_second}, {"atSeconds": 10, "perSecond": 0}]
    return {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]}


def test_an_event_that_is_handed_back_is_given_up_after_its_retries() -> None:
    failing = service(constant(5), failurePercent=100, retry={"mode": "requeue", "maxRetries": 3, "baseMs": 10})
    results, _ = play(read_by(failing, for_ten_seconds(10.0)), until=60.0)
    assert results.ledger.dead_lettered == results.ledger.published > 50
    assert results.nodes["reader"].failed == 4 * results.ledger.published


def test_an_event_that_is_handed_back_comes_again_after_its_backoff() -> None:
    retry = {"mode": "requeue", "maxRetries": 1, "backoff": "fixed", "baseMs": 2_000, "jitter": "none"}
    # The first event at 100 s.
    design = read_by(service(constant(5), failurePercent=100, retry=retry), source(0.01, kind="constant"))
    failed = [play(design, until=until)[0].nodes["reader"].failed for until in (101.5, 103.0)]
    assert failed == [1, 2]


def test_events_that_were_handed_back_survive_seeks_crashes_and_cuts() -> None:
    flaky = service(constant(20), failurePercent=40, retry={"mode": "requeue", "maxRetries": 5, "baseMs": 300})
    simulation = Simulation(compile_document(read_by(flaky, for_ten_seconds(30.0))), 1)
    simulation.inject("crash", Crash(target="reader", at_seconds=3.0, duration_seconds=1.0))
    simulation.inject("cut", NetworkPartition(target="read", at_seconds=6.0, duration_seconds=1.0))
    for moment, to in ((5.0, "earliest"), (5.1, "earliest"), (8.0, "latest"), (8.05, "earliest")):
        simulation.operate(Seek(target="read", at_seconds=moment, to=to))
    for moment in (3.5, 5.05, 6.5, 8.02, 9.0, 400.0):
        simulation.advance(moment)
        assert ledger(simulation.arena).balanced
    found = ledger(simulation.arena)
    assert found.in_flight == 0
    # Going to the end leaves out what waited then.
    assert causes(simulation.arena)["skipped by a seek"] == found.published - found.completed - found.dead_lettered
    assert simulation.arena.view("groups")["waiting"].sum() == 0
    assert simulation.arena.view("instances")["busy"].sum() == 0
