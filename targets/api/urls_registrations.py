"""API of the households named to leave poverty."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
