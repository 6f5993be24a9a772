"""How far headless work is and how long it will take, on one line of the terminal."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from apps.engine import Simulation

WIDTH = 30
EVERY = 0.2


class ProgressBar:
    """Written to a terminal only: a file or a pipe gets nothing. The time left is what the work so far has taken."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._shows = stream.isatty()
        self._began = clock()
        self._shown_at = self._began - EVERY
        self._shown = False

    def __call__(self, fraction: float) -> None:
        now = self._clock()
        if not self._shows or now - self._shown_at < EVERY:
            return
        self._shown_at, self._shown = now, True
        self._stream.write(f"\r\x1b[K{line(fraction, now - self._began)}")
        self._stream.flush()

    def close(self) -> None:
        """Leaves an empty line for what comes next."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Watching:
    """Several simulations of one length, in any threads, as one progress."""

    def __init__(self, tell: Callable[[float], None], until: float, runs: int) -> None:
        self._tell, self._until, self._runs = tell, until, runs
        self._lock = threading.Lock()
        self._reached: dict[int, float] = {}

    def begun(self, simulation: "Simulation") -> None:
        from apps.engine import watching

        def tell(time: float) -> None:
            with self._lock:
                self._reached[simulation.seed] = time / self._until
                self._tell(sum(self._reached.values()) / self._runs)

        watching.watch(simulation, tell)


def line(fraction: float, elapsed: float) -> str:
    filled = round(WIDTH * min(1.0, max(0.0, fraction)))
    text = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {100 * fraction:3.0f} %"
    if 0.01 <= fraction < 1 and elapsed >= 1:
        text += f", {duration(elapsed * (1 - fraction) / fraction)} left"
    return text


def duration(seconds: float) -> str:
    """As 45 s, 3 min 5 s or 2 h 10 min."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
