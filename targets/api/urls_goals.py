"""API of the year's goals and its monthly path."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
