"""Fixtures that start the product's real processes. Nothing here is a double: the same Valkey, worker and server."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

from scripts import valkey
from scripts.healthcheck import healthy
from scripts.installation import Installation
from scripts.ports import listen
from scripts.processes import group_members
from scripts.progress import ROOT, last_lines
from scripts.supervisor import Program, environment_with


def wait_for(what: str, holds: Callable[[], bool], seconds: float, log: Path | None = None) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"not after {seconds:.0f} s: {what}\n{last_lines(log, 40) if log else ''}")
        time.sleep(0.05)


@pytest.fixture(scope="session", autouse=True)
def valkey_server() -> Iterator[str]:
    """The Valkey that tests.settings points to; yields its URL. An empty one for each session."""
    from django.conf import settings

    from config.environment import VAR, valkey_socket

    path = valkey_socket()
    command = valkey.server_command(valkey.server_binary(), path, VAR / "valkey")
    log = VAR / "logs" / "valkey.log"
    program = Program("Valkey", command, log, os.environ)
    program.start()
    try:
        wait_for("Valkey answers", lambda: valkey.answers(path), 10, log)
        yield settings.REDIS_URL
    finally:
        program.stop()


@pytest.fixture(scope="session")
def valkey_client(valkey_server: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_server) as client:
        yield client


@pytest.fixture(scope="module", autouse=True)
def empty_valkey(valkey_client: redis.Redis) -> None:
    """Each module begins with no live run, no task and no counted request. Not each test: a worker that serves a whole
    module keeps its queue's binding there."""
    valkey_client.flushall()


@dataclass
class Worker:
    """A Celery worker on the test database."""

    program: Program

    def pids(self) -> list[int]:
        """The worker itself first, then its pool."""
        return group_members(self.program.pid) if self.program.pid else []

    def kill(self) -> None:
        """SIGKILL to all of it at once, as when a machine is lost."""
        assert self.program.process is not None
        os.killpg(self.program.process.pid, signal.SIGKILL)
        self.program.process.wait()


def environment_on_test_database() -> dict[str, str]:
    """For processes of the product that work on the database of the running test."""
    from django.db import connection

    extra = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    if connection.vendor == "sqlite":
        extra["DATABASE_URL"] = f"sqlite:///{connection.settings_dict['NAME']}"
    return environment_with(**extra)


@pytest.fixture(scope="session")
def web_server(django_db_setup: None, valkey_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Daphne on the test database for all tests; yields its address."""
    listener = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    command = [sys.executable, "-m", "config.web_server", "--fd", str(listener.fileno()), "config.asgi:application"]
    log = tmp_path_factory.mktemp("web-server") / "daphne.log"
    program = Program("Daphne", command, log, environment_on_test_database(), pass_fds=(listener.fileno(),))
    program.start()
    try:
        wait_for("Daphne answers", lambda: healthy(url), 60, log)
        yield url
    finally:
        program.stop()
        listener.close()


@dataclass
class Stack:
    """What `make run` runs, on a folder, database and port of its own."""

    url: str
    var: Path
    process: subprocess.Popen[bytes]

    def processes(self) -> dict[str, int]:
        """By name: Valkey, Celery worker, web server."""
        note = Installation(self.var).read()
        return {name: process["pid"] for name, process in note.get("processes", {}).items()}

    def worker_pids(self) -> list[int]:
        """The worker itself first, then its pool."""
        return group_members(self.processes()["Celery worker"])

    def logs(self) -> str:
        return "\n".join(f"--- {log.name}\n{last_lines(log, 40)}" for log in sorted((self.var / "logs").glob("*.log")))

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


@contextlib.contextmanager
def running_stack(var: Path, **extra: str) -> Iterator[Stack]:
    var.mkdir(parents=True, exist_ok=True)
    unwanted = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "DEBUG"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment |= {"BREAKWATER_VAR": str(var), "PORT": "0", **extra}
    output = var / "make-run.log"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.run"], stdout=file, stderr=subprocess.STDOUT, env=environment, cwd=ROOT
        )
    stack = Stack("", var, process)
    try:

        def ready() -> bool:
            if process.poll() is not None:
                pytest.fail(f"make run ended with code {process.returncode}\n{output.read_text()}\n{stack.logs()}")
            note = Installation(var).read()
            stack.url = note.get("url", "") if note.get("pid") == process.pid else ""
            return bool(stack.url)

        wait_for("make run is ready", ready, 300, output)
        yield stack
    finally:
        if process.poll() is None:
            stack.stop()
        Installation(var).end_leftovers()


@pytest.fixture(scope="session")
def stack(tmp_path_factory) -> Iterator[Stack]:
    """One for all tests of a session: each test makes diagrams and runs of its own."""
    with running_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running
