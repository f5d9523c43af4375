"""API of the official reports."""

from django.urls import path

from reports.api.views import dashboard, reports

urlpatterns = [
    path("dashboard/", dashboard.DashboardView.as_view(), name="dashboard"),
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path(
        "reports/district-summary/",
        reports.DistrictSummary.as_view(),
        name="report_district_summary",
    ),
    path("reports/poverty-flow/", reports.PovertyFlow.as_view(), name="report_poverty_flow"),
]
