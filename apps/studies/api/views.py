import csv
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from apps.accounts.actors import actor_of_request
from apps.accounts.api.throttling import Studies
from apps.diagrams.api.base import DiagramsView, WhatTheAddressSays, answer
from apps.diagrams.api.bodies import BodyInvalid, body, query
from apps.diagrams.api.shapes import Refusal, ShareQuery
from apps.diagrams.api.views import ABSENT, INVALID, SHARE
from apps.studies import services
from apps.studies.api import shapes
from apps.studies.errors import SpecInvalid, StudyNotFound, StudyRefused


class NotNow(APIException):
    status_code = status.HTTP_403_FORBIDDEN


class StudiesView(DiagramsView):
    def handle_exception(self, exc: Exception) -> Response:
        match exc:
            case StudyNotFound():
                exc = NotFound("There is no such study.")
            case StudyRefused():
                exc = NotNow(str(exc))
            case SpecInvalid():
                exc = BodyInvalid(exc.problems)
        return super().handle_exception(exc)


class StudyList(StudiesView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), Studies()]

    @extend_schema(
        operation_id="listStudies",
        parameters=[SHARE],
        responses={200: shapes.Studies, 400: INVALID[400], **ABSENT},
    )
    def get(self, request: Request, diagram: UUID) -> Response:
        """The diagram's studies without their results, the newest first, 50 at most."""
        share = query(request, ShareQuery).share
        return answer(shapes.Studies, services.studies_of(actor_of_request(request), diagram, share))

    @extend_schema(
        operation_id="startStudy",
        request=shapes.NewStudy,
        responses={201: shapes.StudyInfo, **INVALID, **ABSENT, 403: Refusal},
    )
    def post(self, request: Request, diagram: UUID) -> Response:
        """Runs the diagram's current revision many times, on all workers. Ask for it again to see how far it is."""
        wanted = body(request, shapes.NewStudy).root
        address = self.get_throttles()[0].get_ident(request)
        started = services.start(actor_of_request(request), diagram, wanted, address)
        return answer(shapes.StudyInfo, started, status.HTTP_201_CREATED)


class StudyDetail(StudiesView):
    @extend_schema(operation_id="readStudy", parameters=[SHARE], responses={200: shapes.StudyInfo, **ABSENT})
    def get(self, request: Request, study: UUID) -> Response:
        """How far a study is, and what is known so far."""
        share = query(request, ShareQuery).share
        return answer(shapes.StudyInfo, services.read(actor_of_request(request), study, share))


class StudyCancelling(StudiesView):
    @extend_schema(operation_id="cancelStudy", request=None, responses={200: shapes.StudyInfo, **ABSENT, 403: Refusal})
    def post(self, request: Request, study: UUID) -> Response:
        """Ends a study within about a second; what is known by then stays."""
        return answer(shapes.StudyInfo, services.cancel(actor_of_request(request), study))


class StudyTable(StudiesView):
    content_negotiation_class = WhatTheAddressSays

    @extend_schema(
        operation_id="downloadStudy",
        parameters=[SHARE],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR), **ABSENT},
    )
    def get(self, request: Request, study: UUID) -> HttpResponse:
        """What is known so far as a table: one row for each metric, point or step."""
        share = query(request, ShareQuery).share
        found = services.table(actor_of_request(request), study, share)
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="study-{study}.csv"'
        writer = csv.writer(response)
        if found.heads:
            writer.writerow(found.heads)
        writer.writerows(found.rows)
        return response
