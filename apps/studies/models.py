import uuid

from django.db import models

from apps.accounts.models import Owned


class Study(Owned):
    """Many runs of one revision that answer one question. (revision, spec) derives everything else here again."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        FINISHED = "finished"
        CANCELLED = "cancelled"
        FAILED = "failed"

    LIVE = (Status.QUEUED, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    diagram = models.ForeignKey("diagrams.Diagram", models.CASCADE, related_name="studies")
    revision = models.ForeignKey("diagrams.Revision", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    spec = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    # Parts that are expected in all, which for a search is a guess until it has ended.
    parts_expected = models.PositiveIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    # Parts below this number have been enqueued.
    parts_queued = models.PositiveIntegerField(default=0)
    # How many parts the result was made from: an older summary never replaces a newer one.
    summarised = models.IntegerField(default=-1)
    result = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    # A keyed digest of the asker's address, for the quota; never the address itself.
    address = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["diagram", "-created_at"], name="studies_of_diagram"),
            models.Index(fields=["status", "updated_at"], name="studies_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.status}"


class StudyPart(models.Model):
    """What one task does: `work` says what, `outcome` is what came of it, as its kind writes both."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    study = models.ForeignKey(Study, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    # Parts are planned in waves: the next is planned from the outcomes of those before it.
    wave = models.PositiveIntegerField()
    work = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    outcome = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    seconds = models.FloatField(default=0.0)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="studies_part_once")]

    def __str__(self) -> str:
        return f"{self.study_id} part {self.number} {self.status}"
