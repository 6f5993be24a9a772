from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.diagrams import services as diagrams
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.views import ABSENT
from apps.pages.api import shapes
from apps.runs import services as runs


class SharedDiagram(DiagramsView):
    @extend_schema(operation_id="readShared", responses={200: shapes.Shared, **ABSENT})
    def get(self, request: Request, token: str) -> Response:
        """What a share link shows: the diagram as it is now, and its newest run, a live one before one that ended."""
        diagram = diagrams.shared_diagram(token)
        return answer(shapes.Shared, {"diagram": diagram, "run": runs.newest_run(diagram.id)})
