"""An installation in a folder of its own, whose parts can be killed and started again one by one.

Real Valkey, Celery workers, Daphne and database; nothing of it is shared with this process but the folder.
"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import redis

from config.environment import valkey_socket
from scripts import valkey
from scripts.healthcheck import healthy
from scripts.ports import listen
from scripts.processes import group_members
from scripts.progress import ROOT, last_lines
from scripts.supervisor import Program

PATIENCE = 240.0
QUOTAS = (
    "RUNS_LIVE",
    "RUNS_LIVE_PER_OWNER",
    "RUNS_LIVE_PER_ADDRESS",
    "RUNS_STARTS_PER_OWNER_AND_HOUR",
    "RUNS_STARTS_PER_ADDRESS_AND_HOUR",
)


class NotInTime(AssertionError):
    pass


def wait_for(what: str, holds: Callable[[], bool], seconds: float, log: Path | None = None) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise NotInTime(f"not after {seconds:.0f} s: {what}\n{last_lines(log, 40) if log else ''}")
        time.sleep(0.02)


@dataclass
class Parts:
    folder: Path
    environment: dict[str, str]
    programs: list[Program] = field(default_factory=list)
    """Every one that was ever started."""
    workers: list[Program] = field(default_factory=list)
    url: str = ""
    valkey: Program | None = None

    @property
    def database(self) -> Path:
        return self.folder / "breakwater.sqlite3"

    def migrate(self) -> None:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdin=subprocess.DEVNULL)

    def start_valkey(self) -> None:
        socket = valkey_socket(self.folder)
        command = valkey.server_command(valkey.server_binary(), socket, self.folder / "valkey")
        self.valkey = self._program("Valkey", command)
        self._starts(self.valkey, lambda: valkey.answers(socket))

    def stop_valkey(self) -> None:
        assert self.valkey is not None
        self.valkey.stop()

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(valkey_socket(self.folder)))

    def begin_worker(self) -> Program:
        """Without waiting until it is ready."""
        worker = self._program(f"worker-{len(self.programs)}", [sys.executable, "-m", "scripts.worker"])
        worker.start()
        self.workers.append(worker)
        return worker

    def start_worker(self) -> Program:
        worker = self.begin_worker()
        wait_for("the worker is ready", lambda: "worker is ready" in worker.log.read_text(), PATIENCE, worker.log)
        return worker

    def start_web(self) -> None:
        if not self.url:
            self.listener = listen("127.0.0.1", 0)
            self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        descriptor = self.listener.fileno()
        command = [
            sys.executable,
            "-m",
            "config.web_server",
            "--fd",
            str(descriptor),
            "-v",
            "0",
            "config.asgi:application",
        ]
        self.web = self._program("Daphne", command, (descriptor,))
        self._starts(self.web, lambda: healthy(self.url))

    def kill(self, program: Program) -> None:
        """SIGKILL to all of its processes, as when a machine is lost."""
        assert program.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.process.pid, signal.SIGKILL)
        program.process.wait()
        if program in self.workers:
            self.workers.remove(program)

    def pool_of(self, worker: Program) -> list[int]:
        """The processes that do slices of live runs; neither the worker itself nor what does headless work."""
        assert worker.pid is not None
        return [pid for pid in group_members(worker.pid) if pid != worker.pid and not _headless(pid)]

    @contextlib.contextmanager
    def locked_database(self, seconds: float) -> Iterator[None]:
        """Another connection holds an exclusive transaction, for so long or until the block is left."""
        begun, over = threading.Event(), threading.Event()

        def hold() -> None:
            connection = sqlite3.connect(self.database, timeout=20, isolation_level=None)
            connection.execute("BEGIN EXCLUSIVE")
            begun.set()
            over.wait(seconds)
            connection.execute("ROLLBACK")
            connection.close()

        holder = threading.Thread(target=hold)
        holder.start()
        assert begun.wait(20), "the database could not be locked"
        try:
            yield
        finally:
            over.set()
            holder.join()

    def end(self) -> None:
        for program in reversed(self.programs):
            if program.process is not None and program is not self.valkey:
                self.kill(program)  # Nothing of it is wanted any more.
            program.stop()
        if self.url:
            self.listener.close()

    def logs(self) -> str:
        return "\n".join(f"--- {program.name}\n{last_lines(program.log, 30)}" for program in self.programs)

    def _program(self, name: str, command: list[str], descriptors: tuple[int, ...] = ()) -> Program:
        log = self.folder / "logs" / f"{name}.log"
        program = Program(name, command, log, self.environment, pass_fds=descriptors)
        self.programs.append(program)
        return program

    def _starts(self, program: Program, ready: Callable[[], bool]) -> None:
        program.start()
        wait_for(f"{program.name} is ready", ready, PATIENCE, program.log)


def _headless(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "--headless" in found.stdout or not found.stdout.strip()


@contextlib.contextmanager
def running(workers: int = 1, concurrency: int = 2, *, headless: bool = False) -> Iterator[Parts]:
    """All of it, ready, on a new database. `concurrency`: processes of each worker. `headless`: they serve studies too,
    which takes twice as long to start."""
    with tempfile.TemporaryDirectory(prefix="breakwater-live-", ignore_cleanup_errors=True) as name:
        environment = {
            **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL", "DEBUG")},
            **dict.fromkeys(QUOTAS, "1000000"),
            "BREAKWATER_VAR": name,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONUNBUFFERED": "1",
            "WORKER_CONCURRENCY": str(concurrency),
            "WORKER_HEADLESS": str(int(headless)),
        }
        parts = Parts(Path(name).resolve(), environment)
        try:
            parts.migrate()
            parts.start_valkey()
            begun = [parts.begin_worker() for _ in range(workers)]
            parts.start_web()
            for worker in begun:
                wait_for("the worker is ready", lambda one=worker: "is ready" in one.log.read_text(), PATIENCE)
            yield parts
        finally:
            parts.end()
