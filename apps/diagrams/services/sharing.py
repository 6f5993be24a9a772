from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.actors import Actor
from apps.accounts.tokens import new_token, token_digest
from apps.diagrams.errors import DiagramNotFound, LimitReached, ShareLinkNotFound
from apps.diagrams.models import Diagram, ShareLink
from apps.diagrams.values import NewShareLink

MAX_SHARE_LINKS = 100
"""That work at the same time, of one diagram."""


def create_share_link(actor: Actor, diagram_id: UUID, expires_in_days: int | None = None) -> NewShareLink:
    """A link to read the diagram and its runs. Raises DiagramNotFound, LimitReached."""
    token, now = new_token(), timezone.now()
    with transaction.atomic():
        diagram = Diagram.objects.owned_by(actor).filter(pk=diagram_id).first()
        if diagram is None:
            raise DiagramNotFound
        if diagram.share_links.filter(revoked_at=None).count() >= MAX_SHARE_LINKS:
            raise LimitReached(f"This diagram has {MAX_SHARE_LINKS} links; revoke one before you make another.")
        link = ShareLink.objects.create(
            diagram=diagram,
            digest=token_digest(token),
            created_at=now,
            expires_at=None if expires_in_days is None else now + timedelta(days=expires_in_days),
        )
    return NewShareLink(link.pk, token, now, link.expires_at)


def revoke_share_link(actor: Actor, link_id: UUID) -> None:
    """From now on the link answers as if it had never been. Raises ShareLinkNotFound."""
    own = Diagram.objects.owned_by(actor)
    if not ShareLink.objects.filter(pk=link_id, diagram__in=own).exists():
        raise ShareLinkNotFound
    ShareLink.objects.filter(pk=link_id, revoked_at=None).update(revoked_at=timezone.now())
