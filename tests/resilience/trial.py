"""One run with one mishap, held against an undisturbed run of the same log."""

import random
import time
from dataclasses import dataclass
from typing import Any

from tests.live.parts import Parts
from tests.live.person import Person, order_flow
from tests.live.undisturbed import what_is_wrong
from tests.live.viewer import Viewer
from tests.resilience.mishaps import MISHAPS, Scene

LONG, SHORT = 60.0, 10.0
"""Seconds of wall time that an undisturbed run would take."""
SPEED = 4.0
STRUCK = {"kind": "crash", "target": "payment"}


@dataclass(frozen=True)
class Outcome:
    mishap: str
    words: str
    wrong: list[str]
    """Nothing, if the run and all that was seen of it are those of an undisturbed run."""
    frames: int
    connections: int
    gaps: int
    seconds: float
    digest: str
    activities: list[str]


def trial(parts: Parts, mishap: str, *, long: bool = False, viewers: int = 3, seed: int = 1) -> Outcome:
    """A run of the order flow under chaos, which several people watch: its owner and some by a share link."""
    begun = time.monotonic()
    owner = Person(parts.url)
    diagram = owner.draws(order_flow())
    link = owner.post(f"/api/diagrams/{diagram['id']}/share-links/", {})
    length = LONG if long else SHORT
    run = owner.starts(diagram, seed=seed, speed=SPEED, untilSeconds=length * SPEED)
    watching = [Viewer(owner, run["id"])]
    watching += [Viewer(Person(parts.url), run["id"], link["token"]) for _ in range(viewers - 1)]
    try:
        for viewer in watching:
            viewer.reaches(1.0)
        first = watching[0]
        answer = first.commands("inject", fault=STRUCK)
        assert answer["type"] == "accepted", answer
        words = MISHAPS[mishap](Scene(parts, watching, random.Random(seed), long))
        if first.run["status"] == "running":
            first.commands("heal_all")
        for viewer in watching:
            viewer.sees_the_end(120)
        ended = first.run
        wrong = what_is_wrong(owner, diagram["document"], ended, *watching)
    finally:
        for viewer in watching:
            viewer.leaves()
    return Outcome(
        mishap=mishap,
        words=words,
        wrong=wrong,
        frames=len(first.frames),
        connections=sum(viewer.connections for viewer in watching),
        gaps=sum(viewer.gaps for viewer in watching),
        seconds=round(time.monotonic() - begun, 1),
        digest=ended["digest"],
        activities=first.activities,
    )


def as_json(outcome: Outcome) -> dict[str, Any]:
    return {**vars(outcome), "holds": not outcome.wrong}
