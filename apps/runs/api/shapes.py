"""Bodies and answers of the runs' part of the API; camelCase on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, RootModel

from apps.diagrams.api.shapes import ShareQuery
from apps.schema.base import Identifier, Model
from apps.schema.frames import Frame
from apps.schema.messages import MAX_SPEED, MIN_SPEED, RunInfo

MAX_UNTIL = 86_400.0
MAX_FRAMES = 600
LARGEST = 2**53 - 1


class StartRun(Model):
    """What is left out comes from the scenario; without one: seed 1, for ten minutes of simulated time."""

    diagram: UUID
    seed: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] | None = None
    speed: Annotated[float, Field(ge=MIN_SPEED, le=MAX_SPEED)] = 1.0
    until_seconds: Annotated[float, Field(gt=0, le=MAX_UNTIL)] | None = None
    scenario: Identifier | None = None


class RunsQuery(ShareQuery):
    diagram: UUID


class FramesQuery(ShareQuery):
    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=MAX_FRAMES)] = MAX_FRAMES


class Runs(RootModel[list[RunInfo]]):
    pass


class Frames(Model):
    frames: list[Frame]
