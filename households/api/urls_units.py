"""API: addresses of the change of administrative units."""

from typing import Any

urlpatterns: list[Any] = []
