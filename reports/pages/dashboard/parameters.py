"""The parameters of the dashboard, and the addresses of the other choices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict

from areas.choices import Boundaries
from areas.filters import boundaries_asked
from common.http import flag_asked
from common.parameters import WrongParameters
from targets.links import ProgressAddress


class Colouring(models.TextChoices):
    """The figure that colours the tiles of the map."""

    RATE = "rate", "Tỷ lệ hộ nghèo"
    CHANGE = "change", "Thay đổi so đầu kỳ"
    PROGRESS = "progress", "Phần chỉ tiêu đã đạt"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a parameter, as a link."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardAddress:
    """The choices of the dashboard's address.

    `is_minority`: figures of ethnic-minority households only. `by_commune`: reasons and
    deprivations broken down by commune.
    """

    year: int
    is_minority: bool = False
    colouring: Colouring = Colouring.RATE
    boundaries: str = Boundaries.OLD
    by_commune: bool = False

    @property
    def url(self) -> str:
        query: dict[str, object] = {"year": self.year}
        if self.is_minority:
            query["minority"] = "true"
        if self.colouring != Colouring.RATE:
            query["colouring"] = self.colouring.value
        if self.boundaries != Boundaries.OLD:
            query["boundaries"] = self.boundaries
        if self.by_commune:
            query["by_commune"] = "true"
        return f"?{urlencode(query)}"

    @property
    def by_commune_url(self) -> str:
        """The address that turns the breakdown by commune on or off."""
        return f"{replace(self, by_commune=not self.by_commune).url}#vi-sao"

    @property
    def progress(self) -> ProgressAddress:
        """The progress page with the same year, group and units."""
        return ProgressAddress(
            year=self.year, is_minority=self.is_minority, boundaries=self.boundaries
        )

    def groups(self) -> list[Choice]:
        return [
            Choice(label, replace(self, is_minority=chosen).url, self.is_minority == chosen)
            for chosen, label in ((False, "Tất cả hộ"), (True, "Hộ dân tộc thiểu số"))
        ]

    def colourings(self) -> list[Choice]:
        return [
            Choice(
                each.label,
                f"{replace(self, colouring=each).url}#ban-do",
                self.colouring == each,
            )
            for each in Colouring
        ]

    def years(self, known: Sequence[int]) -> list[Choice]:
        """Return the choices of years; the units go back to those of the year."""
        return [
            Choice(
                str(year),
                replace(self, year=year, boundaries=Boundaries.OLD).url,
                self.year == year,
            )
            for year in known
        ]

    def units(self) -> list[Choice]:
        return [
            Choice(each.label, replace(self, boundaries=each).url, self.boundaries == each)
            for each in Boundaries
        ]


def address_of(query: QueryDict, *, year: int) -> DashboardAddress:
    """Return the choices in a query string. Raises WrongParameters for an unknown one."""
    colouring = query.get("colouring") or Colouring.RATE
    if colouring not in Colouring.values:
        raise WrongParameters({"colouring": ["Phải là rate, change hoặc progress."]})
    return DashboardAddress(
        year=year,
        is_minority=flag_asked(query, "minority"),
        colouring=Colouring(colouring),
        boundaries=boundaries_asked(query.get("boundaries")),
        by_commune=flag_asked(query, "by_commune"),
    )
