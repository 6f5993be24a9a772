"""The moments of simulated time at which frames are cut and commands apply.

Ten frames a second of wall time, so a frame lasts a tenth of the speed. The grid depends on the log alone: not on where
slices end, nor on who does them.
"""

from apps.runs.execution.state import RunState

FRAMES_PER_SECOND = 10
FRAME_SECONDS = 1 / FRAMES_PER_SECOND


def next_frame(state: RunState, points: int = 1) -> float:
    """The time of the point that is so many further on."""
    # Counted from the anchor, so that errors do not add up; rounded, so that times read well.
    return min(state.until, round(state.anchor + (state.steps + points) * state.speed / FRAMES_PER_SECOND, 6))


def points_before(state: RunState, time: float, most: int) -> int:
    """How many of the next points, `most` at most, have been passed at a time."""
    return next((point for point in range(most) if next_frame(state, point + 1) >= time), most)


def reached(state: RunState, time: float, points: int = 1) -> None:
    state.steps += points
    state.steps_done += points
    state.time = time
    state.off_grid = False


def set_speed(state: RunState, factor: float) -> None:
    state.speed = factor
    state.anchor = state.time
    state.steps = 0
