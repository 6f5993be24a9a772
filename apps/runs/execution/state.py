"""What a live run knows besides its simulation: small, kept as JSON beside the checkpoint, committed with it."""

from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from apps.schema.messages import (
    Heal,
    HealAll,
    Inject,
    LoggedCommand,
    RunInfo,
    RunStatus,
    Strike,
    Unleash,
    belongs,
)
from apps.schema.results import Results

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
    """Frames since the anchor."""
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

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    def injected(self) -> set[str]:
        """Ids of faults that were injected and not healed, and of the strikes and monkeys they belong to; they may
        have ended by themselves."""
        ids: set[str] = set()
        for entry in self.log:
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

    def info(self, run_id: UUID) -> RunInfo:
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
        )


run_state: TypeAdapter[RunState] = TypeAdapter(RunState)


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
