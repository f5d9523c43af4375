"""Addresses of the lists of households behind a figure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class ListAddress:
    """The list of households behind the figures of a year's poor list."""

    year: int
    standard: str
    commune: int | None = None
    is_minority: bool = False

    def of(self, figure: str) -> str:
        asked: dict[str, object] = {"year": self.year, "standard": self.standard, "figure": figure}
        if self.commune is not None:
            asked["commune"] = self.commune
        if self.is_minority:
            asked["minority"] = "true"
        return f"{reverse('households:record_list')}?{urlencode(asked)}"
