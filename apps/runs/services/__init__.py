"""What other apps may do with runs. Actors and values in, values out; errors in apps.runs.errors."""

from apps.runs.execution.broadcast import group
from apps.runs.services.asking import compare, message_history, messages, node_messages
from apps.runs.services.branching import Branch, branch
from apps.runs.services.controlling import control
from apps.runs.services.listing import index, own_runs, sequence_at
from apps.runs.services.reading import (
    Snapshot,
    access_to,
    frames_after,
    newest_run,
    read,
    runs_of,
    shown,
    snapshot,
    thinned_frames,
)
from apps.runs.services.starting import start
from apps.runs.services.watching import leaves, watches

__all__ = [
    "Branch",
    "Snapshot",
    "access_to",
    "branch",
    "compare",
    "control",
    "frames_after",
    "group",
    "index",
    "leaves",
    "message_history",
    "messages",
    "newest_run",
    "node_messages",
    "own_runs",
    "read",
    "runs_of",
    "sequence_at",
    "shown",
    "snapshot",
    "start",
    "thinned_frames",
    "watches",
]
