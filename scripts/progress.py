"""Steps with their durations, on a terminal with a running clock."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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


def run_step(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Runs a command silently; what it printed is shown only when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with step(title), log.open("wb") as output:
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                start_new_session=True,
            )
            try:
                code = process.wait()
            except BaseException:  # Ctrl-C: not only the command itself must end, but what it started, too.
                os.killpg(process.pid, signal.SIGKILL)
                raise
        except FileNotFoundError as missing:
            output.write(f"{missing}\n".encode())
            code = 127
    if code:
        say(f"\n{last_lines(log, 40)}\n\n{title}: exit code {code}. All of it: {log}")
        raise StepFailed(title)


def last_lines(log: Path, count: int) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""
