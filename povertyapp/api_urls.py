"""The API: one line per app under /api/v1/, and its description."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from povertyapp.api import OwnToDo

app_name = "api"

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("v1/", include("areas.api.urls")),
    path("v1/", include("accounts.api.urls")),
    path("v1/", include("papers.api.urls")),
    path("v1/", include("households.api.urls")),
    path("v1/", include("procedure.api.urls")),
    path("v1/", include("inspections.api.urls")),
    path("v1/", include("support.api.urls")),
    path("v1/", include("targets.api.urls")),
    path("v1/", include("correspondence.api.urls")),
    path("v1/", include("reports.api.urls")),
    path("v1/", include("povertyapp.help.api_urls")),
    path("v1/to-do/", OwnToDo.as_view(), name="to_do"),
]
