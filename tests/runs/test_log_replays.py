"""A run's log leads to the run again, however its commands came."""

from uuid import uuid4

from apps.engine import compile_document
from apps.engine.replay import play
from apps.patterns.registry import templates
from apps.runs.execution import simulations
from apps.runs.execution.slices import Slice
from apps.runs.execution.state import RunState
from apps.schema.faults import Crash, TrafficSpike
from apps.schema.messages import Command, Heal, Inject


def test_commands_given_at_one_moment_replay_as_they_were_given() -> None:
    """Each is obeyed when all is done that the one before brought about at that moment, live and in a replay."""
    document = templates()["order_flow"].document
    program = compile_document(document)
    state = RunState(diagram=uuid4(), revision=1, revision_id=1, seed=7, until=12.0, speed=20.0)
    running = simulations.new(program, state.seed)
    together: list[Command] = [
        Inject(fault=Crash(target="payment")),
        Inject(fault=TrafficSpike(target="shoppers", factor=2.0)),
        Heal(fault="fault-1"),
    ]
    while not state.ended:
        inbox, together = (together, []) if state.time >= 6.0 else ([], together)
        Slice(state, running, inbox).work()
    assert [entry.at for entry in state.log] == [state.log[0].at] * 3
    results, _ = play(document, seed=7, until=12.0, log=state.log)
    assert results.digest == state.digest
