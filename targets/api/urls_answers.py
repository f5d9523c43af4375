"""API of the communes' answers and the district's decisions."""

from django.urls import URLPattern, path

from targets.api import views_answers as views

urlpatterns: list[URLPattern] = [
    path("communes/<int:pk>/target/", views.CommuneLedger.as_view(), name="commune_target"),
    path(
        "communes/<int:pk>/party-reports/",
        views.PartyReportCreate.as_view(),
        name="party_report_create",
    ),
    path(
        "communes/<int:pk>/party-report-document/",
        views.PartyReportDocument.as_view(),
        name="party_report_document",
    ),
    path("communes/<int:pk>/target/accept/", views.TargetAccept.as_view(), name="target_accept"),
    path("communes/<int:pk>/target/propose/", views.TargetPropose.as_view(), name="target_propose"),
    path(
        "target-answers/<int:pk>/withdraw/",
        views.TargetAnswerWithdraw.as_view(),
        name="target_answer_withdraw",
    ),
    path("answer-files/<int:pk>/", views.AnswerFile.as_view(), name="answer_file"),
    path(
        "year-plans/<int:year>/answers/", views.AnswerComparison.as_view(), name="year_plan_answers"
    ),
    path(
        "year-plans/<int:year>/decisions/",
        views.ProposalDecisions.as_view(),
        name="year_plan_decisions",
    ),
]
