from django.urls import path

from apps.runs.api.views import RunDetail, RunFrames, RunList

urlpatterns = [
    path("runs/", RunList.as_view(), name="runs"),
    path("runs/<uuid:run>/", RunDetail.as_view(), name="run"),
    path("runs/<uuid:run>/frames/", RunFrames.as_view(), name="run-frames"),
]
