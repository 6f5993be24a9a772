from uuid import uuid4

import pytest

from apps.runs.execution import grid, pace
from apps.runs.execution.state import RunState


def a_state(**values: object) -> RunState:
    fixed = {"diagram": uuid4(), "revision": 1, "revision_id": 1, "seed": 1, "until": 600.0, "speed": 1.0}
    return RunState.model_validate({**fixed, **values})


def frame_times(state: RunState, count: int) -> list[float]:
    times = []
    for _ in range(count):
        grid.reached(state, grid.next_frame(state))
        times.append(state.time)
    return times


def test_frames_are_a_tenth_of_the_speed_apart_without_drifting() -> None:
    assert frame_times(a_state(speed=1.0), 1000)[-1] == 100.0
    assert frame_times(a_state(speed=0.1), 3) == [0.01, 0.02, 0.03]
    assert frame_times(a_state(speed=100.0), 3) == [10.0, 20.0, 30.0]


def test_a_new_speed_begins_a_new_grid_where_it_applies() -> None:
    state = a_state(speed=1.0)
    frame_times(state, 7)
    grid.set_speed(state, 20.0)
    assert frame_times(state, 2) == [2.7, 4.7]


def test_the_last_frame_is_cut_at_the_very_end() -> None:
    assert frame_times(a_state(speed=100.0, until=25.0), 3) == [10.0, 20.0, 25.0]


def test_a_slice_on_time_is_short_and_a_late_one_makes_up_for_it() -> None:
    state = a_state(due=1000.0)
    assert pace.frames_due(state, 1000.003) == 2
    assert pace.frames_due(state, 1000.45) == 6
    assert pace.frames_due(state, 1060.0) == pace.MOST_FRAMES


def test_a_run_on_time_waits_for_its_next_slice() -> None:
    state = a_state(status="running")
    pace.start(state, 1000.0)
    pace.account(state, 2, 1000.01)
    assert pace.countdown(state, 1000.01) == pytest.approx(0.19)


def run_for(state: RunState, seconds: float, wall_per_slice: float, now: float = 1000.0) -> list[float | None]:
    """What is told of the real speed when every slice takes that much wall time."""
    told: list[float | None] = []
    pace.start(state, now)
    end = now + seconds
    while now < end:
        frames = pace.frames_due(state, now)
        frame_times(state, frames)
        now += wall_per_slice
        if pace.account(state, frames, now):
            told.append(state.real_speed)
        now += pace.countdown(state, now)
    return told


def test_a_run_that_keeps_up_says_nothing_of_its_real_speed() -> None:
    assert run_for(a_state(status="running"), 60.0, wall_per_slice=0.02) == []


def test_a_run_that_cannot_keep_up_leaves_nothing_out_and_says_how_fast_it_goes() -> None:
    state = a_state(status="running", speed=10.0, until=86_400.0)
    told = run_for(state, 60.0, wall_per_slice=2.0)
    # Ten frames of a second each in two seconds of wall time.
    assert told[-1] == pytest.approx(5.0, rel=0.2)
    assert len(told) < 4
    assert state.time == pytest.approx(60.0 / 2.0 * 10.0, rel=0.1)


def test_a_run_that_keeps_up_again_says_so() -> None:
    state = a_state(status="running", speed=10.0, until=86_400.0)
    run_for(state, 30.0, wall_per_slice=2.0)
    assert state.real_speed is not None
    now, told = state.due + pace.PATIENCE, []
    for _ in range(100):
        frames = pace.frames_due(state, now)
        frame_times(state, frames)
        if pace.account(state, frames, now + 0.01):
            told.append(state.real_speed)
        now = max(now + 0.01, state.due)
    assert told[-1] is None
