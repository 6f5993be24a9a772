"""Bodies and answers of the diagrams' part of the API; camelCase on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, PlainValidator, RootModel

from apps.diagrams.values import Access
from apps.schema import Document, read_document
from apps.schema.base import Model

# Upgrades and cross-checks belong to reading a document; Pydantic alone would do neither.
CheckedDocument = Annotated[Document, PlainValidator(read_document, json_schema_input_type=Document)]
RevisionNumber = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]


class NewDiagram(Model):
    """A document, or the name of a template, or neither for an empty diagram."""

    document: CheckedDocument | None = None
    template: Annotated[str, Field(max_length=120)] | None = None


class DiagramEdit(Model):
    document: CheckedDocument
    revision: RevisionNumber
    """The revision that the edit is based on."""


class DocumentToCheck(Model):
    document: CheckedDocument


class NewLink(Model):
    expires_in_days: Annotated[int, Field(ge=1, le=3650, strict=True)] | None = None


class Query(Model):
    model_config = ConfigDict(extra="ignore")


class DiagramsQuery(Query):
    search: Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")] = ""
    kind: Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")] = ""


class RevisionsQuery(Query):
    before: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class ShareQuery(Query):
    share: Annotated[str, Field(max_length=200)] | None = None


class Diagram(Model):
    id: UUID
    title: str
    revision: int
    updated_at: datetime
    document: Document
    access: Access


class ListedDiagram(Model):
    id: UUID
    title: str
    revision: int
    updated_at: datetime
    node_count: int
    edge_count: int
    kinds: list[str]


class ListedDiagrams(RootModel[list[ListedDiagram]]):
    pass


class ListedRevision(Model):
    revision: int
    created_at: datetime
    reason: str
    node_count: int
    edge_count: int


class ListedRevisions(RootModel[list[ListedRevision]]):
    pass


class RevisionDocument(Model):
    revision: int
    created_at: datetime
    reason: str
    document: Document


class ShareLink(Model):
    id: UUID
    created_at: datetime
    expires_at: datetime | None
    revoked: bool


class ShareLinks(RootModel[list[ShareLink]]):
    pass


class CreatedShareLink(Model):
    """The token is shown this one time."""

    id: UUID
    token: str
    url: str
    created_at: datetime
    expires_at: datetime | None


class Conflict(Model):
    """Somebody saved since: what the diagram is now."""

    detail: str
    revision: int
    updated_at: datetime
    document: Document


class Refusal(Model):
    detail: str


class DocumentProblem(Model):
    path: str
    problem: str
    allowed: str | None


class Problems(Model):
    problems: list[DocumentProblem]
