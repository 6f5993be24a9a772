"""Bodies and answers of the studies' part of the API; camelCase on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, RootModel

from apps.schema.base import Model
from apps.studies.kinds.registry import AnyResult, AnySpec

StudyStatus = Literal["queued", "running", "finished", "cancelled", "failed"]


class StudyProgress(Model):
    parts_done: int
    parts_expected: int
    """Of a search: at most."""
    fraction: Annotated[float, Field(ge=0, le=1)]
    """Parts on their way are counted by how far they are."""
    seconds_elapsed: float
    seconds_left: float | None
    """By what the parts so far have taken; None before the first has come some way, and at the end."""


class NewStudy(RootModel[AnySpec]):
    """What is to be studied: one of the kinds."""


class StudyInfo(Model):
    id: UUID
    diagram: UUID
    revision: int
    kind: str
    status: StudyStatus
    spec: AnySpec
    progress: StudyProgress
    reason: str
    """Why it failed, or what of it."""
    created_at: datetime
    ended_at: datetime | None
    result: AnyResult | None
    """What is known so far; None before the first part is done, and in lists."""


class Studies(RootModel[list[StudyInfo]]):
    pass
