from django.urls import path

from apps.studies.api.experiments import ChaosToolkitExport, ExperimentReading, StudyMarkdown, StudyPage
from apps.studies.api.views import StudyCancelling, StudyDetail, StudyList, StudyTable

urlpatterns = [
    path("diagrams/<uuid:diagram>/studies/", StudyList.as_view(), name="studies"),
    path("studies/<uuid:study>/", StudyDetail.as_view(), name="study"),
    path("studies/<uuid:study>.csv", StudyTable.as_view(), name="study-table"),
    path("studies/<uuid:study>/report.html", StudyPage.as_view(), name="study-page"),
    path("studies/<uuid:study>/report.md", StudyMarkdown.as_view(), name="study-markdown"),
    path("diagrams/<uuid:diagram>/experiments/read/", ExperimentReading.as_view(), name="read-experiment"),
    path(
        "diagrams/<uuid:diagram>/experiments/<str:experiment>/chaos-toolkit.json",
        ChaosToolkitExport.as_view(),
        name="chaos-toolkit",
    ),
    path("studies/<uuid:study>/cancel/", StudyCancelling.as_view(), name="cancel-study"),
]
