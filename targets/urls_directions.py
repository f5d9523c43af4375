"""Pages of the tasks given at the conference."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
