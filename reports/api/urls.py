"""API of the official reports."""

from django.urls import path

from reports.api import views, views_dashboard

urlpatterns = [
    path("dashboard/", views_dashboard.DashboardView.as_view(), name="dashboard"),
    path("reports/", views.ReportList.as_view(), name="report_list"),
    path(
        "reports/district-summary/",
        views.DistrictSummary.as_view(),
        name="report_district_summary",
    ),
    path("reports/poverty-flow/", views.PovertyFlow.as_view(), name="report_poverty_flow"),
]
