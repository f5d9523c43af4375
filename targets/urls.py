"""Pages of the year's plan and its progress."""

from django.urls import path

from targets import (
    urls_allocations,
    urls_answers,
    urls_directions,
    urls_forecast,
    urls_goals,
    urls_registrations,
)
from targets.views import plans as views

app_name = "targets"

urlpatterns = [
    path("tien-do/", views.progress_page, name="progress"),
    path("ke-hoach/", views.plan_page, name="plan"),
    path("ke-hoach/mo-nam/", views.plan_create, name="plan_create"),
    path("ke-hoach/<int:year>/dau-ky/", views.baseline_edit, name="baseline_edit"),
    *urls_allocations.urlpatterns,
    *urls_goals.urlpatterns,
    *urls_answers.urlpatterns,
    *urls_registrations.urlpatterns,
    *urls_forecast.urlpatterns,
    *urls_directions.urlpatterns,
]
