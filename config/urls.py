"""Each app has its own urls.py with full paths below its prefix; this file only says the prefixes."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

urlpatterns = [
    path("api/", include("apps.diagrams.urls")),
    path("api/", include("apps.runs.urls")),
    path("api/", include("apps.studies.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("", include("apps.pages.urls")),
]
