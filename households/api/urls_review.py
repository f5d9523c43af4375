"""API addresses of the review."""

from django.urls import path

from households.api import views_exports as exports
from households.api import views_quick_checks as quick_checks
from households.api import views_review as forms
from households.api import views_rounds as rounds

urlpatterns = [
    path("assessments/", forms.AssessmentList.as_view(), name="assessment_list"),
    path("assessments/<int:pk>/", forms.AssessmentDetail.as_view(), name="assessment_detail"),
    path(
        "assessments/<int:pk>/differences/",
        forms.AssessmentDifferences.as_view(),
        name="assessment_differences",
    ),
    path(
        "assessments/<int:pk>/submit/", forms.AssessmentSubmit.as_view(), name="assessment_submit"
    ),
    path(
        "assessments/<int:pk>/approve/",
        forms.AssessmentApprove.as_view(),
        name="assessment_approve",
    ),
    path(
        "assessments/<int:pk>/return/", forms.AssessmentReturn.as_view(), name="assessment_return"
    ),
    path(
        "assessments/<int:pk>/discard/",
        forms.AssessmentDiscard.as_view(),
        name="assessment_discard",
    ),
    path("quick-checks/", quick_checks.QuickCheckList.as_view(), name="quick_check_list"),
    path("poverty-records/", forms.PovertyRecordList.as_view(), name="poverty_record_list"),
    path(
        "poverty-records/export/",
        exports.PovertyRecordExport.as_view(),
        name="poverty_record_export",
    ),
    path("rounds/", rounds.RoundList.as_view(), name="round_list"),
    path("rounds/<int:pk>/", rounds.RoundDetail.as_view(), name="round_detail"),
    path("rounds/<int:pk>/close/", rounds.RoundClose.as_view(), name="round_close"),
    path("standards/", rounds.StandardList.as_view(), name="standard_list"),
    path("standards/<int:pk>/", rounds.StandardDetail.as_view(), name="standard_detail"),
]
