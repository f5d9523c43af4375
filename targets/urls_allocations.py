"""Pages of the split of the district's goal: drafts, adoption."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
