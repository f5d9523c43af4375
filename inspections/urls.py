"""Pages of the app."""

from typing import Any

app_name = "inspections"

urlpatterns: list[Any] = []
