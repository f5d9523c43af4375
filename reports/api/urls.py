"""API of the official reports."""

from django.urls import path

from reports.api.views import dashboard, reports
from reports.exports.catalogue import REPORTS

urlpatterns = [
    path("dashboard/", dashboard.DashboardView.as_view(), name="dashboard"),
    path(
        "dashboard/<slug:figure>/<slug:kind>/",
        dashboard.DashboardFileView.as_view(),
        name="dashboard_file",
    ),
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    *(
        path(
            f"reports/{report.code}/",
            reports.file_view(report).as_view(),
            name=f"report_{report.name}",
        )
        for report in REPORTS
    ),
]
