"""Addresses of pages of this app, for its own pages and for other apps."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from areas.choices import Boundaries

WORST_FIRST = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressAddress:
    """The choices of the progress page: year, group of households, commune, order, units.

    `order` is the key of a column, with "-" in front for largest first.
    """

    year: int
    is_minority: bool = False
    commune_id: int | None = None
    order: str = WORST_FIRST
    boundaries: str = Boundaries.OLD

    @property
    def query(self) -> str:
        """The query string, with choices other than the defaults only."""
        asked: dict[str, object] = {"year": self.year}
        if self.is_minority:
            asked["minority"] = "true"
        if self.commune_id is not None:
            asked["commune"] = self.commune_id
        if self.order != WORST_FIRST:
            asked["order"] = self.order
        if self.boundaries != Boundaries.OLD:
            asked["boundaries"] = self.boundaries
        return f"?{urlencode(asked)}"

    @property
    def url(self) -> str:
        return _progress_url(self)

    def of(self, commune: int) -> str:
        """Return the address of one commune's figures, with the same choices."""
        return f"{self.url}&commune={commune}"


# A page shows one address many times, once per commune.
@lru_cache(maxsize=64)
def _progress_url(address: ProgressAddress) -> str:
    return f"{reverse('targets:progress')}{address.query}"


def plan_url(year: int) -> str:
    """Return the address of a year's plan."""
    return f"{reverse('targets:plan')}?year={year}"


def commune_year_url(year: int, commune: int, *, month: int | None = None) -> str:
    """Return the address of a commune's year, as of the end of a month (1 to 12) or of today."""
    query = {"year": str(year)}
    if month is not None:
        query["month"] = f"{year}-{month:02}"
    return f"{reverse('targets:commune_year', args=[commune])}?{urlencode(query)}"
