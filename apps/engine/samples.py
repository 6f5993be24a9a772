"""Sampled messages for a frame: what the kernel noted in its ring of hops since the last one."""

from apps.schema.frames import Sample

from .arena import Arena
from .program import Program

MOST_PER_FRAME = 240


def samples(arena: Arena, program: Program, since: int) -> tuple[list[Sample], int]:
    """Hops noted after the `since`-th, and how many requests and events one shown sample stands for.

    Where a frame would show more than MOST_PER_FRAME, whole requests are left out, so that what is shown is complete.
    """
    written = int(arena.state["hops_written"][0])
    every = int(arena.state["sample_every"][0])
    ring = arena.view("hops")
    first = max(since, written - len(ring))
    thinning = 1
    while (written - first) // thinning > MOST_PER_FRAME:
        thinning *= 2
    found = []
    for number in range(first, written):
        hop = ring[number % len(ring)]
        identity = int(hop["id"])
        if identity // every % thinning:
            continue
        found.append(
            Sample(
                message=identity,
                edge=program.edges[int(hop["edge"])],
                event_type=program.event_types[int(hop["type"])],
                departed=round(float(hop["departed"]), 6),
                arrived=round(float(hop["arrived"]), 6),
                backwards=bool(hop["backwards"]),
                failed=bool(hop["failed"]),
            )
        )
    return found[:MOST_PER_FRAME], every * thinning
