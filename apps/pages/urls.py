from django.urls import path, re_path

from apps.diagrams.api.views import DiagramList
from apps.pages import views
from apps.pages.api.advice import Advice
from apps.pages.api.exports import Export
from apps.pages.api.shared import SharedDiagram
from apps.pages.api.templates import TemplateDetail, TemplateList, template_documents
from apps.pages.health import healthz

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("d/<uuid:diagram>", views.editor, name="editor"),
    path("s/<str:token>", views.shared, name="shared"),
    path("runs", views.runs, name="runs-page"),
    path("compare/<uuid:run>/<uuid:other>", views.compare, name="compare-page"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    # Here, because it makes diagrams from templates, which diagrams know nothing of.
    path("api/diagrams/", DiagramList.as_view(templates=template_documents), name="diagrams"),
    path("api/diagrams/<uuid:diagram>/export/<str:name>/", Export.as_view(), name="export"),
    path("api/advice/", Advice.as_view(), name="advice"),
    path("api/shared/<str:token>/", SharedDiagram.as_view(), name="shared-diagram"),
    path("api/templates/", TemplateList.as_view(), name="templates"),
    path("api/templates/<str:name>/", TemplateDetail.as_view(), name="template"),
    re_path(r"^api(/[\s\S]*)?\Z", views.no_such_api),  # A line break in an address is no reason for a page either.
]
