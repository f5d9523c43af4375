"""API of the year's goals and its monthly path."""

from django.urls import path

from targets.api import views_goals as views

urlpatterns = [
    path("year-plans/<int:year>/goals/", views.GoalsChange.as_view(), name="year_plan_goals"),
    path("year-plans/<int:year>/path/", views.PathChange.as_view(), name="year_plan_path"),
    path("year-plans/<int:year>/history/", views.PlanHistory.as_view(), name="year_plan_history"),
]
