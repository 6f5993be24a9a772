from collections.abc import Callable, Mapping
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import actor_of_request, writing_actor
from apps.diagrams import services
from apps.diagrams.api import shapes
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.bodies import BodyInvalid, body, query
from apps.diagrams.errors import StaleBase
from apps.schema import Document, Problem

SHARE = OpenApiParameter("share", str, description="A share link's token, to read without owning.")
INVALID = {400: shapes.Problems, 413: shapes.Refusal, 415: shapes.Refusal}
ABSENT = {404: shapes.Refusal}


class DiagramList(DiagramsView):
    # Given by the urls of an app that may know templates.
    templates: Callable[[], Mapping[str, Document]] = dict

    @extend_schema(
        operation_id="listDiagrams",
        parameters=[
            OpenApiParameter("search", str, description="In titles and names of event types."),
            OpenApiParameter("kind", str, description="Only diagrams with a node of this kind."),
        ],
        responses={200: shapes.ListedDiagrams, 400: shapes.Problems},
    )
    def get(self, request: Request) -> Response:
        """Your own diagrams, the last changed first."""
        wanted = query(request, shapes.DiagramsQuery)
        found = services.own_diagrams(actor_of_request(request), search=wanted.search, kind=wanted.kind)
        return answer(shapes.ListedDiagrams, found)

    @extend_schema(
        operation_id="createDiagram",
        request=shapes.NewDiagram,
        responses={201: shapes.Diagram, **INVALID, 403: shapes.Refusal},
    )
    def post(self, request: Request) -> Response:
        """A new diagram of yours: from a document, from a template, or empty."""
        document, reason = self._first_document(body(request, shapes.NewDiagram))
        created = services.create_diagram(writing_actor(request), document, reason)
        return answer(shapes.Diagram, created, status.HTTP_201_CREATED)

    def _first_document(self, wanted: shapes.NewDiagram) -> tuple[Document, str]:
        if wanted.template is None:
            return (wanted.document, "imported") if wanted.document else (Document(), "created")
        if wanted.document:
            raise BodyInvalid([Problem("template", "stands beside a document", "one of the two")])
        templates = self.templates()
        if wanted.template not in templates:
            raise BodyInvalid([Problem("template", "is not a known name", ", ".join(sorted(templates)))])
        return templates[wanted.template], f"from the template {wanted.template}"


class DiagramDetail(DiagramsView):
    @extend_schema(operation_id="readDiagram", parameters=[SHARE], responses={200: shapes.Diagram, **ABSENT})
    def get(self, request: Request, diagram: UUID) -> Response:
        token = query(request, shapes.ShareQuery).share
        found = services.readable_document(actor_of_request(request), diagram, token)
        return answer(shapes.Diagram, found)

    @extend_schema(
        operation_id="saveDiagram",
        request=shapes.DiagramEdit,
        responses={200: shapes.Diagram, 409: shapes.Conflict, **INVALID, **ABSENT},
    )
    def put(self, request: Request, diagram: UUID) -> Response:
        """The next revision; 409 when the edit is not based on the current one. An equal document makes none."""
        actor = actor_of_request(request)
        services.access_to(actor, diagram)  # Nobody learns more about a stranger's diagram by what they send.
        edit = body(request, shapes.DiagramEdit)
        try:
            saved = services.save_diagram(actor, diagram, edit.document, edit.revision)
        except StaleBase as conflict:
            now = conflict.current
            return answer(
                shapes.Conflict,
                {
                    "detail": f"Saved elsewhere in the meantime: this is revision {now.revision} now.",
                    "revision": now.revision,
                    "updated_at": now.updated_at,
                    "document": now.document,
                },
                status.HTTP_409_CONFLICT,
            )
        return answer(shapes.Diagram, saved)

    @extend_schema(operation_id="deleteDiagram", responses={204: None, **ABSENT})
    def delete(self, request: Request, diagram: UUID) -> Response:
        """With its revisions, share links and runs."""
        services.delete_diagram(actor_of_request(request), diagram)
        return Response(status=status.HTTP_204_NO_CONTENT)


class DocumentCheck(DiagramsView):
    @extend_schema(
        operation_id="validateDocument",
        request=shapes.DocumentToCheck,
        responses={200: shapes.Problems, **INVALID},
    )
    def post(self, request: Request) -> Response:
        """Whether a document could be saved, and if not, everything that is wrong with it. Stores nothing."""
        body(request, shapes.DocumentToCheck)
        return answer(shapes.Problems, {"problems": []})
