"""Fixtures for tests on real runs: one worker for a module, on the test database, and people who watch.

The database is emptied after each test; what still runs then finds its diagram gone, and ends.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from scripts.supervisor import Program
from tests.api.visitors import Json, Visitor
from tests.live.wire import Wire
from tests.processes import Worker, environment_on_test_database, wait_for


@pytest.fixture(scope="session")
def for_workers() -> dict[str, str]:
    """Of their environment. They serve live runs alone, which halves the time that a start takes."""
    return {"WORKER_HEADLESS": "0"}


@pytest.fixture(scope="module")
def new_worker(
    django_db_setup: None,
    valkey_server: str,
    tmp_path_factory: pytest.TempPathFactory,
    for_workers: dict[str, str],
) -> Iterator[Callable[[], Worker]]:
    folder = tmp_path_factory.mktemp("workers")
    started: list[Program] = []

    def start() -> Worker:
        log = folder / f"worker-{len(started)}.log"
        environment = {**environment_on_test_database(), **for_workers}
        program = Program("worker", [sys.executable, "-m", "scripts.worker"], log, environment)
        program.start()
        started.append(program)
        wait_for("the worker is ready", lambda: log.exists() and "worker is ready" in log.read_text(), 60, log)
        return Worker(program)

    yield start
    for program in started:
        program.stop()


@pytest.fixture(scope="module")
def worker(new_worker: Callable[[], Worker]) -> Worker:
    return new_worker()


@dataclass
class Watcher:
    """Someone who has a run's socket open, and what they were sent so far."""

    wire: Wire
    snapshot: Json
    run: Json
    frames: list[Json] = field(default_factory=list)
    others: list[Json] = field(default_factory=list)
    commands: int = 0

    @property
    def sequences(self) -> list[int]:
        return [frame["sequence"] for frame in self.frames]

    def receives(self, seconds: float = 10.0) -> Json:
        message = self.wire.receives(seconds)
        match message["type"]:
            case "frame":
                self.frames.append(message["frame"])
            case "run":
                self.run = message["run"]
            case _:
                self.others.append(message)
        return message

    def waits_for(self, holds: Callable[[Json], bool], seconds: float = 20.0) -> Json:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self.receives(left)
            except TimeoutError:
                break
            if holds(message):
                return message
        pytest.fail(f"not after {seconds} s; the run: {self.run}; last frame: {self.frames[-1:]}")

    def says(self, message: Any) -> None:
        self.wire.socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def commands_to(self, kind: str, **values: Any) -> Json:
        """The answer: accepted or refused."""
        self.commands += 1
        number = self.commands
        self.says({"type": "command", "id": number, "command": {"kind": kind, **values}})
        return self.waits_for(lambda message: message.get("id") == number)

    def sees_status(self, *statuses: str, seconds: float = 20.0) -> Json:
        if self.run["status"] not in statuses:
            self.waits_for(lambda message: message["type"] == "run" and message["run"]["status"] in statuses, seconds)
        return self.run

    def sees_the_end(self, seconds: float = 30.0) -> Json:
        return self.sees_status("finished", "stopped", "failed", seconds=seconds)


@dataclass
class Theatre:
    """Where runs are started and watched."""

    url: str
    sockets: ExitStack

    def starts(self, visitor: Visitor, diagram: Json, **body: Any) -> Json:
        answer = visitor.post("/api/runs/", {"diagram": diagram["id"], **body})
        assert answer.status_code == 201, answer.content
        started: Json = answer.json()
        return started

    def opens(self, run_id: str, visitor: Visitor | None = None, share: str = "") -> ClientConnection:
        headers = {}
        if visitor is not None and "sessionid" in visitor.cookies:
            headers["Cookie"] = f"sessionid={visitor.cookies['sessionid'].value}"
        address = self.url.replace("http", "ws", 1)
        query = f"?share={share}" if share else ""
        connection = connect(
            f"{address}/ws/runs/{run_id}/{query}",
            additional_headers=headers,
            origin=self.url,  # type: ignore[arg-type]
            max_size=2**26,
        )
        return self.sockets.enter_context(connection)

    def watches(self, run_id: str, visitor: Visitor | None = None, share: str = "") -> Watcher:
        wire = Wire(self.opens(run_id, visitor, share))
        snapshot = wire.receives(10)
        assert snapshot["type"] == "snapshot", snapshot
        return Watcher(wire, snapshot, snapshot["run"], list(snapshot["frames"]))


@pytest.fixture
def theatre(web_server: str) -> Iterator[Theatre]:
    with ExitStack() as sockets:
        yield Theatre(web_server, sockets)


@pytest.fixture
def visitor(transactional_db: None) -> Visitor:
    return Visitor()
