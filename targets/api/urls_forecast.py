"""API of the months, the forecast and one commune's year."""

from django.urls import URLPattern, path

from targets.api import views_forecast as views

urlpatterns: list[URLPattern] = [
    path("progress/months/", views.MonthsView.as_view(), name="months"),
    path("progress/forecast/", views.ForecastView.as_view(), name="forecast"),
    path("progress/alerts/", views.AlertsView.as_view(), name="alerts"),
    path("progress/communes/<int:pk>/", views.CommuneYearView.as_view(), name="commune_year"),
]
