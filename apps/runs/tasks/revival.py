"""Every worker looks after all runs: whose slice did not come in time, because a worker was lost with it, goes on here.

A timer of the worker's own main process, so that it works as long as the worker does, whatever its pool is busy with.
"""

import logging
import time
from typing import Any

from celery import bootsteps, current_app, signals
from django.db import DatabaseError, close_old_connections, connections
from redis import RedisError

from apps.runs.execution import adoption, store

logger = logging.getLogger(__name__)

EVERY = 0.5
LOST_EVERY = 30.0


class Revival(bootsteps.StartStopStep):
    """Of the consumer, not of the worker: a lost connection to the broker clears all timers and starts this anew."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.timer: Any = None
        self.lost_looked_for = 0.0

    def start(self, parent: Any) -> None:
        self.timer = parent.timer.call_repeatedly(EVERY, self.look)

    def stop(self, parent: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def look(self) -> None:
        from apps.runs.tasks import enqueue

        try:
            found = store.take_over()
            if time.monotonic() - self.lost_looked_for > LOST_EVERY:
                self.lost_looked_for = time.monotonic()
                found += self._lost()
            for run_id, epoch in found:
                logger.warning("run %s goes on here, at epoch %s", run_id, epoch)
                enqueue(run_id, epoch)
        except (RedisError, DatabaseError, OSError):
            logger.exception("could not look after the runs; trying again")

    def _lost(self) -> list[Any]:
        close_old_connections()
        try:
            return adoption.adopt_lost()
        finally:
            # Or the pool's next process would inherit it.
            connections.close_all()


def load_engine(**_: object) -> None:
    """Before the pool forks: the kernel is loaded once, and a process that replaces a killed one has it at once."""
    from apps.engine.warm import warm
    from apps.runs.execution import slices  # noqa: F401

    warm()


def install() -> None:
    current_app.steps["consumer"].add(Revival)
    signals.worker_init.connect(load_engine, weak=False, dispatch_uid="apps.runs.load_engine")
