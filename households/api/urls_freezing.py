"""API: addresses of closed rounds: results as they were, communes opened again."""

from typing import Any

urlpatterns: list[Any] = []
