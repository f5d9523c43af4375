"""API of the months, the forecast and one commune's year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
