"""Looking at a simulation on its way, several times a second: for progress, and to end it early by raising.

Place in the flow: on the host side, between the simulation and whoever waits for it. It never changes a result.
"""

import time
from collections.abc import Callable

from .arena import Arena
from .simulation import Simulation

FIRST_STRETCH = 2_000
SHORTEST, LONGEST = 200, 2_000_000
EVERY = 0.15


def watch(simulation: Simulation, tell: Callable[[float], None], every: float = EVERY) -> None:
    """`tell` hears the simulated seconds about each `every` seconds of wall time, however many events that is: the
    kernel without its compiler is a thousand times slower."""
    simulation.events_a_call = FIRST_STRETCH
    last = time.monotonic()

    def after_call(_: Arena) -> None:
        nonlocal last
        now = time.monotonic()
        factor = min(4.0, every / max(now - last, 1e-6))
        last = now
        simulation.events_a_call = max(SHORTEST, min(LONGEST, int(simulation.events_a_call * factor)))
        tell(simulation.time)

    simulation.after_call = after_call
