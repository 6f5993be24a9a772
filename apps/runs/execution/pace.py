"""How much one slice does and when the next is due, so that simulated time keeps step with the wall.

A late slice does more, up to a second, which costs less per frame. What still cannot be caught up is let go, never by
leaving results out: the run then goes slower than it should, and says so.
"""

from apps.runs.execution.grid import FRAME_SECONDS
from apps.runs.execution.state import RunState

FEWEST_FRAMES = 2
MOST_FRAMES = 10
PATIENCE = 1.0
"""Seconds of wall time that a run may be behind and still try to catch up."""
MEASURED_OVER = 3.0
WORTH_TELLING = 0.1

UNSEEN_EVERY = 10
"""Of the points of the grid, those at which a frame is cut while nobody watches."""
REST = 4.0
"""Seconds of wall time from slice to slice of a run that nobody sees. It lies behind by so much, and makes that up as
soon as somebody comes or a command does: nobody has to wait for what was simulated ahead."""
MOST_OWED = 60


def frames_due(state: RunState, now: float) -> int:
    late = max(0.0, now - state.due)
    return min(MOST_FRAMES, FEWEST_FRAMES + int(late / FRAME_SECONDS))


def owed(state: RunState, now: float) -> int:
    """Points of the grid by which a run lies behind the wall."""
    return min(MOST_OWED, int((now - state.due) / FRAME_SECONDS + 1e-6)) if now > state.due else 0


def start(state: RunState, now: float) -> None:
    """After a pause or a change of speed: nothing is owed, nothing measured yet."""
    state.due = state.pace_due = now
    state.pace_time = state.time
    state.real_speed = None


def account(state: RunState, frames: int, now: float, seen: bool = True) -> bool:
    """Books what a slice did. True if the real speed changed so much that it should be told."""
    state.due += frames * FRAME_SECONDS
    state.due = max(state.due, now - PATIENCE - (0.0 if seen else REST))
    measured = state.due - state.pace_due
    if measured < MEASURED_OVER:
        return False
    before = state.real_speed
    speed = (state.time - state.pace_time) / measured
    keeps_up = speed > state.speed * (1 - WORTH_TELLING)
    state.real_speed = None if keeps_up else float(f"{speed:.3g}")
    state.pace_due, state.pace_time = state.due, state.time
    if before is None or state.real_speed is None:
        return before != state.real_speed
    return abs(state.real_speed - before) > WORTH_TELLING * before


def countdown(state: RunState, now: float) -> float:
    return max(0.0, max(state.due, state.rests_until) - now)
