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
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["diagram", "-created_at"], name="runs_of_diagram"),
            models.Index(fields=["status", "updated_at"], name="runs_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


class RunChunk(models.Model):
    """Frames `first` to `last` of a run: zlib-compressed JSON, one frame a line."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="chunks")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    frames = models.BinaryField()

    class Meta:
        ordering = ["first"]
        # A slice that is done again after a takeover cuts the same frames into the same chunks: the second is ignored.
        constraints = [models.UniqueConstraint(fields=["run", "first"], name="runs_chunk_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.first}–{self.last}"
