"""Report pages, under /bao-cao/."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("tong-hop-huyen/<int:year>/", views.district_summary, name="district_summary"),
    path("dien-bien/<int:year>/", views.poverty_flow, name="poverty_flow"),
]
