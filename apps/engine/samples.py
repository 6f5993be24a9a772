"""Sampled messages for a frame: what the kernel noted in its ring of hops since the last one."""

import numpy as np

from .arena import Arena
from .frame_values import SampleValues
from .gauges import columns
from .program import Program

MOST_PER_FRAME = 240


def samples(arena: Arena, program: Program, since: int) -> tuple[list[SampleValues], int]:
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
    rows = ring[np.arange(first, written) % len(ring)]
    shown = np.flatnonzero(rows["id"] // every % thinning == 0)[:MOST_PER_FRAME]
    fields = ("id", "edge", "type", "departed", "arrived", "backwards", "failed")
    return [
        SampleValues(
            message=identity,
            edge=program.edges[edge],
            eventType=program.event_types[event_type],
            departed=round(departed, 6),
            arrived=round(arrived, 6),
            backwards=bool(backwards),
            failed=bool(failed),
        )
        for identity, edge, event_type, departed, arrived, backwards, failed in zip(
            *columns(rows[shown], fields).values(), strict=True
        )
    ], every * thinning
