"""API of the communes' answers and the district's decisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
