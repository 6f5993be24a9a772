"""A Celery worker of this installation: the one of make run, or a further one by make worker."""

import os
import sys

from celery.signals import worker_ready

from config.celery import app


@worker_ready.connect
def tell(**_: object) -> None:
    print("The worker is ready.", flush=True)


def main() -> None:
    app.worker_main(
        [
            "worker",
            "--pool=prefork",
            "--loglevel=INFO",
            f"--hostname=worker-{os.getpid()}@%h",
            # Workers need not know each other; these only cost messages.
            "--without-gossip",
            "--without-mingle",
            *sys.argv[1:],
        ]
    )


if __name__ == "__main__":
    main()
