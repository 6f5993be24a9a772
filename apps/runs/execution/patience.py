"""How long a run waits for the database: hardly. What could not be written is written later."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

WAITS_MS = 200
AGAIN_AFTER = 1.0
"""Seconds after a failure for which this process does not try again, lest all runs wait for a database that is away."""
_away_until = 0.0


def away() -> bool:
    return time.monotonic() < _away_until


@contextmanager
def briefly() -> Iterator[None]:
    """Within it, a lock that somebody else holds is waited for so long at most. Raises DatabaseError."""
    global _away_until
    try:
        with connection.cursor() as cursor:
            cursor.execute(_lock_timeout(WAITS_MS))
        yield
    except DatabaseError:
        _away_until = time.monotonic() + AGAIN_AFTER
        raise
    finally:
        _patiently()


def _patiently() -> None:
    if connection.vendor == "sqlite":
        statement = _lock_timeout(round(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5)))
    else:
        statement = "RESET lock_timeout"
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        connection.close()  # The next one begins as it should.


def _lock_timeout(ms: int) -> str:
    return f"PRAGMA busy_timeout = {ms}" if connection.vendor == "sqlite" else f"SET lock_timeout = {ms}"
