"""API of the year's plan and its progress."""

from django.urls import path

from targets.api import (
    urls_allocations,
    urls_answers,
    urls_directions,
    urls_forecast,
    urls_goals,
    urls_registrations,
    views,
)

urlpatterns = [
    path("progress/", views.ProgressView.as_view(), name="progress"),
    path("year-plans/", views.PlanList.as_view(), name="year_plan_list"),
    path("year-plans/<int:year>/", views.PlanDetail.as_view(), name="year_plan_detail"),
    path(
        "year-plans/<int:year>/baseline/",
        views.BaselineChange.as_view(),
        name="year_plan_baseline",
    ),
    path(
        "year-plans/<int:year>/commune-targets/",
        views.CommuneTargetsChange.as_view(),
        name="year_plan_commune_targets",
    ),
    *urls_allocations.urlpatterns,
    *urls_goals.urlpatterns,
    *urls_answers.urlpatterns,
    *urls_registrations.urlpatterns,
    *urls_forecast.urlpatterns,
    *urls_directions.urlpatterns,
]
