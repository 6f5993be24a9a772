from uuid import UUID

from apps.runs import tasks
from apps.runs.execution import presence


def watches(run_id: UUID, who: str) -> None:
    """Somebody has a run before their eyes: it goes on. To be said every half minute."""
    epoch = presence.watches(run_id, who)
    if epoch is not None:
        tasks.enqueue(run_id, epoch)


def leaves(run_id: UUID, who: str) -> None:
    presence.leaves(run_id, who)
