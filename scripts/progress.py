"""Steps with their durations, on a terminal with a running clock."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class StepFailed(Exception):
    """Said to the person already, in full; the process ends with code 1."""


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Prints the title at once and the duration when done."""
    started = time.monotonic()
    done = threading.Event()
    terminal = sys.stdout.isatty()

    def tick() -> None:
        while not done.wait(1):
            print(f"\r  {title} … {time.monotonic() - started:.0f} s", end="", flush=True)

    if terminal:
        print(f"  {title} …", end="", flush=True)
        clock = threading.Thread(target=tick, daemon=True)
        clock.start()
    else:
        say(f"  {title} …")
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        done.set()
        if terminal:
            clock.join()
        say(f"{chr(13) if terminal else ''}  {title}: {outcome} in {time.monotonic() - started:.1f} s")


@dataclass(frozen=True)
class Command:
    """Runs silently; what it printed goes to the log and is shown only when it fails."""

    command: Sequence[str | Path]
    log: Path
    env: Mapping[str, str] | None = None
    cwd: Path = ROOT

    def start(self) -> "subprocess.Popen[bytes]":
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            return subprocess.Popen(
                [str(part) for part in self.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self.env,
                cwd=self.cwd,
                start_new_session=True,
            )


def run_step(title: str, *together: Command) -> None:
    """Runs commands at the same time and waits for all of them."""
    running: list[tuple[Command, subprocess.Popen[bytes]]] = []
    with step(title):
        try:
            running += [(command, command.start()) for command in together]
            failed = [command for command, process in running if process.wait()]
        except FileNotFoundError as missing:
            say(f"\n{title}: {missing}")
            raise StepFailed(title) from missing
        except BaseException:  # Ctrl-C: not only the commands must end, but what they started, too.
            for _, process in running:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            raise
        if failed:
            for command in failed:
                say(f"\n\n{last_lines(command.log, 40)}\n\n{title} failed. All of it: {command.log}")
            raise StepFailed(title)


def last_lines(log: Path, count: int) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""
