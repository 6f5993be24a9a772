from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps import patterns
from apps.diagrams.api.base import DiagramsView, answer
from apps.diagrams.api.views import ABSENT
from apps.pages.api import shapes
from apps.schema import Document
from apps.schema.document import Story


def template_documents() -> dict[str, Document]:
    return {name: template.document for name, template in patterns.templates().items()}


class TemplateList(DiagramsView):
    @extend_schema(operation_id="listTemplates", responses={200: shapes.ListedTemplates})
    def get(self, request: Request) -> Response:
        return answer(shapes.ListedTemplates, [_listed(one) for one in patterns.templates().values()])


class TemplateDetail(DiagramsView):
    @extend_schema(operation_id="readTemplate", responses={200: shapes.Template, **ABSENT})
    def get(self, request: Request, name: str) -> Response:
        template = patterns.templates().get(name)
        if template is None:
            raise NotFound("There is no such template.")
        return answer(shapes.Template, {**_listed(template), "document": template.document})


def _listed(template: patterns.Template) -> dict[str, Any]:
    document = template.document
    return {
        "name": template.name,
        "title": template.title,
        "summary": template.summary,
        "pattern": template.pattern,
        "group": template.group,
        "story": document.story or Story(),
        "node_kinds": sorted({node.kind for node in document.nodes.values()}),
    }
