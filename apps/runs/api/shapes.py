"""Bodies and answers of the runs' part of the API; camelCase on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, RootModel

from apps.diagrams.api.shapes import ShareQuery
from apps.schema.base import Identifier, Model
from apps.schema.frames import Frame
from apps.schema.messages import MAX_SPEED, MIN_SPEED, RunInfo, Unwatched
from apps.schema.time_travel import BranchCommand, MessageOutcome

MAX_UNTIL = 86_400.0
MAX_FRAMES = 600
MAX_BRANCH_COMMANDS = 50
MAX_LISTED = 100
MAX_MESSAGES = 500
LARGEST = 2**53 - 1


class StartRun(Model):
    """What is left out comes from the scenario; without one: seed 1, for ten minutes of simulated time."""

    diagram: UUID
    seed: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] | None = None
    speed: Annotated[float, Field(ge=MIN_SPEED, le=MAX_SPEED)] = 1.0
    until_seconds: Annotated[float, Field(gt=0, le=MAX_UNTIL)] | None = None
    scenario: Identifier | None = None
    unwatched: Unwatched = "pause"


class StartBranch(Model):
    """What is left out stays as it was in the parent."""

    at: Annotated[float, Field(ge=0, le=MAX_UNTIL)]
    commands: Annotated[list[BranchCommand], Field(max_length=MAX_BRANCH_COMMANDS)] = []
    revision: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    seed: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] | None = None
    speed: Annotated[float, Field(ge=MIN_SPEED, le=MAX_SPEED)] | None = None
    until_seconds: Annotated[float, Field(gt=0, le=MAX_UNTIL)] | None = None
    paused: bool = False
    unwatched: Unwatched = "pause"


class RunsQuery(ShareQuery):
    diagram: UUID


class OwnRunsQuery(Model):
    before: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LISTED)] = 25


Moment = Annotated[float, Field(ge=0, le=MAX_UNTIL)]


class FramesQuery(ShareQuery):
    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    at: Moment | None = None
    thin: bool = False
    limit: Annotated[int, Field(ge=1, le=MAX_FRAMES)] = MAX_FRAMES


class MessagesQuery(ShareQuery):
    outcome: MessageOutcome = "dead_lettered"
    node: Identifier | None = None
    at: Moment | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_MESSAGES)] = 100


class HistoryQuery(ShareQuery):
    at: Moment | None = None


class NodeMessagesQuery(ShareQuery):
    at: Moment | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_MESSAGES)] = 100


class Runs(RootModel[list[RunInfo]]):
    pass


class Frames(Model):
    frames: list[Frame]
