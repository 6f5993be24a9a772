"""What every view on diagrams shares: strict bodies, and 404 for what is not there or not the asker's."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.diagrams.api.bodies import BodyInvalid, StrictJSONParser
from apps.diagrams.errors import DiagramNotFound, LimitReached, ShareLinkNotFound
from apps.schema import DocumentInvalid


class Refused(APIException):
    status_code = status.HTTP_403_FORBIDDEN


class WhatTheAddressSays(BaseContentNegotiation):
    """The format is part of the address; what else a browser would accept for a download does not matter."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class DiagramsView(APIView):
    parser_classes = [StrictJSONParser]

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(_for_the_api(exc))


def _for_the_api(exc: Exception) -> Exception:
    match exc:
        case DiagramNotFound():
            return NotFound("There is no such diagram.")
        case ShareLinkNotFound():
            return NotFound("There is no such share link.")
        case DocumentInvalid():
            return BodyInvalid(exc.problems)
        case LimitReached():
            return Refused(str(exc))
    return exc


def answer(shape: type[BaseModel], value: Any, status_code: int = status.HTTP_200_OK) -> Response:
    """A value, or a list of them, in the shape that the API's description promises."""
    filled = shape.model_validate(value, from_attributes=True)
    return Response(filled.model_dump(mode="json", by_alias=True), status=status_code)
