"""What goes over the WebSocket of a live run, in both directions: JSON texts from the client, and to it those that are
short; what the run shows comes as binary messages, see packing."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from .base import Identifier, Model
from .faults import Fault
from .frames import Frame
from .monkey import Monkey
from .operations import Operation
from .results import Results
from .tracing import TraceStep

MAX_MESSAGE_BYTES = 65_536
MAX_FAULTS_AT_ONCE = 200
MIN_SPEED, MAX_SPEED = 0.1, 100.0

MAX_STEP = 1000

RunStatus = Literal["queued", "running", "paused", "finished", "stopped", "failed"]
Activity = Literal[
    "waiting_for_worker", "replaying", "advancing", "falling_behind", "paused", "paused_unwatched", "ended"
]
"""What a run is doing. waiting_for_worker: no slice came in time. replaying: its past is simulated again, after a loss
or for a branch. falling_behind: slower than asked for. paused_unwatched: nobody watched."""
Unwatched = Literal["pause", "keep"]


class Pause(Model):
    kind: Literal["pause"] = "pause"


class Resume(Model):
    kind: Literal["resume"] = "resume"


class Step(Model):
    """Lets a run that is paused go on by so many events."""

    kind: Literal["step"] = "step"
    events: int = Field(1, ge=1, le=MAX_STEP)


class SetSpeed(Model):
    kind: Literal["speed"] = "speed"
    factor: float = Field(ge=MIN_SPEED, le=MAX_SPEED)


class Inject(Model):
    kind: Literal["inject"] = "inject"
    fault: Fault


class Strike(Model):
    """Several faults at once, a selection or what a zone holds: one line of the log, healed by one id."""

    kind: Literal["strike"] = "strike"
    faults: list[Fault] = Field(min_length=1, max_length=MAX_FAULTS_AT_ONCE)


class Unleash(Model):
    kind: Literal["unleash"] = "unleash"
    monkey: Monkey


class Heal(Model):
    """Ends a fault. By the id of a strike or a monkey: all of its faults, those still to come included."""

    kind: Literal["heal"] = "heal"
    fault: Identifier


class HealAll(Model):
    kind: Literal["heal_all"] = "heal_all"


class Operate(Model):
    """What an operator does: seek, redrive, scale, purge, tune."""

    kind: Literal["operate"] = "operate"
    operation: Operation


class Stop(Model):
    kind: Literal["stop"] = "stop"


Command = Annotated[
    Pause | Resume | Step | SetSpeed | Inject | Strike | Unleash | Heal | HealAll | Operate | Stop,
    Field(discriminator="kind"),
]


class CommandMessage(Model):
    type: Literal["command"] = "command"
    id: int = Field(ge=0, le=2**53 - 1)
    command: Command


class ResyncMessage(Model):
    type: Literal["resync"] = "resync"
    after: int = Field(0, ge=0)


class ReceivedMessage(Model):
    """How many bytes of binary messages have come over this connection so far: to be said every 128 KiB or so. Who lets
    too many pile up is sent nothing more until it is said, and then a snapshot of what was left out."""

    type: Literal["received"] = "received"
    bytes: int = Field(ge=0, le=2**53 - 1)


ClientMessage = Annotated[CommandMessage | ResyncMessage | ReceivedMessage, Field(discriminator="type")]
client_message: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)


class LoggedCommand(Model):
    """A line of a run's log: (document, seed, log) replays the run exactly."""

    at: float
    command: Command
    fault_id: Identifier | None = None
    """Of a strike or a monkey: its faults are `ID.1`, `ID.2` and so on."""
    events: int | None = None
    """Events simulated before it, where it applied between two frames, as after a step."""
    faults: list[Fault] = []
    """What a monkey was drawn to do, from this moment on."""
    refused: str | None = None
    """Why it could not be done, or had nothing to do, when its time had come; null: it was done."""

    def struck(self) -> dict[str, Fault]:
        """The faults that this line injects, by id."""
        if self.fault_id is None:
            return {}
        match self.command:
            case Inject(fault=fault):
                return {self.fault_id: fault}
            case Strike(faults=faults):
                return numbered(self.fault_id, faults)
            case Unleash():
                return numbered(self.fault_id, self.faults)
        return {}


def numbered(group: str, faults: list[Fault]) -> dict[str, Fault]:
    """Faults that were injected together, by the ids they get."""
    return {f"{group}.{number}": fault for number, fault in enumerate(faults, start=1)}


def belongs(fault_id: str, to: str) -> bool:
    """Whether it is the fault of that id, or one of the strike or the monkey of that id."""
    return fault_id == to or fault_id.startswith(f"{to}.")


class SteppedEvent(Model):
    """An event that a step went over."""

    number: int
    """The run's events so far, this one included."""
    time: float
    kind: str
    node: str | None
    edge: str | None
    channel: str | None
    message: int | None
    """The id of the request or event that it belongs to."""
    words: str
    steps: list[TraceStep] = []
    """What it did to the message."""


class RunInfo(Model):
    id: str
    diagram: str
    revision: int
    seed: int
    status: RunStatus
    speed: float
    real_speed: float | None = None
    """Simulated seconds per second, when that cannot keep up with `speed`."""
    time: float
    until_seconds: float
    digest: str | None = None
    results: Results | None = None
    reason: str = ""
    """Why it failed, or why it is paused."""
    log: list[LoggedCommand] = []
    activity: Activity = "waiting_for_worker"
    sequence: int = 0
    """Of its newest frame."""
    progress: float = 0.0
    """Share of the simulated time that is done, 0 to 1."""
    seconds_left: float | None = None
    """Of wall time, at the present pace; none unless it is running."""
    parent: str | None = None
    """The run that this one branched off."""
    parent_time: float | None = None
    """Up to here, in simulated seconds, both are the same, if they have the same revision."""
    unwatched: Unwatched = "pause"
    stepped: list[SteppedEvent] = []
    """What the last step went over, oldest first, the last 20 at most; empty once it has gone on."""


class SnapshotMessage(Model):
    type: Literal["snapshot"] = "snapshot"
    run: RunInfo
    frames: list[Frame]
    read_only: bool


class FramesMessage(Model):
    """What a slice did: its frames in order, and the run itself where that has changed."""

    type: Literal["frames"] = "frames"
    frames: list[Frame]
    run: RunInfo | None


class RunMessage(Model):
    type: Literal["run"] = "run"
    run: RunInfo


class Accepted(Model):
    type: Literal["accepted"] = "accepted"
    id: int
    time: float | None = None


class Refused(Model):
    type: Literal["refused"] = "refused"
    id: int
    reason: str


class ErrorMessage(Model):
    type: Literal["error"] = "error"
    reason: str


ServerMessage = Annotated[
    SnapshotMessage | FramesMessage | RunMessage | Accepted | Refused | ErrorMessage, Field(discriminator="type")
]


def wire(message: Model) -> dict[str, Any]:
    """A message as JSON values, camelCase keys."""
    return message.model_dump(mode="json", by_alias=True)
