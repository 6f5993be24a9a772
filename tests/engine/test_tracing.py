"""The history of a message: asked for after the run, and the run's own."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document, tracing
from apps.engine.layout import history
from apps.engine.replay import play
from apps.engine.results import results
from apps.engine.telling import KINDS, WORDS
from apps.engine.tracing import trace
from apps.schema import Document
from apps.schema.faults import Crash, ErrorRate, FaultBase
from apps.schema.messages import Inject, LoggedCommand
from apps.schema.tracing import Trace
from tests.documents.strategies import documents_with_faults
from tests.engine.small import constant, document, exponential, queue, service, source, topic
from tests.engine.test_semantics import saga_design

UNTIL = 3.0


def kinds(found: Trace) -> list[str]:
    return [step.what for step in found.steps]


def unreliable(**retry: object) -> Document:
    policy = {"maxRetries": 3, "backoff": "exponential", "baseMs": 100, "factor": 2, "jitter": "none", **retry}
    return queue(20.0, service(exponential(5), concurrency=4, failurePercent=50, retry=policy))


def test_a_dead_letters_history_tells_its_attempts_its_backoffs_and_its_cause() -> None:
    design = unreliable()
    run, _ = play(design, seed=3, until=20.0)
    dead = run.endings[-1]
    found = trace(design, dead.id, seed=3, until=20.0)
    assert kinds(found)[:4] == ["begun", "handled", "published", "arrived"]
    attempt = ["handed_out", "work_begun", "attempt_failed"]
    assert [kind for kind in kinds(found)[4:] if kind not in ("acknowledged", "retry_planned")] == [
        *(attempt * 4),
        "ended_badly",
        "kept_dead",
    ]
    failed = [step for step in found.steps if step.what == "attempt_failed"]
    planned = [step for step in found.steps if step.what == "retry_planned"]
    assert [step.attempt for step in failed] == [1, 2, 3, 4]
    assert [step.seconds for step in planned] == pytest.approx([0.1, 0.2, 0.4])
    handed = [step for step in found.steps if step.what == "handed_out"]
    assert [step.delivery for step in handed] == [1, 2, 3, 4]
    # Each comes back when its backoff is over.
    assert [step.time for step in handed[1:]] == pytest.approx([a.time + a.seconds for a in planned if a.seconds])
    end = found.steps[-2]
    assert (end.reason, end.attempt, end.channel, end.time) == (dead.cause, dead.attempts, "queue", dead.time)
    assert found.steps[-1].channel == "dead"
    assert [step.time for step in found.steps] == sorted(step.time for step in found.steps)


def test_the_replay_ends_in_the_very_state_of_the_run() -> None:
    design = unreliable()
    run, _ = play(design, seed=3, until=20.0)
    for identity in (0, 7, run.endings[0].id, 10**9):
        found = trace(design, identity, seed=3, until=20.0)
        assert (found.digest, found.complete) == (run.digest, True)
        assert bool(found.steps) == (identity < 10**9)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_with_faults(until=UNTIL), st.integers(0, 50))
def test_watching_any_message_of_any_document_changes_nothing(
    drawn: tuple[Document, list[FaultBase]], identity: int
) -> None:
    design, faults = drawn
    most = 20_000
    run, _ = play(design, seed=2, until=UNTIL, faults=faults, max_events=most, batches=0)  # type: ignore[arg-type]
    found = trace(design, identity, seed=2, until=UNTIL, faults=faults, max_events=most)  # type: ignore[arg-type]
    assert found.digest == run.digest
    assert [step.time for step in found.steps] == sorted(step.time for step in found.steps)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_with_faults(until=UNTIL))
def test_every_bad_end_is_in_the_history_of_its_id(drawn: tuple[Document, list[FaultBase]]) -> None:
    design, faults = drawn
    most = 20_000
    run, _ = play(design, seed=2, until=UNTIL, faults=faults, max_events=most, batches=0)  # type: ignore[arg-type]
    if not run.endings:
        return
    last = run.endings[-1]
    found = trace(design, last.id, seed=2, until=UNTIL, faults=faults, max_events=most)  # type: ignore[arg-type]
    ends = [(step.reason, step.channel, step.time) for step in found.steps if step.what == "ended_badly"]
    assert (last.cause, last.channel, last.time) in ends


def test_a_message_lost_in_a_brokers_outage_was_sent_again_and_again() -> None:
    design = topic(20.0, 2, service(constant(1)), deliveryTimeoutMs=3000)
    crash = [Crash(target="kafka", at_seconds=5, duration_seconds=20)]
    run, _ = play(design, until=15.0, faults=crash)
    assert run.causes == {"broker down until the sender gave up": run.ledger.lost}
    found = trace(design, run.endings[0].id, until=15.0, faults=crash)
    assert found.digest == run.digest
    end = found.steps[-1]
    assert (end.what, end.reason) == ("ended_badly", "broker down until the sender gave up")
    assert "lost: broker down" in end.words


def test_a_sagas_history_tells_its_steps_and_what_was_undone() -> None:
    design = saga_design()
    faults = [Crash(target="shipping", at_seconds=2, duration_seconds=4)]
    run, _ = play(design, until=20.0, faults=faults)  # type: ignore[arg-type]
    assert run.nodes["saga"].sagas == run.sagas
    happy = kinds(trace(design, 0, until=20.0, faults=faults))  # type: ignore[arg-type]
    assert [kind for kind in happy if kind.startswith("saga")] == [
        "saga_started",
        "saga_step",
        "saga_step",
        "saga_committed",
    ]
    unhappy = trace(design, 60, until=20.0, faults=faults)  # type: ignore[arg-type]
    steps = [(step.what, step.reason) for step in unhappy.steps if step.what.startswith("saga")]
    assert steps == [
        ("saga_started", None),
        ("saga_step", "pay"),
        ("saga_step", "ship"),
        ("saga_compensates", "ship"),
        ("saga_undoes", "pay"),
        ("saga_compensated", None),
    ]


def test_calls_are_told_with_their_answers_and_their_timeouts() -> None:
    nodes = {"source": source(5.0), "api": {"kind": "api_gateway"}, "slow": service(constant(500), concurrency=50)}
    edges = {
        "ask": {"kind": "call", "source": "source", "target": "api", "timeoutMs": 2000},
        "pass": {"kind": "call", "source": "api", "target": "slow", "timeoutMs": 100, "retries": 1},
    }
    found = trace(document(nodes, edges), 3, until=10.0)
    calls = [(step.what, step.edge, step.attempt) for step in found.steps if step.what in ("called", "call_overdue")]
    assert calls == [
        ("called", "ask", 1),
        ("called", "pass", 1),
        ("call_overdue", "pass", 1),
        ("called", "pass", 2),
        ("call_overdue", "pass", 2),
    ]
    answers = [(step.node, step.reason) for step in found.steps if step.what == "answered"]
    assert answers == [("api", "failed")]
    assert kinds(found).count("answered_nobody") == 2


def test_an_idempotent_consumer_is_seen_to_skip_what_comes_again() -> None:
    def history_after_a_crash(idempotent: bool) -> Counter[str]:
        consumer = service(constant(2), concurrency=4, idempotent=idempotent)
        design = topic(50.0, 4, consumer, sessionTimeoutMs=1000)
        faults = [Crash(target="consumer", at_seconds=9, duration_seconds=2)]
        # Committed every 5 s: what was handled after 5 s comes again.
        return Counter(kinds(trace(design, 350, until=20.0, faults=faults)))

    plain, careful = history_after_a_crash(False), history_after_a_crash(True)
    assert plain["handed_out"] == careful["handed_out"] == 2
    assert (plain["effect_repeated"], plain["effect_skipped"]) == (1, 0)
    assert (careful["effect_repeated"], careful["effect_skipped"]) == (0, 1)


def test_a_live_runs_log_is_replayed_too() -> None:
    design = unreliable(maxRetries=1)
    fault = ErrorRate(target="consumer", percent=100)
    log = [LoggedCommand(at=5.0, command=Inject(fault=fault), fault_id="f")]
    run, _ = play(design, until=10.0, log=log)
    found = trace(design, run.endings[-1].id, until=10.0, log=log)
    assert found.digest == run.digest
    assert "ended_badly" in kinds(found)


def test_a_replay_from_a_checkpoint_tells_the_same_of_what_came_after() -> None:
    design = unreliable()
    simulation = Simulation(compile_document(design), 3)
    simulation.advance(8.0)
    checkpoint = simulation.snapshot()
    later = int(simulation.arena.state["next_id"][0]) + 5
    simulation.advance(20.0)
    whole = trace(design, later, seed=3, until=20.0)
    part = trace(design, later, until=20.0, checkpoint=checkpoint)
    assert part == whole
    assert part.digest == simulation.digest()
    before = trace(design, 1, until=20.0, checkpoint=checkpoint)
    assert not before.complete


def test_a_small_ring_loses_no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    design = queue(20.0, service(constant(1), failurePercent=100, retry={"maxRetries": 100, "backoff": "none"}))
    whole = trace(design, 5, until=20.0)
    assert len(whole.steps) > 300
    monkeypatch.setattr(tracing, "RING", 16)
    assert trace(design, 5, until=20.0) == whole
    monkeypatch.setattr(tracing, "EVENTS_A_STRETCH", 10)
    assert trace(design, 5, until=20.0) == whole
    monkeypatch.setattr(tracing, "MOST_STEPS", 100)
    cut = trace(design, 5, until=20.0)
    assert (cut.complete, cut.steps, cut.digest) == (False, whole.steps[:100], whole.digest)


def test_each_kind_of_step_has_its_number_and_its_words() -> None:
    numbers = {name.lower(): number for name, number in vars(history).items() if name.isupper()}
    assert numbers == {kind: number for number, kind in enumerate(KINDS)}
    assert set(WORDS) == set(KINDS)


def test_nothing_is_left_of_a_watch_in_the_state() -> None:
    design = unreliable()
    watched = trace(design, 4, until=5.0)
    simulation = Simulation(compile_document(design), 1)
    simulation.advance(5.0)
    assert watched.digest == simulation.digest() == results(simulation).digest
