"""API: addresses of what happens to households: split, merge, move, and duplicates."""

from typing import Any

urlpatterns: list[Any] = []
