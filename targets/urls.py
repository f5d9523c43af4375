"""Pages of the year's plan and its progress."""

from django.urls import path

from targets import views

app_name = "targets"

urlpatterns = [
    path("tien-do/", views.progress_page, name="progress"),
    path("ke-hoach/", views.plan_page, name="plan"),
    path("ke-hoach/mo-nam/", views.plan_create, name="plan_create"),
    path("ke-hoach/<int:year>/dau-ky/", views.baseline_edit, name="baseline_edit"),
    path("ke-hoach/<int:year>/muc-tieu/", views.goals_edit, name="goals_edit"),
    path("ke-hoach/<int:year>/chi-tieu/", views.commune_targets_edit, name="commune_targets_edit"),
]
