from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import actor_of_request
from apps.diagrams import services
from apps.diagrams.api import shapes
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.bodies import query
from apps.diagrams.api.views import ABSENT, SHARE


class RevisionList(DiagramsView):
    @extend_schema(
        operation_id="listRevisions",
        parameters=[OpenApiParameter("before", int, description="Only those with a smaller number.")],
        responses={200: shapes.ListedRevisions, 400: shapes.Problems, **ABSENT},
    )
    def get(self, request: Request, diagram: UUID) -> Response:
        """The newest first, 200 at a time."""
        before = query(request, shapes.RevisionsQuery).before
        return answer(shapes.ListedRevisions, services.revisions_of(actor_of_request(request), diagram, before))


class RevisionDetail(DiagramsView):
    @extend_schema(operation_id="readRevision", parameters=[SHARE], responses={200: shapes.RevisionDocument, **ABSENT})
    def get(self, request: Request, diagram: UUID, number: int) -> Response:
        """The document as it was then."""
        token = query(request, shapes.ShareQuery).share
        found = services.revision_numbered(actor_of_request(request), diagram, number, token)
        return answer(shapes.RevisionDocument, found)
