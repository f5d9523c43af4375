"""API of the households named to leave poverty."""

from django.urls import URLPattern, path

from targets.api import views_registrations as views

urlpatterns: list[URLPattern] = [
    path("exit-registrations/", views.ExitCandidateList.as_view(), name="exit_registration_list"),
    path(
        "exit-registrations/export/",
        views.ExitRegistrationExport.as_view(),
        name="exit_registration_export",
    ),
    path(
        "exit-registrations/<int:pk>/",
        views.ExitCandidateDetail.as_view(),
        name="exit_registration_detail",
    ),
    path(
        "exit-registrations/<int:pk>/withdraw/",
        views.ExitWithdrawal.as_view(),
        name="exit_registration_withdraw",
    ),
    path("exit-coverage/", views.ExitCoverage.as_view(), name="exit_coverage"),
]
