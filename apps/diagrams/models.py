import uuid

from django.conf import settings
from django.db import models

from apps.accounts.models import Owned
from apps.diagrams.fields import DocumentField


class Diagram(Owned):
    """What one owner draws. The document itself is in the revisions; here is what lists show of the current one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)
    node_count = models.PositiveIntegerField(default=0)
    edge_count = models.PositiveIntegerField(default=0)

    class Meta(Owned.Meta):
        ordering = ["-updated_at", "id"]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """A checked document, as it was at one time. Never changed, never deleted before its diagram is."""

    diagram = models.ForeignKey(Diagram, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    document = DocumentField()
    digest = models.CharField(max_length=64)
    node_count = models.PositiveIntegerField()
    edge_count = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_session = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["diagram", "number"], name="diagrams_revision_number")]

    def __str__(self) -> str:
        return f"{self.diagram_id} r{self.number}"


class UsedKind(models.Model):
    """A kind of node that a diagram's current revision has."""

    diagram = models.ForeignKey(Diagram, models.CASCADE, related_name="used_kinds")
    kind = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["diagram", "kind"], name="diagrams_kind_once")]

    def __str__(self) -> str:
        return self.kind


class UsedEventType(models.Model):
    """An event type that a diagram's current revision defines."""

    diagram = models.ForeignKey(Diagram, models.CASCADE, related_name="used_event_types")
    identifier = models.CharField(max_length=64)
    name = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=40)

    class Meta:
        ordering = ["identifier"]
        constraints = [models.UniqueConstraint(fields=["diagram", "identifier"], name="diagrams_event_type_once")]

    def __str__(self) -> str:
        return self.name


class ShareLink(models.Model):
    """Whoever has the token may read the diagram and its runs. Only the token's SHA-256 is kept."""

    class Scope(models.TextChoices):
        READ = "read"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    diagram = models.ForeignKey(Diagram, models.CASCADE, related_name="share_links")
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.scope} link to {self.diagram_id}"
