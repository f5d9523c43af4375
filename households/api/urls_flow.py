"""API: addresses of the flow tables of the poor and the near-poor list."""

from typing import Any

urlpatterns: list[Any] = []
