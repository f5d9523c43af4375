"""Pages of the app."""

from django.urls import URLPattern

app_name = "areas"

urlpatterns: list[URLPattern] = []
