"""Keeps a few programs running together: starts them, starts again what dies, and leaves nothing behind.

Each program gets a session of its own. So Ctrl-C on the terminal reaches only the supervisor, which then stops one
after the other and kills what is left of each one's process group (a worker's pool, for instance).
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from scripts.processes import signal_group, wait_until_gone
from scripts.progress import last_lines, say

LOOK_EVERY = 0.1
PATIENCE = 10.0  # seconds between asking and killing
STEADY = 20.0  # A program that lived this long has started well: its next death is a new story.
PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0)  # before each new try; after the last one the supervisor gives up


class GaveUp(Exception):
    pass


@dataclass
class Program:
    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    ready: Callable[[], bool] = lambda: True
    pass_fds: Sequence[int] = ()
    deaths: int = 0
    start_at: float = 0.0
    started: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.started = time.monotonic()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(self.env),
                pass_fds=self.pass_fds,
                start_new_session=True,
            )

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def stop(self) -> None:
        if self.process is None:
            return
        group = self.process.pid
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
        signal_group(group, signal.SIGKILL)
        self.process.wait()
        wait_until_gone(group, PATIENCE)
        self.process = None


class Supervisor:
    def __init__(self, on_change: Callable[[], None] = lambda: None) -> None:
        self.programs: list[Program] = []
        self.on_change = on_change
        self.stopping = threading.Event()

    def stop_on_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def start(self, programs: Sequence[Program], seconds: float) -> None:
        """Starts programs together and waits until all are ready, looking after the earlier ones meanwhile."""
        for program in programs:
            self.programs.append(program)
            program.start()
        self.on_change()
        deadline = time.monotonic() + seconds
        waiting = list(programs)
        while waiting and not self.stopping.is_set():
            waiting = [program for program in waiting if not program.ready()]
            if waiting and time.monotonic() > deadline:
                name, log = waiting[0].name, waiting[0].log
                raise GaveUp(f"{name} was not ready after {seconds:.0f} s.\n{last_lines(log, 20)}")
            self.look_after()
            self.stopping.wait(LOOK_EVERY)

    def watch(self) -> None:
        while not self.stopping.wait(LOOK_EVERY):
            self.look_after()

    def look_after(self) -> None:
        now = time.monotonic()
        for program in self.programs:
            if program.process is None:
                if now >= program.start_at:
                    program.start()
                    self.on_change()
            elif program.process.poll() is not None:
                self._died(program, now)

    def _died(self, program: Program, now: float) -> None:
        assert program.process is not None
        code = program.process.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        program.stop()  # whatever it left in its group
        program.deaths = 1 if now - program.started > STEADY else program.deaths + 1
        if program.deaths > len(PAUSES):
            raise GaveUp(f"{program.name} {how}, {program.deaths} times in a row.\n{last_lines(program.log, 20)}")
        pause = PAUSES[program.deaths - 1]
        program.start_at = now + pause
        say(f"  {program.name} {how}; starting it again{f' in {pause:g} s' if pause else ''}. Its log: {program.log}")

    def stop_all(self) -> None:
        """In the opposite order of the start: what the others depend on goes last."""
        for program in reversed(self.programs):
            program.stop()
        self.programs.clear()


def environment_with(**extra: str) -> dict[str, str]:
    return {**os.environ, **extra}
