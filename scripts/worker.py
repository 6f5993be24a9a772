"""A Celery worker of this installation: the one of make run, or a further one by make worker.

It is two pools of processes. One serves live runs. The other, a Celery worker of its own that the first one keeps, does
headless work by lower priority of the operating system: it has all processors as long as no live run wants them. With
WORKER_HEADLESS=0 it leaves that to other workers.
"""

import os
import subprocess
import sys
from typing import Any

from celery import bootsteps
from celery.signals import worker_ready, worker_shutting_down

from config.celery import app

HEADLESS = "--headless"
NICE = 15
LOOK_EVERY = 1.0


class Headless:
    """The worker for headless work, as a child that ends with its parent."""

    process: subprocess.Popen[bytes] | None = None
    ending = False

    @classmethod
    def keep(cls) -> None:
        if cls.ending or (cls.process is not None and cls.process.poll() is None):
            return
        if cls.process is not None:
            print("The worker for headless work ended; starting it again.", flush=True)
        command = [sys.executable, "-m", "scripts.worker", HEADLESS, str(os.getpid()), *sys.argv[1:]]
        cls.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    @classmethod
    def end(cls, **_: object) -> None:
        cls.ending = True
        if cls.process is not None and cls.process.poll() is None:
            # At once: what it is at is handed out again.
            cls.process.kill()


class KeepHeadless(bootsteps.StartStopStep):
    """Of the consumer, not of the worker: a lost connection to the broker clears all timers and starts this anew."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, parent: Any) -> None:
        Headless.keep()
        self.timer = parent.timer.call_repeatedly(LOOK_EVERY, Headless.keep)

    def stop(self, parent: Any) -> None:
        self.timer.cancel()


class EndWithParent(bootsteps.StartStopStep):
    requires = ("celery.worker.consumer.tasks:Tasks",)
    parent_pid = 0

    def start(self, parent: Any) -> None:
        self.timer = parent.timer.call_repeatedly(LOOK_EVERY, self.look)

    def stop(self, parent: Any) -> None:
        self.timer.cancel()

    def look(self) -> None:
        if os.getppid() != self.parent_pid:
            os._exit(1)  # Its pool notices, and ends too.


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == [HEADLESS]:
        EndWithParent.parent_pid, arguments = int(arguments[1]), arguments[2:]
        os.nice(NICE)
        app.steps["consumer"].add(EndWithParent)
        serve("headless", os.getppid(), [*arguments, "--queues=studies"])
    else:
        if os.environ.get("WORKER_HEADLESS", "1") != "0":
            app.steps["consumer"].add(KeepHeadless)
        worker_ready.connect(tell, weak=False)
        worker_shutting_down.connect(Headless.end, weak=False)
        serve("worker", os.getpid(), arguments)


def tell(**_: object) -> None:
    print("The worker is ready.", flush=True)


def serve(name: str, number: int, arguments: list[str]) -> None:
    app.worker_main(
        [
            "worker",
            "--pool=prefork",
            "--loglevel=INFO",
            f"--hostname={name}-{number}@%h",
            # Workers need not know each other; these only cost messages.
            "--without-gossip",
            "--without-mingle",
            *arguments,
        ]
    )


if __name__ == "__main__":
    main()
