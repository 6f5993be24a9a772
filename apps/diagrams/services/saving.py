"""Writing diagrams: every save is a new revision, and what lists show of it is written in the same transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.actors import Actor
from apps.diagrams.errors import DiagramNotFound, LimitReached, StaleBase
from apps.diagrams.fields import document_bytes, document_digest
from apps.diagrams.models import Diagram, Revision, UsedEventType, UsedKind
from apps.diagrams.selectors import readable_document
from apps.diagrams.values import DiagramValue
from apps.schema import Document, DocumentInvalid, Problem, dump_document
from apps.schema.document import MAX_BYTES

MAX_DIAGRAMS = 500
"""Of one owner."""


def create_diagram(actor: Actor, document: Document, reason: str) -> DiagramValue:
    """Raises LimitReached, and DocumentInvalid for a document that would be too large to import again."""
    raw = _storable(document)
    now = timezone.now()
    with transaction.atomic():
        if Diagram.objects.owned_by(actor).count() >= MAX_DIAGRAMS:
            raise LimitReached(f"You have {MAX_DIAGRAMS} diagrams; delete one before you make another.")
        diagram = Diagram.objects.create(
            user_id=actor.as_owner.user_id,
            session_key=actor.as_owner.session_key,
            created_at=now,
            updated_at=now,
            **_listed(document),
        )
        revision = _add_revision(actor, diagram.pk, 1, None, document, raw, reason, now)
        _index(diagram.pk, document)
    return DiagramValue(diagram.pk, diagram.title, 1, revision.pk, now, document, "edit")


def save_diagram(actor: Actor, diagram_id: UUID, document: Document, base: int, reason: str = "saved") -> DiagramValue:
    """The document as the revision after `base`. A document equal to the current one makes no revision, whatever its
    base: so a save whose answer got lost can be sent again. Raises DiagramNotFound, StaleBase, DocumentInvalid."""
    raw = _storable(document)
    now = timezone.now()
    with transaction.atomic():
        current = _current_of(actor, diagram_id)
        if current.digest == document_digest(raw):
            return readable_document(actor, diagram_id)
        # The comparison and the step forward are one statement: of two saves on the same base one finds no row.
        stepped = (
            Diagram.objects.owned_by(actor)
            .filter(pk=diagram_id, revision=base)
            .update(revision=base + 1, updated_at=now, **_listed(document))
        )
        if stepped:
            parent = Revision.objects.only("pk").get(diagram_id=diagram_id, number=base)
            revision = _add_revision(actor, diagram_id, base + 1, parent.pk, document, raw, reason, now)
            _index(diagram_id, document)
    if not stepped:
        raise StaleBase(readable_document(actor, diagram_id))
    return DiagramValue(diagram_id, _title(document), base + 1, revision.pk, now, document, "edit")


def delete_diagram(actor: Actor, diagram_id: UUID) -> None:
    """With its revisions, links and runs. Raises DiagramNotFound."""
    deleted, _ = Diagram.objects.owned_by(actor).filter(pk=diagram_id).delete()
    if not deleted:
        raise DiagramNotFound


def _current_of(actor: Actor, diagram_id: UUID) -> Revision:
    diagram = Diagram.objects.owned_by(actor).filter(pk=diagram_id).first()
    if diagram is None:
        raise DiagramNotFound
    return Revision.objects.defer("document").get(diagram=diagram, number=diagram.revision)


def _storable(document: Document) -> dict[str, Any]:
    raw = dump_document(document)
    size = document_bytes(raw)  # Defaults that the sender left out count too.
    if size > MAX_BYTES:
        raise DocumentInvalid([Problem("", f"has {size:,} bytes", f"at most {MAX_BYTES:,} bytes")])
    return raw


def _listed(document: Document) -> dict[str, Any]:
    return {"title": _title(document), "node_count": len(document.nodes), "edge_count": len(document.edges)}


def _title(document: Document) -> str:
    return document.title.replace("\0", "�")  # PostgreSQL has no U+0000 in text.


def _add_revision(
    actor: Actor,
    diagram_id: UUID,
    number: int,
    parent_id: int | None,
    document: Document,
    raw: dict[str, Any],
    reason: str,
    now: datetime,
) -> Revision:
    return Revision.objects.create(
        diagram_id=diagram_id,
        number=number,
        parent_id=parent_id,
        document=raw,
        digest=document_digest(raw),
        node_count=len(document.nodes),
        edge_count=len(document.edges),
        reason=reason,
        created_at=now,
        author_id=actor.as_owner.user_id,
        author_session=actor.as_owner.session_key,
    )


def _index(diagram_id: UUID, document: Document) -> None:
    UsedKind.objects.filter(diagram_id=diagram_id).delete()
    UsedEventType.objects.filter(diagram_id=diagram_id).delete()
    UsedKind.objects.bulk_create(
        UsedKind(diagram_id=diagram_id, kind=kind) for kind in sorted({node.kind for node in document.nodes.values()})
    )
    UsedEventType.objects.bulk_create(
        UsedEventType(diagram_id=diagram_id, identifier=identifier, name=event.name.replace("\0", "�"), kind=event.kind)
        for identifier, event in document.event_types.items()
    )
