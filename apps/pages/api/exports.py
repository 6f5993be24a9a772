from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from apps import exchange
from apps.accounts.actors import actor_of_request
from apps.accounts.api.throttling import Renderings
from apps.diagrams import services
from apps.diagrams.api.base import DiagramsView, WhatTheAddressSays
from apps.diagrams.api.bodies import query
from apps.diagrams.api.shapes import Refusal
from apps.diagrams.api.views import ABSENT, SHARE
from apps.exchange import FORMATS
from apps.pages.api import shapes
from apps.schema import Document

# What a file holds, where it is not a picture or text.
CONTENT = {"application/json": Document, "application/yaml": OpenApiTypes.OBJECT}


class CannotRender(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


class TooLarge(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


class Export(DiagramsView):
    content_negotiation_class = WhatTheAddressSays
    throttle_classes = [AnonRateThrottle, UserRateThrottle, Renderings]

    @extend_schema(
        operation_id="exportDiagram",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(FORMATS)),
            OpenApiParameter("theme", str, enum=["light", "dark"], description="Of a picture; light if left out."),
            SHARE,
        ],
        responses={
            **{(200, one.media_type): CONTENT.get(one.media_type, OpenApiTypes.BINARY) for one in FORMATS.values()},
            422: Refusal,
            503: Refusal,
            **ABSENT,
        },
    )
    def get(self, request: Request, diagram: UUID, name: str) -> HttpResponse:
        """The diagram's current revision as a file to keep."""
        wanted = query(request, shapes.ExportQuery)
        document = services.readable_document(actor_of_request(request), diagram, wanted.share).document
        try:
            exported = exchange.export(document, name, wanted.theme)
        except exchange.UnknownFormat as error:
            raise NotFound(f"There is {error}.") from error
        except exchange.TooLargeToDraw as error:
            raise TooLarge(str(error)) from error
        except exchange.RenderingFailed as error:
            raise CannotRender(str(error)) from error
        disposition = content_disposition_header(as_attachment=True, filename=exported.filename)
        return HttpResponse(
            exported.content,
            content_type=exported.media_type,
            headers={"Content-Disposition": disposition, "Cache-Control": "private, no-store"},
        )
