"""Pages of the months, the forecast and one commune's year."""

from django.urls import URLPattern, path

from targets.views import forecast as views

urlpatterns: list[URLPattern] = [
    path("tien-do/du-bao/", views.forecast_page, name="forecast"),
    path("tien-do/xa/<int:pk>/", views.commune_page, name="commune_year"),
]
