"""A run that nobody sees rests between slices, lies behind meanwhile, and is there at once when somebody wants it."""

import time
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from apps.engine import compile_document
from apps.engine.replay import play
from apps.patterns.registry import templates
from apps.runs.execution import grid, pace, presence, simulations, store
from apps.runs.execution.slices import Slice
from apps.runs.execution.state import RunState
from apps.schema.faults import Crash
from apps.schema.messages import Command, Inject, Pause

DOCUMENT = templates()["order_flow"].document
UNSEEN = 60.0
NOW = 1_000_000.0


def a_state(**values: object) -> RunState:
    fixed = {"diagram": uuid4(), "revision": 1, "revision_id": 1, "seed": 7, "until": 600.0, "speed": 1.0}
    return RunState.model_validate({**fixed, "status": "running", **values})


def resting(state: RunState) -> UUID:
    """A run in Valkey whose last slice has left it to rest."""
    run_id = uuid4()
    store.adopt(run_id, state, epoch=1)
    state.rests_until = time.time() + pace.REST
    assert store.commit(run_id, 1, state, frames=[], consumed=0).wanted is False
    return run_id


@pytest.mark.parametrize("how", ["a command", "somebody who watches"])
def test_who_wants_a_resting_run_wakes_it_once(how: str) -> None:
    run_id = resting(a_state())

    def wakes() -> int | None:
        if how == "a command":
            handed_in = store.hand_in(run_id, Pause())
            return handed_in.epoch if handed_in.outcome == "wakes" else None
        return presence.watches(run_id, "one")

    assert [wakes(), wakes()] == [2, None]
    assert store.acquire(run_id, 2) is not None
    assert store.acquire(run_id, 2) is not None, "whichever of its tasks comes first does the slice"


def test_a_run_that_is_watched_is_not_woken() -> None:
    run_id = uuid4()
    store.adopt(run_id, a_state(), epoch=1)
    assert presence.watches(run_id, "one") is None
    assert store.hand_in(run_id, Pause()).outcome == "waits"
    assert store.commit(run_id, 1, a_state(), frames=[], consumed=0).watched


def test_a_command_that_comes_during_the_slice_that_lets_a_run_rest_is_wanted_at_once() -> None:
    run_id = uuid4()
    state = a_state(rests_until=time.time() + pace.REST)
    store.adopt(run_id, state, epoch=1)
    store.hand_in(run_id, Pause())
    assert store.commit(run_id, 1, state, frames=[], consumed=0).wanted


def test_a_resting_run_does_not_wait_for_a_worker() -> None:
    now = time.time()
    state = a_state(due=now, rests_until=now + pace.REST)
    assert state.activity(now + pace.REST) == "advancing"
    assert state.activity(now + pace.REST + 4.0) == "waiting_for_worker"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Wall time stands still in the slices of these tests, but not where they look how long they take."""
    standing = SimpleNamespace(time=lambda: NOW, monotonic=time.monotonic)
    monkeypatch.setattr("apps.runs.execution.slices.time", standing)
    return standing


def a_slice(state: RunState, running: simulations.Running, inbox: list[Command], unwatched_for: float) -> Slice:
    work = Slice(state, running, inbox, unwatched_for)
    work.work()
    return work


def test_what_was_rested_is_made_up_before_a_command_applies() -> None:
    state = a_state(rests_until=1.0)
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    state.due = NOW - 3.0
    struck = a_slice(state, running, [Inject(fault=Crash(target="payment"))], unwatched_for=0.0)
    assert state.log[0].at == 3.0
    assert len(struck.cut.frames) == 3 + pace.FEWEST_FRAMES
    assert '"faults":[]' in struck.cut.frames[2]
    assert '"faults":[]' not in struck.cut.frames[3]
    results, _ = play(DOCUMENT, seed=7, until=state.time, log=state.log)
    assert running.simulation.digest() == results.digest


def test_an_unseen_run_is_never_ahead_of_the_wall() -> None:
    state = a_state(due=NOW)
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    a_slice(state, running, [], UNSEEN)
    assert state.time == 0.0
    state.due = NOW - 2.5
    a_slice(state, running, [], UNSEEN)
    assert state.time == 2.5
    assert state.sequence == 2


def test_a_slice_that_runs_out_of_time_between_two_frames_keeps_what_it_has_passed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.runs.execution.slices.EVENTS_PER_CALL", 1000)
    monkeypatch.setattr("apps.runs.execution.slices.WALL_BUDGET", 0.0)
    state = a_state(speed=20.0, due=NOW - 3.0, until=40.0)
    running = simulations.new(compile_document(DOCUMENT), state.seed)
    while not state.ended:
        before = state.time
        a_slice(state, running, [], UNSEEN)
        assert before <= state.time <= running.simulation.time
        assert state.time == grid.next_frame(state, 0)
        state.due = NOW - 3.0
    results, _ = play(DOCUMENT, seed=7, until=40.0)
    assert state.digest == results.digest
