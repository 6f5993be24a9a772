from django.urls import path

from apps.studies.api.views import StudyCancelling, StudyDetail, StudyList, StudyTable

urlpatterns = [
    path("diagrams/<uuid:diagram>/studies/", StudyList.as_view(), name="studies"),
    path("studies/<uuid:study>/", StudyDetail.as_view(), name="study"),
    path("studies/<uuid:study>.csv", StudyTable.as_view(), name="study-table"),
    path("studies/<uuid:study>/cancel/", StudyCancelling.as_view(), name="cancel-study"),
]
