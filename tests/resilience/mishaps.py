"""What happens to a run on the way: each mishap strikes an installation while a run goes on that people watch.

Every one comes in a short form for the suite and in a long one for `python -m tests.resilience`.
"""

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from scripts.supervisor import Program
from tests.live.parts import PATIENCE, Parts
from tests.live.viewer import ENDED, Viewer

SPIKE = {"kind": "traffic_spike", "target": "shoppers", "factor": 1.5}


@dataclass(frozen=True)
class Scene:
    """Where a mishap strikes. Its length is in seconds of wall time."""

    parts: Parts
    viewers: list[Viewer]
    chance: random.Random
    long: bool

    @property
    def first(self) -> Viewer:
        return self.viewers[0]


def workers_are_killed(scene: Scene) -> str:
    """SIGKILL at random: mostly to a process of a pool, every fourth time to a whole worker, which is started again."""
    parts, times, seconds = scene.parts, (20 if scene.long else 4), (58.0 if scene.long else 9.0)
    begun, whole = time.monotonic(), 0
    moments = sorted(scene.chance.uniform(0.05, 0.95) * seconds for _ in range(times))
    for number, moment in enumerate(moments, start=1):
        time.sleep(max(0.0, begun + moment - time.monotonic()))
        worker = scene.chance.choice(parts.workers)
        if number % 4 == 0:
            whole += 1
            parts.kill(worker)
            parts.begin_worker()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(scene.chance.choice(_pool(parts, worker)), signal.SIGKILL)
    return f"{times} times SIGKILL, {whole} of them to a whole worker, within {moments[-1] - moments[0]:.0f} s"


def _pool(parts: Parts, worker: Program) -> list[int]:
    """Its processes, once there is one: the last may just have been killed, or the worker be starting."""
    deadline = time.monotonic() + PATIENCE
    while not (found := parts.pool_of(worker)):
        assert worker.process is not None
        assert worker.process.poll() is None, f"{worker.name} has ended by itself"
        assert time.monotonic() < deadline, f"{worker.name} has no process"
        time.sleep(0.05)
    return found


def valkey_is_restarted(scene: Scene) -> str:
    """As make run does it when it is stopped and started."""
    away = 2.0 if scene.long else 0.5
    for _ in range(3 if scene.long else 1):
        before = scene.first.time
        scene.parts.stop_valkey()
        time.sleep(away)
        scene.parts.start_valkey()
        scene.first.waits_for("frames after Valkey is back", lambda me, at=before: me.time > at + 1, 60)
    return f"restarted {3 if scene.long else 1} times, {away:g} s away"


def valkey_is_killed(scene: Scene) -> str:
    """SIGKILL just after a command was told to all: what its log on the disk lacks is gone."""
    times, first = (5 if scene.long else 1), scene.first
    for number in range(times):
        command, given = {"fault": SPIKE} if number % 2 == 0 else {}, len(first.run["log"])
        answer = first.commands("inject" if command else "heal_all", **command)
        assert answer["type"] == "accepted", answer
        first.waits_for("word of the command", lambda me, had=given: len(me.run["log"]) > had, 10)
        before = first.time
        assert scene.parts.valkey is not None
        scene.parts.kill(scene.parts.valkey)
        time.sleep(0.5)
        scene.parts.start_valkey()
        first.waits_for("frames after Valkey is back", lambda me, at=before: me.time > at + 1, 60)
    return f"SIGKILL {times} times"


def sockets_are_dropped(scene: Scene) -> str:
    """The web server is killed, and with it every connection; a new one listens at the same address."""
    for _ in range(3 if scene.long else 1):
        before = [viewer.connections for viewer in scene.viewers]
        scene.parts.kill(scene.parts.web)
        scene.parts.start_web()
        for viewer, count in zip(scene.viewers, before, strict=True):
            viewer.waits_for("a connection again", lambda me, had=count: me.connections > had, 30)
        time.sleep(1.0)
    return f"{len(scene.viewers)} connections dropped {3 if scene.long else 1} times"


def no_worker_is_left(scene: Scene) -> str:
    for worker in list(scene.parts.workers):
        scene.parts.kill(worker)
    told = len(scene.first.activities)
    scene.first.waits_for(
        "word that it waits for a worker", lambda me: "waiting_for_worker" in me.activities[told:], 15
    )
    time.sleep(20 if scene.long else 0)
    at = scene.first.time
    scene.parts.start_worker()
    scene.first.waits_for("frames again", lambda me: me.time > at or me.run["status"] in ENDED, 30)
    scene.first.waits_for("word that it goes on", lambda me: me.activities[-1] != "waiting_for_worker", 15)
    return f"said: {', '.join(scene.first.activities)}"


def the_database_is_locked(scene: Scene) -> str:
    seconds = 5.0
    before = scene.first.time
    with scene.parts.locked_database(seconds):
        time.sleep(seconds)
        went = scene.first.time - before
    # It goes at 4x: at least half of that, where it once stood still.
    assert went > 2.0 * seconds, f"went on by {went:g} s only while the database was locked"
    return f"locked for {seconds:g} s, in which the run went on by {went:g} s"


Mishap = Callable[[Scene], str]
MISHAPS: dict[str, Mishap] = {
    "workers are killed": workers_are_killed,
    "Valkey is restarted": valkey_is_restarted,
    "Valkey is killed": valkey_is_killed,
    "every WebSocket is dropped": sockets_are_dropped,
    "no worker is left, then one comes": no_worker_is_left,
    "the database is locked": the_database_is_locked,
}
