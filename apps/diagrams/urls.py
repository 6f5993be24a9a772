from django.urls import path

from apps.diagrams.api.history import RevisionDetail, RevisionList
from apps.diagrams.api.links import ShareLinkDetail, ShareLinkList
from apps.diagrams.api.views import DiagramDetail, DocumentCheck

# The list itself, diagrams/, is in apps.pages.urls: making a diagram from a template needs the templates.
urlpatterns = [
    path("diagrams/validate/", DocumentCheck.as_view(), name="validate-document"),
    path("diagrams/<uuid:diagram>/", DiagramDetail.as_view(), name="diagram"),
    path("diagrams/<uuid:diagram>/revisions/", RevisionList.as_view(), name="revisions"),
    path("diagrams/<uuid:diagram>/revisions/<int:number>/", RevisionDetail.as_view(), name="revision"),
    path("diagrams/<uuid:diagram>/share-links/", ShareLinkList.as_view(), name="share-links"),
    path("share-links/<uuid:link>/", ShareLinkDetail.as_view(), name="share-link"),
]
