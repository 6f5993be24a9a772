"""Event stores that expect versions: an append that was decided on what is no longer so is refused."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.frames import FrameCutter
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.results import Results
from tests.engine.small import constant, document, service, source


def appending(
    per_second: float, append_ms: float, keys: int = 1, expected: bool = True, **writing: Any
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Nodes, edges and event types: a source that writes straight into a store, at a steady pace, no latency."""
    store = {
        "kind": "event_store",
        "work": constant(append_ms),
        "concurrency": 100,
        "expectedVersion": expected,
    }
    nodes = {"source": source(per_second, kind="constant"), "store": store}
    write = {"kind": "write", "source": "source", "target": "store", "latencyMs": 0, **writing}
    return nodes, {"write": write}, {"event": {"name": "Event", "keyCount": keys}}


def played(parts: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], until: float = 10.0) -> Results:
    return play(document(*parts), until=until)[0]


def test_of_two_appends_at_once_to_one_aggregate_the_second_conflicts() -> None:
    # One every 10 ms, 15 ms each: every append begins in the middle of the one before, so every second one conflicts.
    store = played(appending(100.0, 15.0)).nodes["store"]
    assert store.conflicts == pytest.approx(500, abs=2)
    assert store.completed == pytest.approx(500, abs=2)
    assert store.failed == store.conflicts


def test_appends_one_after_the_other_do_not_conflict() -> None:
    store = played(appending(100.0, 5.0)).nodes["store"]
    assert (store.conflicts, store.completed) == (0, pytest.approx(1000, abs=2))


def test_appends_to_different_aggregates_do_not_conflict() -> None:
    many = played(appending(100.0, 15.0, keys=1_000_000)).nodes["store"]
    assert many.conflicts <= 1


def test_without_an_expected_version_nothing_conflicts() -> None:
    store = played(appending(100.0, 15.0, expected=False)).nodes["store"]
    assert (store.conflicts, store.failed) == (0, 0)


def test_a_write_that_is_repeated_after_a_conflict_reads_anew() -> None:
    results = played(appending(100.0, 15.0, retries=20))
    assert results.nodes["store"].conflicts > 500
    assert results.nodes["source"].failed < results.nodes["store"].conflicts / 4


def read_decide_append(decide_ms: float, retries: int = 0) -> Document:
    """Two services, the second half a period behind the first by its longer way, read one aggregate, ask somebody for
    some time what to do, and append."""
    nodes: dict[str, Any] = {
        "source": source(4.0, kind="constant"),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
        "orders": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
        "clerk": service(constant(decide_ms), concurrency=10),
        "store": {"kind": "event_store", "work": constant(0.1), "expectedVersion": True},
    }
    edges: dict[str, Any] = {"publish": {"kind": "publish", "source": "source", "target": "orders"}}
    for name, latency in (("one", 0), ("two", 20)):
        nodes[name] = service(
            constant(0), concurrency=10, retry={"maxRetries": retries, "mode": "in_place", "backoff": "none"}
        )
        nodes[f"queue-{name}"] = {"kind": "rabbitmq_queue", "parent": "rabbit"}
        edges |= {
            f"bind-{name}": {"kind": "subscribe", "source": "orders", "target": f"queue-{name}", "latencyMs": 0},
            f"to-{name}": {"kind": "subscribe", "source": f"queue-{name}", "target": name, "latencyMs": latency},
            f"read-{name}": {"kind": "read", "source": name, "target": "store", "latencyMs": 0},
            f"ask-{name}": {"kind": "call", "source": name, "target": "clerk", "latencyMs": 0},
            f"write-{name}": {"kind": "write", "source": name, "target": "store", "latencyMs": 0},
        }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": 1}})


def test_what_was_read_before_a_decision_is_what_the_append_expects() -> None:
    # The appends take a tenth of a millisecond and are 20 ms apart; the decisions overlap when they take longer.
    quick = play(read_decide_append(10.0), until=10.0)[0].nodes["store"]
    slow = play(read_decide_append(40.0), until=10.0)[0].nodes["store"]
    assert quick.conflicts == 0
    assert slow.conflicts == pytest.approx(40, abs=1)


def test_who_retries_after_a_conflict_reads_again_and_gets_through() -> None:
    results = play(read_decide_append(40.0, retries=3), until=10.0)[0]
    assert results.nodes["store"].conflicts == pytest.approx(40, abs=1)
    assert results.nodes["two"].completed == pytest.approx(40, abs=1)
    assert results.nodes["two"].dropped == 0


def test_a_live_run_shows_the_conflicts_of_stores_that_expect_versions() -> None:
    def shown(expected: bool) -> dict[str, int]:
        program = compile_document(document(*appending(100.0, 15.0, expected=expected)))
        simulation = Simulation(program, 1)
        simulation.advance(2.0)
        return FrameCutter(program).cut(simulation, 1, 1.0).conflicts

    assert shown(True) == {"store": pytest.approx(100, abs=2)}
    assert shown(False) == {}
