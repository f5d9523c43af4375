"""Pages: one line per app."""

from django.urls import include, path

from povertyapp import views

urlpatterns = [
    path("", views.home, name="home"),
    path("bat-dau/", views.landing, name="landing"),
    path("can-lam/", views.to_do_card, name="to_do_card"),
    path("healthz/", views.healthz, name="healthz"),
    path("tro-giup/", include("povertyapp.help.urls")),
    path("", include("accounts.urls")),
    path("don-vi/", include("areas.urls")),
    path("mau-van-ban/", include("papers.urls")),
    path("", include("households.urls")),
    path("quy-trinh/", include("procedure.urls")),
    path("phuc-tra/", include("inspections.urls")),
    path("nguyen-nhan/", include("support.urls")),
    path("", include("targets.urls")),
    path("trao-doi/", include("correspondence.urls")),
    path("", include("reports.urls")),
    path("api/", include("povertyapp.api_urls")),
]

handler400 = "povertyapp.error_pages.bad_request"
handler404 = "povertyapp.error_pages.not_found"
handler500 = "povertyapp.error_pages.server_error"
