"""What other apps may do with runs. Actors and values in, values out; errors in apps.runs.errors."""

from apps.runs.execution.broadcast import group
from apps.runs.services.controlling import control
from apps.runs.services.reading import access_to, frames_after, newest_run, read, runs_of, snapshot
from apps.runs.services.starting import start

__all__ = [
    "access_to",
    "control",
    "frames_after",
    "group",
    "newest_run",
    "read",
    "runs_of",
    "snapshot",
    "start",
]
