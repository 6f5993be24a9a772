from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from pydantic import RootModel
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actors import actor_of_request
from apps.diagrams.api.base import WhatTheAddressSays, answer
from apps.diagrams.api.bodies import body, query
from apps.diagrams.api.shapes import ShareQuery
from apps.diagrams.api.views import ABSENT, INVALID, SHARE
from apps.exchange.registry import file_stem
from apps.schema.experiments import Experiment
from apps.studies import services
from apps.studies.api.views import StudiesView


class ForeignExperiment(RootModel[dict[str, Any]]):
    """An experiment of the Chaos Toolkit, or one of Breakwater's own form."""


class StudyReport(StudiesView):
    content_negotiation_class = WhatTheAddressSays
    suffix: services.ReportFormat = "html"

    def report(self, request: Request, study: UUID) -> tuple[str, str]:
        share = query(request, ShareQuery).share
        return services.report(actor_of_request(request), study, self.suffix, share)


class StudyPage(StudyReport):
    @extend_schema(
        operation_id="readStudyReport",
        parameters=[SHARE],
        responses={(200, "text/html"): OpenApiResponse(OpenApiTypes.STR), **ABSENT},
    )
    def get(self, request: Request, study: UUID) -> HttpResponse:
        """The report of an experiment as a page that needs nothing else; the diagram's share link opens it too."""
        _, page = self.report(request, study)
        return HttpResponse(
            page, content_type="text/html; charset=utf-8", headers={"Cache-Control": "private, no-cache"}
        )


class StudyMarkdown(StudyReport):
    suffix = "md"

    @extend_schema(
        operation_id="downloadStudyReport",
        parameters=[SHARE],
        responses={(200, "text/markdown"): OpenApiResponse(OpenApiTypes.STR), **ABSENT},
    )
    def get(self, request: Request, study: UUID) -> HttpResponse:
        """The same as Markdown."""
        name, text = self.report(request, study)
        disposition = content_disposition_header(as_attachment=True, filename=f"{file_stem(name)}.md")
        headers = {"Content-Disposition": disposition or "attachment", "Cache-Control": "private, no-cache"}
        return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


class ChaosToolkitExport(StudiesView):
    @extend_schema(
        operation_id="exportExperiment",
        parameters=[OpenApiParameter("experiment", str, OpenApiParameter.PATH), SHARE],
        responses={200: OpenApiTypes.OBJECT, **ABSENT},
    )
    def get(self, request: Request, diagram: UUID, experiment: str) -> Response:
        """One of the diagram's experiments as the Chaos Toolkit has them."""
        share = query(request, ShareQuery).share
        found = services.to_chaos_toolkit(actor_of_request(request), diagram, experiment, share)
        if found is None:
            raise NotFound("The diagram has no such experiment.")
        name, values = found
        disposition = content_disposition_header(as_attachment=True, filename=f"{file_stem(name)}.chaos.json")
        return Response(values, headers={"Content-Disposition": disposition or "attachment"})


class ExperimentReading(StudiesView):
    @extend_schema(
        operation_id="readExperiment",
        request=ForeignExperiment,
        responses={200: Experiment, **INVALID, **ABSENT},
    )
    def post(self, request: Request, diagram: UUID) -> Response:
        """A Chaos Toolkit experiment as one of ours, fit for this diagram; nothing is saved. What is not understood is
        refused, each thing with its reason."""
        raw = body(request, ForeignExperiment).root
        return answer(Experiment, services.from_json(actor_of_request(request), diagram, raw))
