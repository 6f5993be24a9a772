"""What studies hand to the API: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Progress:
    parts_done: int
    parts_expected: int
    fraction: float
    seconds_elapsed: float
    seconds_left: float | None


@dataclass(frozen=True)
class StudyValue:
    id: UUID
    diagram: UUID
    revision: int
    kind: str
    status: str
    spec: dict[str, Any]
    progress: Progress
    reason: str
    created_at: datetime
    ended_at: datetime | None
    result: dict[str, Any] | None = None
