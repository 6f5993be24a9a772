"""Runs that go on, people who watch them, and what it takes."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from apps.runs.execution.pace import REST
from scripts.processes import group_members
from scripts.progress import ROOT
from tests.live.parts import Parts
from tests.live.person import Json, Person

HOUR = 3600.0
STANDS_STILL = 1.5 * REST
"""Seconds without a step forward."""
TICKS = os.sysconf("SC_CLK_TCK")
_TIME = re.compile(rb'"time":([-+0-9.eE]+)')


class Crowd:
    """See tests.perf.live.crowd. `seen` is there once the block is left."""

    seen: list[Json]
    joined_in: float
    """Seconds until everybody had a snapshot."""


def socket_of(person: Person, run_id: str, share: str = "") -> Json:
    query = f"?share={share}" if share else ""
    headers = {} if share else {"Cookie": person.cookies}
    return {"url": f"{person.url.replace('http', 'ws', 1)}/ws/runs/{run_id}/{query}", "headers": headers}


@contextlib.contextmanager
def watched(url: str, sockets: list[Json]) -> Iterator[Crowd]:
    crowd = Crowd()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.perf.live.crowd"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        begun = time.monotonic()
        process.stdin.write(json.dumps({"origin": url, "sockets": sockets}) + "\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == "joined"
        crowd.joined_in = time.monotonic() - begun
        yield crowd
        process.stdin.write("\n")
        process.stdin.flush()
        crowd.seen = json.loads(process.stdout.read())
    finally:
        process.stdin.close()
        process.kill()
        process.wait()


def starts(person: Person, diagram: Json, count: int, **more: Any) -> list[str]:
    """Live runs at 1x that go on whether anybody watches or not; their seeds differ."""
    wanted = {"speed": 1, "untilSeconds": HOUR, "unwatched": "keep", **more}
    return [person.starts(diagram, seed=seed, **wanted)["id"] for seed in range(1, count + 1)]


def times(parts: Parts, runs: list[str]) -> list[float]:
    """Simulated seconds that each has committed."""
    with parts.client() as client, client.pipeline(transaction=False) as pipeline:
        for run in runs:
            pipeline.hget(f"breakwater:run:{run}", "state")
        found = pipeline.execute()
    return [float(match[1]) if state and (match := _TIME.search(state)) else 0.0 for state in found]


def paces(parts: Parts, runs: list[str], seconds: float) -> list[float]:
    """Simulated seconds per second of each, from its first to its last step forward within so many seconds."""
    before = times(parts, runs)
    first: dict[str, tuple[float, float]] = {}
    last: dict[str, tuple[float, float]] = {}
    end = time.time() + seconds
    while (now := time.time()) < end:
        found = times(parts, runs)
        for run, at, earlier in zip(runs, found, before, strict=True):
            if at > earlier:
                first.setdefault(run, (now, at))
                last[run] = (now, at)
        before = found
        time.sleep(0.1)
    rates = []
    for run in runs:
        (begun, start), (ended, stop) = first.get(run, (0.0, 0.0)), last.get(run, (0.0, 0.0))
        if end - ended > STANDS_STILL:
            ended = end
        rates.append((stop - start) / (ended - begun) if stop > start else 0.0)
    return rates


def processor_seconds(parts: Parts) -> dict[str, float]:
    """That each kind of process has taken so far, by name."""
    spent: dict[str, float] = {}
    for program in parts.programs:
        if program.pid is None:
            continue
        kind = program.name.split("-")[0]
        for pid in group_members(program.pid):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
                spent[kind] = spent.get(kind, 0.0) + (int(fields[11]) + int(fields[12])) / TICKS
    return spent
