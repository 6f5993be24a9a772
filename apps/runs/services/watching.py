from uuid import UUID

from apps.runs.execution import presence


def watches(run_id: UUID, who: str) -> None:
    """Somebody has a run before their eyes: it goes on. To be said every half minute."""
    presence.watches(run_id, who)


def leaves(run_id: UUID, who: str) -> None:
    presence.leaves(run_id, who)
