"""Studies whose messages were lost with the broker go on: looked for by a timer of every worker."""

import logging
from typing import Any

from celery import bootsteps, current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, close_old_connections, connections
from redis import Redis, RedisError

logger = logging.getLogger(__name__)

EVERY = 10.0


class StudiesRevival(bootsteps.StartStopStep):
    """Of the consumer, not of the worker: a lost connection to the broker clears all timers and starts this anew."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        self.timer = parent.timer.call_repeatedly(EVERY, self.look)

    def stop(self, parent: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def look(self) -> None:
        from apps.studies.execution import lost
        from apps.studies.tasks import enqueue

        try:
            # One worker looks, not all of them.
            if not cache.add("studies:looked-for", True, int(EVERY)) or queued():
                return
            close_old_connections()
            for study_id, numbers in lost.lost_parts():
                logger.warning("study %s goes on here, %s of its parts were lost", study_id, len(numbers))
                enqueue(study_id, numbers)
        except (RedisError, DatabaseError, OSError):
            logger.exception("could not look after the studies; trying again")
        finally:
            # Or the pool's next process would inherit it.
            connections.close_all()


def queued() -> int:
    """Messages that no worker has taken. As long as there are any, nothing of a study is lost: it waits."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    with Redis.from_url(settings.REDIS_URL, socket_timeout=5) as client:
        # Kombu's own count asks for a key without the prefix, and finds nothing.
        return int(client.llen(f"{prefix}studies"))


def install() -> None:
    current_app.steps["consumer"].add(StudiesRevival)
