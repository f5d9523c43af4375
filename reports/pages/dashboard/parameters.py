"""What a visitor asks the dashboard for, and the addresses of the other choices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db import models
from django.http import Http404

from areas.choices import Boundaries
from areas.filters import boundaries_asked


class Colouring(models.TextChoices):
    """What the tiles of the map are coloured by."""

    RATE = "rate", "Tỷ lệ hộ nghèo"
    CHANGE = "change", "Thay đổi so đầu kỳ"
    PROGRESS = "progress", "Phần chỉ tiêu đã đạt"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to see the page, as a link."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardAddress:
    """The choices of an address. `is_minority`: figures of ethnic-minority households only.

    `by_commune`: reasons and lacks crossed with the communes.
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
        """The other way to see the reasons: crossed with the communes, or not."""
        return f"{replace(self, by_commune=not self.by_commune).url}#vi-sao"

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
        """The other years keep the group and the colouring; units are those of the year."""
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


def asked_of(query: dict[str, str], *, year: int) -> DashboardAddress:
    """Read the choices of an address; raises Http404 for one that does not exist."""
    group, colouring = query.get("minority", ""), query.get("colouring") or Colouring.RATE
    if group not in {"", "true"}:
        raise Http404("minority là true hoặc để trống.")
    if colouring not in Colouring.values:
        raise Http404("Bản đồ tô màu theo rate, change hoặc progress.")
    return DashboardAddress(
        year=year,
        is_minority=group == "true",
        colouring=Colouring(colouring),
        boundaries=boundaries_asked(query.get("boundaries")),
        by_commune=query.get("by_commune") == "true",
    )
