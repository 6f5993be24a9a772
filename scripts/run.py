"""make run: builds what changed, then keeps Valkey, one Celery worker and Daphne running until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path

from config.environment import VAR, env, valkey_socket
from scripts import valkey
from scripts.healthcheck import healthy
from scripts.installation import AlreadyRunning, Installation
from scripts.ports import listen
from scripts.preparation import prepare
from scripts.progress import StepFailed, say, step
from scripts.supervisor import GaveUp, Program, Supervisor, environment_with

HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
LOCAL = ("127.0.0.1", "0.0.0.0")  # noqa: S104 - compared, not bound
PYTHON = sys.executable


def main() -> int:
    began = time.monotonic()
    here = Installation(VAR)
    try:
        lock = here.lock()
    except AlreadyRunning as found:
        say(str(found))
        return 1
    for name in here.end_leftovers():
        say(f"  Ended {name}, left over from a run that was killed")
    listener = listen(HOST, PORT)
    port = listener.getsockname()[1]
    if PORT not in (0, port):
        say(f"  Port {PORT} is taken; using {port}")
    url = f"http://{'localhost' if HOST in LOCAL else HOST}:{port}"

    supervisor = Supervisor(lambda: here.write("", groups(supervisor)))
    code = 0
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)  # Ends the step that is running.
        prepare(here.var, here.logs)
        supervisor.stop_on_signals()
        for started_together in programs(here, listener.fileno(), url):
            if not supervisor.stopping.is_set():
                with step(" and ".join(program.name for program in started_together)):
                    supervisor.start(started_together, seconds=120)
        if not supervisor.stopping.is_set():
            supervisor.on_change = lambda: here.write(url, groups(supervisor))
            supervisor.on_change()
            say(f"\nBreakwater is ready after {time.monotonic() - began:.1f} s:  {url}\nCtrl-C stops it.\n")
        supervisor.watch()
    except KeyboardInterrupt:
        code = 130
    except StepFailed:
        code = 1
    except (GaveUp, FileNotFoundError) as reason:
        say(f"\n{reason}")
        code = 1
    finally:
        say("Stopping …")
        supervisor.stop_all()
        here.forget()
        listener.close()
        os.close(lock)
        say("Stopped.")
    return code


def groups(supervisor: Supervisor) -> dict[str, int]:
    return {program.name: program.pid for program in supervisor.programs if program.pid is not None}


def programs(here: Installation, listener: int, url: str) -> list[list[Program]]:
    """What is kept running, in the order of the start."""
    environment = environment_with(PYTHONUNBUFFERED="1")
    wanted = []
    if not env.str("REDIS_URL", default=""):
        unix_socket = valkey_socket()
        command = valkey.server_command(valkey.server_binary(), unix_socket, here.var / "valkey")
        log = fresh(here.logs / "valkey.log")
        wanted.append([Program("Valkey", command, log, environment, lambda: valkey.answers(unix_socket))])
    worker_log = fresh(here.logs / "worker.log")
    worker = [PYTHON, "-m", "scripts.worker"]
    daphne = [
        PYTHON,
        "-m",
        "config.web_server",
        "--fd",
        str(listener),
        "-v",
        "0",
        "--no-server-name",
        "config.asgi:application",
    ]
    log = fresh(here.logs / "daphne.log")
    wanted.append(
        [
            Program("Celery worker", worker, worker_log, environment, lambda: worker_ready(worker_log)),
            Program("web server", daphne, log, environment, lambda: healthy(url), (listener,)),
        ]
    )
    return wanted


def fresh(log: Path) -> Path:
    """An empty log; the one of the last start is kept beside it."""
    if log.exists():
        log.replace(log.with_suffix(".before.log"))
    return log


def worker_ready(log: Path) -> bool:
    return log.exists() and "worker is ready" in log.read_text(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
