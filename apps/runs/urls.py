from django.urls import path

from apps.runs.api.past import Branches, Compare, Index, MessageHistory, Messages, NodeMessages
from apps.runs.api.views import OwnRuns, RunDetail, RunFrames, RunList

urlpatterns = [
    path("runs/", RunList.as_view(), name="runs"),
    path("runs/own/", OwnRuns.as_view(), name="own-runs"),
    path("runs/<uuid:run>/", RunDetail.as_view(), name="run"),
    path("runs/<uuid:run>/frames/", RunFrames.as_view(), name="run-frames"),
    path("runs/<uuid:run>/index/", Index.as_view(), name="run-index"),
    path("runs/<uuid:run>/branches/", Branches.as_view(), name="run-branches"),
    path("runs/<uuid:run>/compare/<uuid:other>/", Compare.as_view(), name="run-compare"),
    path("runs/<uuid:run>/messages/", Messages.as_view(), name="run-messages"),
    path("runs/<uuid:run>/messages/<int:message>/", MessageHistory.as_view(), name="run-message"),
    path("runs/<uuid:run>/nodes/<str:node>/messages/", NodeMessages.as_view(), name="run-node-messages"),
]
