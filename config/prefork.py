"""Celery's pool of forked processes, mended where one that is killed while its worker starts would end the worker.

Celery 5.7 takes any process that has ended before the first task as a sign that none can start, and gives up: "Could
not start worker processes". One that was killed by a signal says nothing of the kind; the pool starts another in its
place, as it does ever after.
"""

from typing import Any

from celery.concurrency.prefork import TaskPool


class ForkedPool(TaskPool):
    _pool: Any

    def did_start_ok(self) -> bool:
        """False where a process has ended by itself: then the next ones would too."""
        return all((process.exitcode or 0) <= 0 for process in self._pool._pool)
