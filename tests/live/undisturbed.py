"""The same run without a server: what every frame and the digest should have been."""

import json
from dataclasses import dataclass
from typing import Any

from apps.engine import Simulation, compile_document
from apps.engine.frames import FrameCutter
from apps.engine.replay import go_on, play
from apps.schema import read_document
from apps.schema.messages import RunInfo
from tests.live.person import Json, Person
from tests.live.viewer import Viewer

ALL = 10**12


@dataclass(frozen=True)
class Reference:
    digest: str
    frames: list[Json]


def digest_of(document: Json, run: Json) -> str:
    """That of a run of the same document, seed and log, from beginning to end in one go."""
    info = RunInfo.model_validate(run)
    results, _ = play(read_document(document), seed=info.seed, until=info.time, log=info.log)
    return results.digest


def reference(document: Json, run: Json, frames: list[Json]) -> Reference:
    """Frames cut at the moments at which the run cut its own."""
    info = RunInfo.model_validate(run)
    program = compile_document(read_document(document))
    simulation, cutter, obeyed = Simulation(program, info.seed), FrameCutter(program), 0
    expected = []
    for frame in frames:
        # A command applies after the frame of its moment was cut.
        before = [line for line in info.log if line.at < frame["time"]]
        obeyed, _ = go_on(simulation, before, obeyed, frame["time"], ALL)
        cut = cutter.cut(simulation, frame["sequence"], frame["speed"])
        expected.append(json.loads(cut.model_dump_json()))
    return Reference(digest_of(document, run), expected)


def what_is_wrong(person: Person, document: Json, run: Json, *viewers: Viewer) -> list[str]:
    """Everything in which a run, its stored frames and what was seen of it differ from an undisturbed one."""
    stored = person.frames(run["id"])
    should = reference(document, run, stored)
    found = []
    if run["status"] != "finished":
        found.append(f"the run is {run['status']}: {run['reason']}")
    if run["digest"] != should.digest:
        found.append("the digest is not that of an undisturbed run")
    if [frame["sequence"] for frame in stored] != list(range(1, run["sequence"] + 1)):
        found.append(f"stored frames are not 1 to {run['sequence']} without a gap")
    found += [f"stored {words}" for words in _differences(stored, should.frames)]
    for number, viewer in enumerate(viewers, start=1):
        if [frame["sequence"] for frame in viewer.frames] != list(range(1, run["sequence"] + 1)):
            found.append(f"viewer {number} has not every frame in order")
        found += [f"viewer {number} saw {words}" for words in _differences(viewer.frames, should.frames)]
        found += [f"viewer {number} got two frames {one['sequence']}" for one, _ in viewer.differing]
    return found


def _differences(frames: list[Json], expected: list[Json]) -> list[str]:
    by_number: dict[int, Any] = {frame["sequence"]: frame for frame in expected}
    wrong = [frame for frame in frames if by_number.get(frame["sequence"]) != frame]
    if not wrong:
        return []
    first = wrong[0]
    other = by_number.get(first["sequence"], {})
    fields = [key for key in first if first[key] != other.get(key)]
    return [f"{len(wrong)} frames unlike those of an undisturbed run, from {first['sequence']} on: {fields}"]
