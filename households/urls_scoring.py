"""Addresses of the scoring tables of B1."""

from typing import Any

urlpatterns: list[Any] = []
