"""The dashboard, and the report pages under /bao-cao/."""

from django.urls import path

from reports.exports.catalogue import REPORTS
from reports.views import dashboard, reports

app_name = "reports"

urlpatterns = [
    path("bang-dieu-hanh/", dashboard.dashboard_page, name="dashboard"),
    path("bao-cao/", reports.catalogue, name="catalogue"),
    *(
        path(
            f"bao-cao/{report.slug}/<year:year>/",
            reports.file_page(report),
            name=report.name,
        )
        for report in REPORTS
    ),
]
