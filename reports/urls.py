"""The dashboard, and the report pages under /bao-cao/."""

from django.urls import path

from reports.views import dashboard, reports

app_name = "reports"

urlpatterns = [
    path("bang-dieu-hanh/", dashboard.dashboard_page, name="dashboard"),
    path("bao-cao/", reports.catalogue, name="catalogue"),
    path("bao-cao/tong-hop-huyen/<int:year>/", reports.district_summary, name="district_summary"),
    path("bao-cao/dien-bien/<int:year>/", reports.poverty_flow, name="poverty_flow"),
]
