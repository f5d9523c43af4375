"""Pages of the app."""

from typing import Any

app_name = "procedure"

urlpatterns: list[Any] = []
