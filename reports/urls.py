"""The dashboard, and the report pages under /bao-cao/."""

from django.urls import path

from reports import views, views_dashboard

app_name = "reports"

urlpatterns = [
    path("bang-dieu-hanh/", views_dashboard.dashboard_page, name="dashboard"),
    path("bao-cao/", views.catalogue, name="catalogue"),
    path("bao-cao/tong-hop-huyen/<int:year>/", views.district_summary, name="district_summary"),
    path("bao-cao/dien-bien/<int:year>/", views.poverty_flow, name="poverty_flow"),
]
