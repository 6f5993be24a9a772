"""The moments of simulated time at which frames are cut and commands apply.

Ten frames a second of wall time, so a frame lasts a tenth of the speed. The grid depends on the log alone: not on where
slices end, nor on who does them.
"""

from apps.runs.execution.state import RunState

FRAMES_PER_SECOND = 10
FRAME_SECONDS = 1 / FRAMES_PER_SECOND


def next_frame(state: RunState) -> float:
    # Counted from the anchor, so that errors do not add up; rounded, so that times read well.
    return min(state.until, round(state.anchor + (state.steps + 1) * state.speed / FRAMES_PER_SECOND, 6))


def reached(state: RunState, time: float) -> None:
    state.steps += 1
    state.steps_done += 1
    state.time = time
    state.off_grid = False


def set_speed(state: RunState, factor: float) -> None:
    state.speed = factor
    state.anchor = state.time
    state.steps = 0
