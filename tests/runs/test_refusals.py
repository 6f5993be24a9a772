"""A command that was taken in and cannot be done when its time comes is logged with the reason, and replays so."""

from uuid import uuid4

import pytest

from apps.engine import compile_document
from apps.engine.replay import play
from apps.patterns.registry import templates
from apps.runs.execution import commands, simulations
from apps.runs.execution.slices import Slice
from apps.runs.execution.state import RunState
from apps.schema.faults import Crash, ErrorRate
from apps.schema.messages import Command, Heal, Inject, LoggedCommand, Operate
from apps.schema.operations import Redrive, Scale

DOCUMENT = templates()["order_flow"].document
DEAD = next(name for name, node in DOCUMENT.nodes.items() if "dead" in node.name.lower() or "dlq" in node.name.lower())


def run_with(*given: Command, until: float = 12.0) -> tuple[RunState, simulations.Running]:
    state = RunState(diagram=uuid4(), revision=1, revision_id=1, seed=7, until=until, speed=20.0)
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    inbox = list(given)
    while not state.ended:
        now, inbox = (inbox, []) if state.time >= 4.0 else ([], inbox)
        Slice(state, running, now).work()
    return state, running


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Operate(operation=Redrive(target=DEAD)), f"No dead letters wait in {DOCUMENT.nodes[DEAD].name}."),
        (Operate(operation=Scale(target="payment", instances=900)), "at most"),
        (Inject(fault=Crash(target="nowhere")), "neither a node nor an edge"),
    ],
)
def test_what_cannot_be_done_is_logged_with_the_reason_and_replays(command: Command, why: str) -> None:
    state, _ = run_with(command, Inject(fault=Crash(target="payment")))
    refused, done = state.log
    assert why in (refused.refused or "")
    assert done.refused is None
    assert state.injected() == {done.fault_id}
    results, _ = play(DOCUMENT, seed=7, until=12.0, log=state.log)
    assert results.digest == state.digest


def test_a_redrive_that_takes_something_is_done() -> None:
    state = RunState(diagram=uuid4(), revision=1, revision_id=1, seed=7, until=120.0, speed=20.0, status="running")
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    commands.apply(running, state, Inject(fault=ErrorRate(target="payment", percent=100.0)), 0.0)
    state.time = 20.0
    running.simulation.advance(state.time)
    for why in (None, f"No dead letters wait in {DOCUMENT.nodes[DEAD].name}."):
        assert commands.apply(running, state, Operate(operation=Redrive(target=DEAD)), 0.0)
        assert state.log[-1].refused == why


def test_what_was_refused_is_not_there_to_be_healed() -> None:
    state = RunState(diagram=uuid4(), revision=1, revision_id=1, seed=7, until=10.0, speed=1.0)
    given = Inject(fault=Crash(target="payment"))
    state.log = [LoggedCommand(at=0.0, command=given, fault_id="fault-1", refused="it cannot strike")]
    assert state.injected() == set()
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    assert not commands.apply(running, state, Heal(fault="fault-1"), 0.0)
