import uuid

from django.db import models

from apps.accounts.models import Owned


class Run(Owned):
    """One simulation of one revision. (document, seed, log) derives everything else here again.

    While a run lives, Valkey holds its newest state; this row follows every few seconds and at each change of status.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        PAUSED = "paused"
        FINISHED = "finished"
        STOPPED = "stopped"
        FAILED = "failed"

    class Unwatched(models.TextChoices):
        PAUSE = "pause"
        KEEP = "keep"

    LIVE = (Status.QUEUED, Status.RUNNING, Status.PAUSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    diagram = models.ForeignKey("diagrams.Diagram", models.CASCADE, related_name="runs")
    revision = models.ForeignKey("diagrams.Revision", models.CASCADE, related_name="+")
    seed = models.BigIntegerField()
    until_seconds = models.FloatField()
    speed = models.FloatField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    # Counts the slices that were committed and the takeovers; a write of an older slice is refused by it.
    epoch = models.BigIntegerField(default=0)
    time = models.FloatField(default=0.0)
    sequence = models.BigIntegerField(default=0)
    log = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    results = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    # What it branched off: up to parent_time, both have the same log.
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="branches")
    parent_time = models.FloatField(null=True)
    unwatched = models.CharField(max_length=5, choices=Unwatched.choices, default=Unwatched.PAUSE)
    # Of who started it, keyed and shortened: counts against a quota, tells nobody who it was.
    address = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["diagram", "-created_at"], name="runs_of_diagram"),
            models.Index(fields=["status", "updated_at"], name="runs_by_status"),
            models.Index(fields=["address", "status"], name="runs_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


class RunChunk(models.Model):
    """Frames `first` to `last` of a run: zlib-compressed JSON, one frame a line."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="chunks")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    # Simulated seconds of these two frames; none in chunks from before they were noted.
    first_time = models.FloatField(null=True)
    last_time = models.FloatField(null=True)
    frames = models.BinaryField()

    class Meta:
        ordering = ["first"]
        # A slice that is done again after a takeover cuts the same frames into the same chunks: the second is ignored.
        constraints = [models.UniqueConstraint(fields=["run", "first"], name="runs_chunk_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.first}–{self.last}"


class RunCheckpoint(models.Model):
    """A simulation as it was after one of a run's slices: what is asked about its past starts from the nearest one.

    Derived like everything else, so that it may be thrown away: apps.runs.execution.checkpoints thins them out.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="checkpoints")
    sequence = models.BigIntegerField()
    time = models.FloatField()
    events = models.BigIntegerField()
    # Commands of the run's log that it has obeyed.
    obeyed = models.PositiveIntegerField()
    # The id that the next request or event gets: a message with a lower one began before.
    next_id = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["run", "sequence"], name="runs_checkpoint_once")]

    def __str__(self) -> str:
        return f"{self.run_id} at {self.time}"
