"""API addresses of applications within the year."""

from django.urls import path

from procedure.api import views_applications as views

urlpatterns = [
    path("applications/", views.ApplicationList.as_view(), name="application_list"),
    path("applications/month/", views.ApplicationMonth.as_view(), name="application_month"),
    path("applications/<int:pk>/", views.ApplicationDetail.as_view(), name="application_detail"),
    path(
        "applications/<int:pk>/hand-over/",
        views.ApplicationHandOver.as_view(),
        name="application_hand_over",
    ),
    path(
        "applications/<int:pk>/withdraw/",
        views.ApplicationWithdraw.as_view(),
        name="application_withdraw",
    ),
    path(
        "applications/<int:pk>/accept/",
        views.ApplicationAccept.as_view(),
        name="application_accept",
    ),
    path(
        "applications/<int:pk>/refuse/",
        views.ApplicationRefuse.as_view(),
        name="application_refuse",
    ),
    path(
        "applications/<int:pk>/answer/",
        views.ApplicationAnswer.as_view(),
        name="application_answer",
    ),
]
