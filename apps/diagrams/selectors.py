"""Reading diagrams: rows in, frozen values out."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.accounts.actors import Actor, can_edit
from apps.accounts.tokens import token_digest
from apps.diagrams.errors import DiagramNotFound, ShareLinkNotFound
from apps.diagrams.models import Diagram, Revision, ShareLink
from apps.diagrams.values import (
    Access,
    DiagramSummary,
    DiagramValue,
    RevisionSummary,
    RevisionValue,
    ShareLinkValue,
)
from apps.schema import read_document

REVISIONS_LISTED = 200


def own_diagrams(actor: Actor, *, search: str = "", kind: str = "") -> list[DiagramSummary]:
    """Newest first. `search` looks into titles and event types, `kind` for a kind of node."""
    found = Diagram.objects.owned_by(actor).prefetch_related("used_kinds")
    if search:
        by_event_type = Diagram.objects.filter(used_event_types__name__icontains=search)
        found = found.filter(Q(title__icontains=search) | Q(pk__in=by_event_type.values("pk")))
    if kind:
        found = found.filter(used_kinds__kind=kind)
    return [
        DiagramSummary(
            row.id,
            row.title,
            row.revision,
            row.updated_at,
            row.node_count,
            row.edge_count,
            [used.kind for used in row.used_kinds.all()],
        )
        for row in found
    ]


def readable_document(actor: Actor, diagram_id: UUID, share_token: str | None = None) -> DiagramValue:
    """The current revision, for its owner or for who holds a share link to it. Raises DiagramNotFound."""
    revision = _current().filter(diagram_id=diagram_id).first()
    if revision is None:
        raise DiagramNotFound
    return _value(revision, _access(actor, revision.diagram, share_token))


def access_to(actor: Actor, diagram_id: UUID, share_token: str | None = None) -> Access:
    """What somebody may do, without reading the document. Raises DiagramNotFound."""
    diagram = Diagram.objects.filter(pk=diagram_id).first()
    if diagram is None:
        raise DiagramNotFound
    return _access(actor, diagram, share_token)


def shared_diagram(share_token: str) -> DiagramValue:
    """Raises ShareLinkNotFound."""
    link = _valid_links().filter(digest=token_digest(share_token)).first()
    revision = _current().filter(diagram_id=link.diagram_id).first() if link else None
    if revision is None:
        raise ShareLinkNotFound
    return _value(revision, "read")


def revisions_of(actor: Actor, diagram_id: UUID, before: int | None = None) -> list[RevisionSummary]:
    """The newest REVISIONS_LISTED of them, or of those before a number. Raises DiagramNotFound."""
    access_to(actor, diagram_id)
    rows = Revision.objects.filter(diagram_id=diagram_id).defer("document")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [
        RevisionSummary(row.number, row.created_at, row.reason, row.node_count, row.edge_count)
        for row in rows[:REVISIONS_LISTED]
    ]


def revision_numbered(actor: Actor, diagram_id: UUID, number: int, share_token: str | None = None) -> RevisionValue:
    """Raises DiagramNotFound."""
    access_to(actor, diagram_id, share_token)
    row = Revision.objects.filter(diagram_id=diagram_id, number=number).first()
    if row is None:
        raise DiagramNotFound
    return _revision_value(row)


def revision_document(revision_id: int) -> RevisionValue:
    """By its key, for those who have checked the access already. Raises DiagramNotFound."""
    row = Revision.objects.filter(pk=revision_id).first()
    if row is None:
        raise DiagramNotFound
    return _revision_value(row)


def share_links_of(actor: Actor, diagram_id: UUID) -> list[ShareLinkValue]:
    """Raises DiagramNotFound."""
    access_to(actor, diagram_id)
    return [
        ShareLinkValue(row.id, row.created_at, row.expires_at, row.revoked_at is not None)
        for row in ShareLink.objects.filter(diagram_id=diagram_id)
    ]


def _current() -> QuerySet[Revision]:
    return Revision.objects.select_related("diagram").filter(number=F("diagram__revision"))


def _valid_links() -> QuerySet[ShareLink]:
    unexpired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return ShareLink.objects.filter(unexpired, revoked_at=None)


def _access(actor: Actor, diagram: Diagram, share_token: str | None) -> Access:
    if can_edit(actor, diagram.owner):
        return "edit"
    if share_token and _valid_links().filter(diagram=diagram, digest=token_digest(share_token)).exists():
        return "read"
    raise DiagramNotFound


def _value(revision: Revision, access: Access) -> DiagramValue:
    diagram = revision.diagram
    document = read_document(revision.document)  # Upgrades what an older version has saved.
    return DiagramValue(diagram.id, diagram.title, revision.number, revision.pk, diagram.updated_at, document, access)


def _revision_value(row: Revision) -> RevisionValue:
    document = read_document(row.document)
    return RevisionValue(row.pk, row.diagram_id, row.number, row.created_at, row.reason, document)
