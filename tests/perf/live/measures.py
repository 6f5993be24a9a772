"""What `make bench-live` measures, one function for each question. Each starts what it needs and ends it again."""

import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from apps.runs.execution.pace import REST
from apps.schema import dump_document
from tests.live.parts import Parts, running
from tests.live.person import Json, Person, order_flow
from tests.live.undisturbed import digest_of
from tests.live.viewer import Viewer
from tests.perf.live import chaos, scene
from tests.perf.populations import fifty_nodes

KEPT = 0.95
"""Of real time: a run that does less falls behind."""
SEEN_UNTIL = 10.0
"""Seconds for which a run is shown as if somebody watched: see apps.runs.execution.slices."""


def load() -> float:
    return round(os.getloadavg()[0], 2)


def share(values: list[float], part: float) -> float:
    """The smallest value that so large a part of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@contextmanager
def a_house() -> Iterator[tuple[Parts, Person, Json]]:
    """As `make run` has it: one worker, two processes. And a diagram of the order flow."""
    with running(workers=1, concurrency=2, headless=True) as parts:
        person = Person(parts.url)
        yield parts, person, person.draws(order_flow())


def chaos_and_many_runs(*, quick: bool) -> dict[str, Any]:
    """Clicks with one run and with many; then how many keep step with real time, with and without viewers."""
    clicks, seconds = (8, 6.0) if quick else (40, 20.0)
    counts = [10, 20] if quick else [50, 100, 150, 200]
    found: dict[str, Any] = {"clicks": [], "many": []}
    with a_house() as (parts, person, diagram):
        runs = scene.starts(person, diagram, 1)
        found["clicks"].append(_clicked(person, runs, clicks))
        for count in counts:
            runs += scene.starts(person, diagram, count - len(runs))
            time.sleep(3.0)
            if count == counts[0]:
                with scene.watched(parts.url, [scene.socket_of(person, run) for run in runs[1:]]):
                    found["clicks"].append(_clicked(person, runs, clicks))
                    found["many"].append(_kept_step(parts, runs, seconds, watched=True))
            time.sleep(SEEN_UNTIL + 2 * REST)  # Until all count as unseen, and rest.
            found["many"].append(_kept_step(parts, runs, seconds, watched=False))
    return found


def _clicked(person: Person, runs: list[str], count: int) -> dict[str, Any]:
    before = load()
    times = chaos.clicks(person, runs[0], count)
    return {
        "live_runs": len(runs),
        "clicks": count,
        "p50_ms": round(1000 * share(times, 0.5)),
        "p95_ms": round(1000 * share(times, 0.95)),
        "load": before,
    }


def _kept_step(parts: Parts, runs: list[str], seconds: float, *, watched: bool) -> dict[str, Any]:
    before, spent, begun = load(), scene.processor_seconds(parts), time.monotonic()
    paces = scene.paces(parts, runs, seconds)
    wall = time.monotonic() - begun
    taken = {name: value - spent.get(name, 0.0) for name, value in scene.processor_seconds(parts).items()}
    return {
        "live_runs": len(runs),
        "watched": watched,
        "slowest_pace": round(min(paces), 3),
        "median_pace": round(statistics.median(paces), 3),
        "processor_ms_a_run_second": round(1000 * sum(taken.values()) / wall / max(sum(paces), 0.001), 1),
        "keep_step": sum(pace >= KEPT for pace in paces),
        "processor_seconds_a_second": {name: round(value / wall, 3) for name, value in sorted(taken.items())},
        "load": before,
    }


def viewers(*, quick: bool) -> dict[str, Any]:
    """Many viewers of one run: what each got, and how late after the run had it."""
    count, seconds = (50, 6.0) if quick else (500, 20.0)
    with a_house() as (parts, person, diagram):
        link = person.post(f"/api/diagrams/{diagram['id']}/share-links/", {})["token"]
        run = scene.starts(person, diagram, 1)[0]
        before = load()
        made: dict[int, float] = {}
        with parts.client() as client, scene.watched(parts.url, [scene.socket_of(person, run, link)] * count) as crowd:
            spent, begun = scene.processor_seconds(parts), time.time()
            while time.time() < begun + seconds:
                newest = client.hget(f"breakwater:run:{run}", "state")
                assert newest is not None
                sequence = json.loads(newest)["sequence"]
                now = time.time()
                for number in range(max(made, default=sequence - 1) + 1, sequence + 1):
                    made[number] = now
                time.sleep(0.02)
            taken = {name: value - spent.get(name, 0.0) for name, value in scene.processor_seconds(parts).items()}
            time.sleep(2.0)
        last = max(made)
        delays = [
            at - made[sequence]
            for seen in crowd.seen
            for number, at in seen["arrivals"].items()
            if (sequence := int(number)) in made
        ]
        # All frames of a message arrive at the same moment.
        delivered = sum(
            len({at for number, at in seen["arrivals"].items() if int(number) in made}) for seen in crowd.seen
        )
        return {
            "viewers": count,
            "joined_in_seconds": round(crowd.joined_in, 1),
            "in_order_without_a_gap": sum(
                seen["contiguous"] and seen["sequences"][0] <= min(made) and seen["sequences"][-1] >= last
                for seen in crowd.seen
            ),
            "in_order_as_far_as_they_came": sum(seen["contiguous"] for seen in crowd.seen),
            "gaps_seen_and_closed": sum(seen["gaps"] for seen in crowd.seen),
            "connections_lost": sum(seen["lost"] for seen in crowd.seen),
            "frames": len(made),
            "frames_delivered": len(delays),
            "deliveries_a_second": round(delivered / seconds),
            "bytes_a_frame": round(
                sum(seen["bytes"] for seen in crowd.seen) / sum(len(seen["arrivals"]) for seen in crowd.seen)
            ),
            "web_server_us_a_delivery": round(1e6 * taken.get("Daphne", 0.0) / max(1, delivered)),
            "frames_unpacked": sum(seen["unpacked"] for seen in crowd.seen),
            "p50_ms": round(1000 * share(delays, 0.5)),
            "p95_ms": round(1000 * share(delays, 0.95)),
            "processor_seconds_a_second": {name: round(value / seconds, 3) for name, value in sorted(taken.items())},
            "load": before,
        }


def frames(*, quick: bool) -> list[dict[str, Any]]:
    """How large frames are on their way, how many come in a second; and after a crash in the middle of it."""
    seconds = 4.0 if quick else 15.0
    found = []
    with running(workers=1, concurrency=2) as parts:
        person = Person(parts.url)
        for name, document, struck in (
            ("order flow", order_flow(), "payment"),
            ("50 nodes, all brokers", dump_document(fifty_nodes()), "kafka-stage-0"),
        ):
            before = load()
            run = person.starts(person.draws(document), speed=1, untilSeconds=600)
            viewer = Viewer(person, run["id"])
            viewer.waits_for("its first frames", lambda me: me.last >= 10, 60)
            begun, first = time.monotonic(), viewer.last
            time.sleep(seconds)
            assert viewer.commands("inject", fault={"kind": "crash", "target": struck})["type"] == "accepted"
            time.sleep(seconds)
            rate = (viewer.last - first) / (time.monotonic() - begun)
            texts = [len(json.dumps(one, separators=(",", ":"))) for one in viewer.frames]
            sizes = [size / frames for size, frames in viewer.slices]
            viewer.commands("stop")
            viewer.leaves()
            found.append(
                {
                    "document": name,
                    "nodes": len(document["nodes"]),
                    "frames": len(texts),
                    "frames_a_second": round(rate, 2),
                    "frames_a_message": round(sum(frames for _, frames in viewer.slices) / len(viewer.slices), 2),
                    "median_bytes": round(statistics.median(sizes)),
                    "largest_bytes": round(max(sizes)),
                    "median_json_bytes": round(statistics.median(texts)),
                    "largest_json_bytes": max(texts),
                    "load": before,
                }
            )
    return found


def replays(*, quick: bool) -> dict[str, Any]:
    """Live runs with chaos at random, each held against a replay of the log that was stored of it."""
    count, seconds, at_once = (5, 40.0, 5) if quick else (100, 60.0, 5)
    chance = random.Random(4)
    same = commands = 0
    before = load()
    with a_house() as (_, person, diagram):
        for first in range(0, count, at_once):
            viewers = [
                Viewer(person, person.starts(diagram, seed=seed, speed=20, untilSeconds=seconds)["id"])
                for seed in range(first + 1, first + at_once + 1)
            ]
            for viewer in viewers:
                viewer.reaches(chance.uniform(2.0, 10.0), 60)
                for fault in chance.sample(FAULTS, 2):
                    viewer.commands("inject", fault=fault)
            for viewer in viewers:
                viewer.sees_the_end(120)
                stored = person.get(f"/api/runs/{viewer.run_id}/")
                commands += len(stored["log"])
                same += stored["status"] == "finished" and stored["digest"] == digest_of(diagram["document"], stored)
                viewer.leaves()
    return {"runs": count, "same_digest": same, "commands": commands, "load": before}


FAULTS: list[Json] = [
    {"kind": "crash", "target": "payment", "durationSeconds": 8},
    {"kind": "error_rate", "target": "payment", "percent": 50, "durationSeconds": 10},
    {"kind": "traffic_spike", "target": "shoppers", "factor": 2, "durationSeconds": 5},
    {"kind": "crash", "target": "inventory", "durationSeconds": 5},
]
