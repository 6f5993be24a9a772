"""Messages that ended badly: dead-lettered, expired, dropped or lost, with the cause.

Place in the flow: reads the ring that the kernel writes at each such end. It keeps the last of them; the counts by
cause, which are complete, are in `accounts`.
"""

from typing import Literal

from apps.schema.results import Ending

from .layout import CAUSES, DEAD_LETTERED, DROPPED, EXPIRED, LOST
from .simulation import Simulation

Outcome = Literal["dead_lettered", "expired", "dropped", "lost"]
OUTCOMES: dict[int, Outcome] = {
    DEAD_LETTERED: "dead_lettered",
    EXPIRED: "expired",
    DROPPED: "dropped",
    LOST: "lost",
}


def endings(simulation: Simulation, most: int | None = None) -> list[Ending]:
    """Oldest first: the last `most` of them, or as many as the ring keeps."""
    arena, program = simulation.arena, simulation.program
    ring, written = arena.view("endings"), int(arena.state["endings_written"][0])
    kept = min(len(ring), written, written if most is None else most)
    found = []
    for number in range(written - kept, written):
        row = ring[number % len(ring)]
        cause, outcome = CAUSES[int(row["cause"])]
        found.append(
            Ending(
                id=int(row["id"]),
                event_type=program.event_types[int(row["type"])],
                key=int(row["key"]),
                channel=program.channels[int(row["channel"])],
                outcome=OUTCOMES[outcome],
                cause=cause,
                attempts=int(row["attempts"]),
                deliveries=int(row["deliveries"]),
                sent=float(row["sent"]),
                time=float(row["time"]),
            )
        )
    return found
