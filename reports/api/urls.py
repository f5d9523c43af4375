"""API of the official reports."""

from django.urls import path

from reports.api.views import dashboard, forms, member_lists, reports
from reports.exports.catalogue import REPORTS
from reports.exports.figures import TABLE_KINDS

urlpatterns = [
    path("dashboard/", dashboard.DashboardView.as_view(), name="dashboard"),
    *(
        path(
            f"dashboard/<slug:pk>/{kind}/",
            dashboard.file_view(kind).as_view(),
            name=f"dashboard_{kind}",
        )
        for kind in TABLE_KINDS
    ),
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/year-report/", reports.YearReport.as_view(), name="year_report"),
    path("forms/", forms.FormList.as_view(), name="form_list"),
    path("forms/<official_form:form>/", forms.FormFiguresView.as_view(), name="form_figures"),
    path("forms/<official_form:form>/xlsx/", forms.FormFile.as_view(), name="form_file"),
    path(
        "member-lists/<member_list:form>/",
        member_lists.ListedHouseholds.as_view(),
        name="member_list",
    ),
    path(
        "member-lists/<member_list:form>/xlsx/",
        member_lists.MemberListFile.as_view(),
        name="member_list_file",
    ),
    *(
        path(
            f"reports/{report.code}/",
            reports.file_view(report).as_view(),
            name=f"report_{report.name}",
        )
        for report in REPORTS
    ),
]
