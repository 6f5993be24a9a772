"""What is known of an effect, and for how long; and answers that come when nobody waits for them any more."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.experiments.moments import _late_replies
from apps.engine.frames import FrameCutter
from apps.engine.kernel.memory import EFFECTS_KEPT_SECONDS
from apps.engine.layout import READ_BEFORE
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import Crash, CrashBeforeAck, ErrorRate
from tests.engine.small import constant, document, service, source


def call(start: str, end: str, kind: str = "call", **settings: Any) -> dict[str, Any]:
    return {"kind": kind, "source": start, "target": end, "latencyMs": 0, **settings}


def traced(*at: float) -> dict[str, Any]:
    return {"kind": "trace", "points": [{"at": when, "eventType": "event"} for when in at]}


def repeated_after(seconds: float, **callee: Any) -> Document:
    """Ten calls, each of which is made again after so many seconds, as its caller thinks that the first has failed."""
    backoff = {"backoff": "fixed", "baseMs": 1_000.0 * seconds, "jitter": "none"}
    nodes = {
        "source": traced(*[float(n) for n in range(10)]),
        "shop": service(constant(0), concurrency=20),
        "callee": {**service(constant(1), concurrency=20), **callee},
    }
    edges = {
        "buy": call("source", "shop", timeoutMs=600_000),
        "pay": call("shop", "callee", retries=1, backoff=backoff),
    }
    return document(nodes, edges)


DIES = CrashBeforeAck(target="callee", percent=100, duration_seconds=20)


@pytest.mark.parametrize(
    ("window", "store", "deduplicated"),
    [
        (10, "inbox", 0),
        (100, "inbox", 10),
        (None, "inbox", 10),
        (10, "shared", 0),
        (100, "shared", 0),
        (None, "shared", 0),
    ],
)
def test_a_call_that_is_repeated_after_the_window_has_its_effect_again(
    window: float | None, store: str, deduplicated: int
) -> None:
    """After 60 s. Only an inbox remembers what its node did before it died."""
    design = repeated_after(60.0, idempotent=True, idempotencyStore=store, idempotencyWindowSeconds=window)
    found = play(design, until=200.0, faults=[DIES])[0].nodes["callee"]
    assert found.arrived == 20
    assert (found.deduplicated, found.duplicate_effects) == (deduplicated, 10 - deduplicated)


def test_the_accounts_know_of_an_effect_for_longer_than_its_node() -> None:
    found = play(repeated_after(500.0), until=1_000.0, faults=[DIES])[0].nodes["callee"]
    assert found.duplicate_effects == 10


def test_a_database_does_not_remember_its_writes_for_ever() -> None:
    """A write every 6 s for fifteen hours: 9,000, of which an hour has 600."""
    nodes = {
        "source": source(1 / 6, kind="constant"),
        "shop": service(constant(0), concurrency=2),
        "callee": {"kind": "database", "work": constant(1)},
    }
    edges = {"buy": call("source", "shop"), "keep": call("shop", "callee", "write")}
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.advance(15 * EFFECTS_KEPT_SECONDS)
    state = simulation.arena.state
    assert int(state["seen_used"][0]) <= 2_048 < int(simulation.arena.view("stations")["completed"].max())
    assert int(state["seen_count"][0]) <= 4_096


def same_command_twice(idempotent: bool) -> Document:
    """Two steps of a saga send the same command; either of two answers may come."""
    steps = [
        {"name": "first", "command": "charge", "succeedsOn": "charged", "timeoutMs": 2_000},
        {"name": "second", "command": "charge", "succeedsOn": "settled", "timeoutMs": 2_000},
    ]
    answers = [{"emits": ["charged"]}, {"name": "other", "emits": ["settled"]}]
    handlers = {"charge": {"on": "charge", "outcomes": answers}}
    nodes = {
        "source": source(20.0, "order", kind="constant"),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 1},
        **{name: {"kind": "rabbitmq_queue", "parent": "rabbit"} for name in ("orders", "charges", "answers")},
        "saga": {"kind": "saga", "startsOn": "order", "steps": steps},
        "payment": service(constant(1), concurrency=8, handlers=handlers, idempotent=idempotent),
    }
    edges = {
        "in": {"kind": "publish", "source": "source", "target": "orders"},
        "start": {"kind": "subscribe", "source": "orders", "target": "saga"},
        "command": {"kind": "publish", "source": "saga", "target": "charges"},
        "take": {"kind": "subscribe", "source": "charges", "target": "payment"},
        "answer": {"kind": "publish", "source": "payment", "target": "answers"},
        "hear": {"kind": "subscribe", "source": "answers", "target": "saga"},
    }
    return document(nodes, edges, {name: {"name": name} for name in ("order", "charge", "charged", "settled")})


def test_the_same_command_in_two_steps_is_two_commands() -> None:
    plain, knowing = (play(same_command_twice(one), until=60.0)[0] for one in (False, True))
    # Half of the sagas get to their second step.
    assert plain.nodes["payment"].completed == pytest.approx(1.5 * plain.sagas.started, rel=0.06)
    assert knowing.nodes["payment"].deduplicated == 0
    assert knowing.sagas == plain.sagas
    assert knowing.sagas.committed > 200


def test_a_command_that_comes_again_is_still_the_same() -> None:
    dies = CrashBeforeAck(target="payment", percent=30)
    design = same_command_twice(True)
    raw = design.model_dump(mode="json", by_alias=True)
    raw["nodes"]["payment"]["idempotencyStore"] = "inbox"
    found = play(type(design).model_validate(raw), until=60.0, faults=[dies])[0]
    assert found.nodes["payment"].duplicate_effects == 0
    assert found.nodes["payment"].deduplicated > 300


def reading_and_writing(backoff_ms: float) -> Document:
    """Two callers read a version and write; a write that fails is made again when the other may have written."""
    backoff = {"backoff": "fixed", "baseMs": backoff_ms, "jitter": "none"}
    nodes = {
        "source": traced(1.0, 2.0),
        "shop": service(constant(0), concurrency=20),
        "store": {"kind": "event_store", "work": constant(1), "expectedVersion": True, "concurrency": 10},
    }
    edges = {
        "buy": call("source", "shop", timeoutMs=600_000),
        "look": call("shop", "store", "read"),
        "keep": call("shop", "store", "write", retries=1, backoff=backoff),
    }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": 1}})


def test_a_write_that_is_repeated_after_a_backoff_still_expects_what_its_caller_has_read() -> None:
    """The one of 1 s fails without a conflict and comes again at 4 s; the one of 2 s has written by then."""
    failing = ErrorRate(target="store", percent=100, at_seconds=1.0015, duration_seconds=0.5)
    simulation = Simulation(compile_document(reading_and_writing(3_000.0)), 1)
    simulation.inject("fails", failing)
    simulation.advance(1.5)
    kinds = simulation.arena.view("messages")["kind"]
    assert (kinds == READ_BEFORE).sum() == 1, "or it is no test"
    simulation.advance(10.0)
    assert int(simulation.arena.view("stations")["conflicts"].sum()) == 1
    assert (kinds == READ_BEFORE).sum() == 0


def test_a_caller_that_dies_while_it_waits_to_ask_again_leaves_nothing_behind() -> None:
    simulation = Simulation(compile_document(reading_and_writing(3_000.0)), 1)
    simulation.inject("fails", ErrorRate(target="store", percent=100, at_seconds=1.0015, duration_seconds=0.5))
    simulation.inject("dies", Crash(target="shop", at_seconds=1.6, duration_seconds=0.1))
    free = int(simulation.arena.state["free_count"][0])
    simulation.advance(20.0)
    assert not (simulation.arena.view("messages")["kind"] == READ_BEFORE).any()
    assert int(simulation.arena.state["free_count"][0]) >= free


def test_answers_that_nobody_waits_for_any_more_are_counted() -> None:
    """Twenty a second, 150 ms each, and a caller that waits for 100."""
    nodes = {
        "source": source(20.0, kind="constant"),
        "shop": service(constant(0), concurrency=20),
        "callee": service(constant(150), concurrency=20),
    }
    edges = {"buy": call("source", "shop"), "ask": call("shop", "callee", timeoutMs=100)}
    design = document(nodes, edges)
    results, simulation = play(design, until=20.0)
    assert results.edges["ask"].timed_out > 300
    assert results.edges["ask"].late_replies == pytest.approx(results.edges["ask"].timed_out, abs=2)
    assert results.edges["buy"].late_replies == 0
    assert results.requests.late_replies == results.edges["ask"].late_replies
    frame = FrameCutter(compile_document(design)).cut(simulation, 1, 1.0)
    assert frame.requests.late_replies == results.requests.late_replies
    assert int(_late_replies(simulation.arena).sum()) == results.requests.late_replies
