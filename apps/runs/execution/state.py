"""What a live run knows besides its simulation: small, kept as JSON beside the checkpoint, committed with it."""

import time
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from apps.schema.messages import (
    Activity,
    Heal,
    HealAll,
    Inject,
    LoggedCommand,
    RunInfo,
    RunStatus,
    SteppedEvent,
    Strike,
    Unleash,
    Unwatched,
    belongs,
)
from apps.schema.results import Results

OVERDUE = 3.0
"""Seconds of wall time that a slice may be late before a run counts as waiting for a worker."""

ENDED: tuple[RunStatus, ...] = ("finished", "stopped", "failed")


class RunState(BaseModel):
    """Changed in place by the one slice that works on it; nobody else sees it before it is committed."""

    diagram: UUID
    revision: int
    revision_id: int
    seed: int
    until: float
    speed: float
    status: RunStatus = "queued"
    reason: str = ""
    time: float = 0.0
    """Simulated time of the last frame: where commands apply."""
    anchor: float = 0.0
    """Where the present grid of frames begins: a change of speed begins a new one."""
    steps: int = 0
    """Points of the grid since the anchor."""
    steps_done: int = 0
    """The same since the run's beginning."""
    between_frames: bool = False
    """The last slice ran out of wall time on the way to the next frame."""
    sequence: int = 0
    log: list[LoggedCommand] = []
    faults_given: int = 0
    due: float = 0.0
    """Wall time at which what was simulated so far has been shown."""
    pace_due: float = 0.0
    pace_time: float = 0.0
    real_speed: float | None = None
    digest: str | None = None
    results: Results | None = None
    parent: UUID | None = None
    parent_time: float | None = None
    unwatched: Unwatched = "pause"
    replaying: bool = False
    """The simulation is still on its way to `time`, where the run goes on."""
    off_grid: bool = False
    """A step has ended between two frames: commands note after how many events they came."""
    stepped: list[SteppedEvent] = []
    paused_unwatched: bool = False
    kept_sequence: int = 0
    kept_events: int = 0
    kept: int = 0
    """Of checkpoints in the database: where the newest is, and how many there are."""
    saved_events: int = 0
    """Of the checkpoint in Valkey."""
    redo: list[LoggedCommand] = []
    """Commands that the run had obeyed before Valkey lost that: each applies again when its time has come again."""
    unwritten: bool = False
    """Something was told that the database does not have yet."""
    archived: int = 0
    """The newest frame that is known to be in the database."""
    rests_until: float = 0.0
    """Wall time of the next slice of a run that nobody sees: until then it may lie behind. 0 while somebody does."""
    stride: int = 1
    """How many times further apart checkpoints are than at the start of a run."""

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    def injected(self) -> set[str]:
        """Ids of faults that were injected and not healed, and of the strikes and monkeys they belong to; they may
        have ended by themselves."""
        ids: set[str] = set()
        for entry in self.log:
            if entry.refused is not None:
                continue
            match entry.command:
                case Inject() | Strike() | Unleash() if entry.fault_id:
                    ids |= {entry.fault_id, *entry.struck()}
                case Heal(fault=fault):
                    ids = {one for one in ids if not belongs(one, fault)}
                case HealAll():
                    ids.clear()
        return ids

    def new_fault(self) -> str:
        self.faults_given += 1
        return f"fault-{self.faults_given}"

    def activity(self, now: float) -> Activity:
        if self.ended:
            return "ended"
        if self.replaying:
            return "replaying"
        if self.status == "paused":
            return "paused_unwatched" if self.paused_unwatched else "paused"
        if self.status == "queued" or now - max(self.due, self.rests_until) > OVERDUE:
            return "waiting_for_worker"
        return "falling_behind" if self.real_speed is not None else "advancing"

    def info(self, run_id: UUID) -> RunInfo:
        left = (self.until - self.time) / (self.real_speed or self.speed) if self.status == "running" else None
        return RunInfo(
            id=str(run_id),
            diagram=str(self.diagram),
            revision=self.revision,
            seed=self.seed,
            status=self.status,
            speed=self.speed,
            real_speed=self.real_speed,
            time=self.time,
            until_seconds=self.until,
            digest=self.digest,
            results=self.results,
            reason=self.reason,
            log=self.log,
            activity=self.activity(time.time()),
            sequence=self.sequence,
            progress=progress(self.time, self.until),
            seconds_left=None if left is None else round(left, 1),
            parent=None if self.parent is None else str(self.parent),
            parent_time=self.parent_time,
            unwatched=self.unwatched,
            stepped=self.stepped,
        )


def progress(time: float, until: float) -> float:
    return round(min(1.0, time / until), 4) if until > 0 else 1.0


run_state: TypeAdapter[RunState] = TypeAdapter(RunState)
log_lines: TypeAdapter[list[LoggedCommand]] = TypeAdapter(list[LoggedCommand])


@dataclass(frozen=True)
class Next:
    """The slice that follows: its epoch, and in how many seconds it is due."""

    epoch: int
    countdown: float


@dataclass
class Cut:
    """What a slice leaves to be shown."""

    frames: list[str] = field(default_factory=list)
    """As JSON text: made once, then passed on as it is."""
    told: bool = False
    """The run's own data changed: status, speed, log."""
    consumed: int = 0
    """Commands of the inbox that were applied."""
