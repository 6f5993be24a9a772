"""What diagrams hand to other apps and to the API: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from apps.schema import Document

Access = Literal["edit", "read"]


@dataclass(frozen=True)
class DiagramValue:
    """A diagram at its current revision, as somebody may see it."""

    id: UUID
    title: str
    revision: int
    revision_id: int
    updated_at: datetime
    document: Document
    access: Access


@dataclass(frozen=True)
class DiagramSummary:
    id: UUID
    title: str
    revision: int
    updated_at: datetime
    node_count: int
    edge_count: int
    kinds: list[str]


@dataclass(frozen=True)
class RevisionSummary:
    revision: int
    created_at: datetime
    reason: str
    node_count: int
    edge_count: int


@dataclass(frozen=True)
class RevisionValue:
    revision_id: int
    diagram_id: UUID
    revision: int
    created_at: datetime
    reason: str
    document: Document


@dataclass(frozen=True)
class ShareLinkValue:
    id: UUID
    created_at: datetime
    expires_at: datetime | None
    revoked: bool


@dataclass(frozen=True)
class NewShareLink:
    """The only time that a token is known in clear."""

    id: UUID
    token: str
    created_at: datetime
    expires_at: datetime | None
