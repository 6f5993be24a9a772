from typing import Literal

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps import advisor
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.bodies import body
from apps.diagrams.api.shapes import DocumentToCheck
from apps.diagrams.api.views import INVALID
from apps.pages.api import shapes
from apps.schema import Document


class Advice(DiagramsView):
    @extend_schema(
        operation_id="adviseOnDocument",
        request=DocumentToCheck,
        responses={200: shapes.Advice, **INVALID},
    )
    def post(self, request: Request) -> Response:
        """What is likely to hurt in a document, with its numbers and what would help. Stores nothing."""
        document = body(request, DocumentToCheck).document
        return answer(shapes.Advice, {"findings": [_told(document, one) for one in advisor.findings(document)]})


def _told(document: Document, finding: advisor.Finding) -> shapes.Finding:
    area: Literal["nodes", "edges", "eventTypes"]
    area = "nodes" if finding.node in document.nodes else "edges" if finding.node in document.edges else "eventTypes"
    return shapes.Finding(
        rule=finding.rule,
        severity=finding.severity,
        area=area,
        id=finding.node,
        words=finding.words,
        fix=finding.fix,
        changes=[shapes.Change(path=list(one.path), value=one.value) for one in finding.changes],
    )
