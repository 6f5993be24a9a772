"""Stepping through a run event by event, and replaying the log of one that was stepped through."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.replay import go_on, obey, play
from apps.engine.stepping import next_event, step
from apps.patterns.registry import templates
from apps.schema.document import Document
from apps.schema.messages import LoggedCommand

UNTIL = 30.0


@pytest.fixture(scope="module")
def document() -> Document:
    return templates()["order_flow"].document


def begun(document: Document, until: float) -> Simulation:
    simulation = Simulation(compile_document(document), seed=3)
    simulation.advance(until)
    return simulation


def line(at: float, events: int | None = None, **command: Any) -> LoggedCommand:
    values = {"at": at, "command": command, "events": events}
    return LoggedCommand.model_validate(values | {"faultId": "fault-1" if command["kind"] == "inject" else None})


def test_a_run_that_was_stepped_through_is_the_run_that_went_on(document: Document) -> None:
    stepped, gone = begun(document, 10.0), begun(document, 10.0)
    events = [one for _ in range(60) for one in step(stepped, 5, UNTIL)]
    assert gone.advance(UNTIL, 300) is False
    assert stepped.digest() == gone.digest()
    assert [one.number for one in events] == list(range(gone.events - 299, gone.events + 1))


def test_what_was_announced_is_what_happens_next(document: Document) -> None:
    simulation = begun(document, 10.0)
    for _ in range(200):
        due = next_event(simulation)
        assert due is not None
        (event,) = step(simulation, 1, UNTIL)
        assert (event.time, event.kind, event.node) == (due.time, due.kind, due.node)
        assert simulation.time == due.time


def test_an_event_says_what_it_did_to_its_message(document: Document) -> None:
    events = [one for _ in range(20) for one in step(begun(document, 10.0), 20, UNTIL)]
    told = [one for one in events if one.message is not None]
    assert told
    assert all(one.words for one in events)
    assert any("works on it" in one.words for one in told)


def test_a_command_between_two_events_of_a_moment_is_replayed_between_them(document: Document) -> None:
    live = begun(document, 10.0)
    first = line(10.0, kind="step", events=7)
    step(live, 7, UNTIL)
    crash = line(live.time, live.events, kind="inject", fault={"kind": "crash", "target": "payment"})
    obey(live, crash)
    live.advance(UNTIL)
    results, _ = play(document, seed=3, until=UNTIL, log=[first, crash])
    assert results.digest == live.digest()


def test_a_run_that_was_stopped_after_a_step_ends_there_again(document: Document) -> None:
    live = begun(document, 10.0)
    step(live, 3, UNTIL)
    log = [line(10.0, kind="step", events=3), line(live.time, live.events, kind="stop")]
    results, _ = play(document, seed=3, until=live.time, log=log)
    assert results.digest == live.digest()


@pytest.mark.parametrize("budget", [1, 17, 1000])
def test_a_log_is_followed_in_portions(document: Document, budget: int) -> None:
    log = [
        line(1.0, kind="inject", fault={"kind": "slow", "target": "payment", "factor": 3}),
        line(1.5, kind="step", events=4),
        line(1.8, kind="operate", operation={"kind": "tune", "target": "payment", "number": "work", "value": 5}),
    ]
    simulation, obeyed, done = Simulation(compile_document(document), seed=3), 0, False
    while not done:
        before = simulation.events
        obeyed, done = go_on(simulation, log, obeyed, 2.0, budget)
        assert simulation.events - before <= budget + 4
    assert obeyed == 3
    assert simulation.digest() == play(document, seed=3, until=2.0, log=log)[0].digest


def test_a_step_past_the_end_ends_the_run(document: Document) -> None:
    simulation = begun(document, 29.99)
    step(simulation, 1000, UNTIL)
    step(simulation, 1000, UNTIL)
    assert simulation.time == UNTIL
