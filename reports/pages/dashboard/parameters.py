"""The parameters of the dashboard, and the addresses of the other choices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from areas.choices import Boundaries
from areas.filters import boundaries_asked
from common.http import flag_asked
from common.parameters import WrongParameters
from reports.choices import Colouring, DashboardFigure, Face
from reports.filters.dashboard import FIGURES
from targets.links import ProgressAddress, commune_year_url

PARAMETERS = (*FIGURES, "minority", "colouring", "by_commune")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a parameter, as a link."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """A filter in use, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardAddress:
    """The choices of the dashboard's address.

    `is_minority`: figures of ethnic-minority households only. `by_commune`: reasons and
    deprivations broken down by commune. `month` is 0 for today; `area` a key of `DashboardArea`.
    """

    year: int
    is_minority: bool = False
    colouring: Colouring = Colouring.RATE
    boundaries: str = Boundaries.OLD
    by_commune: bool = False
    month: int = 0
    area: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The parameters that differ from the defaults, and the year."""
        query = {"year": str(self.year)}
        if self.month:
            query["month"] = f"{self.year}-{self.month:02}"
        if self.area:
            query["area"] = self.area
        if self.is_minority:
            query["minority"] = "true"
        if self.colouring != Colouring.RATE:
            query["colouring"] = self.colouring.value
        if self.boundaries != Boundaries.OLD:
            query["boundaries"] = self.boundaries
        if self.by_commune:
            query["by_commune"] = "true"
        return query

    @property
    def url(self) -> str:
        return f"{_dashboard()}?{urlencode(self.query)}"

    @property
    def year_report_url(self) -> str:
        """The report to the province, for the same period; it is about the whole district."""
        url = reverse("reports:year_report", args=[self.year])
        return f"{url}?month={self.query['month']}" if self.month else url

    @property
    def slides_url(self) -> str:
        return f"{_dashboard()}trinh-chieu/?{urlencode(self.query)}"

    def figure_url(self, figure: DashboardFigure, face: Face = Face.CHART) -> str:
        """Return the address of a figure's own page in one of its faces."""
        query = self.query if face is Face.CHART else {**self.query, "face": face.value}
        return f"{_dashboard()}so-lieu/{figure.slug}/?{urlencode(query)}"

    def file_url(self, figure: DashboardFigure, kind: str) -> str:
        """Return the address of a figure's file."""
        return f"{_dashboard()}so-lieu/{figure.slug}/{kind}/?{urlencode(self.query)}"

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

    def commune_url(self, commune: int) -> str:
        """Return the address of a commune's year, as of the same day."""
        return commune_year_url(self.year, commune, month=self.month or None)

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

    def badges(self, *, day: str, area: str) -> list[Badge]:
        """Return the filters in use; `day` and `area` are their words."""
        found = []
        if self.month:
            found.append(Badge(f"Tính đến {day}", replace(self, month=0).url))
        if self.area:
            found.append(Badge(area, replace(self, area="").url))
        if self.is_minority:
            found.append(Badge("Hộ dân tộc thiểu số", replace(self, is_minority=False).url))
        if self.boundaries != Boundaries.OLD:
            label = Boundaries(self.boundaries).label
            found.append(Badge(str(label), replace(self, boundaries=Boundaries.OLD).url))
        return found

    def units(self) -> list[Choice]:
        return [
            Choice(each.label, replace(self, boundaries=each).url, self.boundaries == each)
            for each in Boundaries
        ]


@lru_cache(maxsize=1)
def _dashboard() -> str:
    return reverse("reports:dashboard")


def years_with_links(address: DashboardAddress, known: Sequence[int]) -> list[Choice]:
    """Return the choices of years; month, area and units go back to those of the year."""
    return [
        Choice(
            str(year),
            replace(address, year=year, month=0, area="", boundaries=Boundaries.OLD).url,
            address.year == year,
        )
        for year in known
    ]


def address_of(query: QueryDict, *, year: int, month: int | None = None) -> DashboardAddress:
    """Return the choices in a query string. Raises WrongParameters for an unknown one.

    `month` is that of the figures: a month not over yet is shown as of today.
    """
    colouring = query.get("colouring") or Colouring.RATE
    if colouring not in Colouring.values:
        raise WrongParameters({"colouring": ["Phải là rate, change hoặc progress."]})
    return DashboardAddress(
        year=year,
        is_minority=flag_asked(query, "minority"),
        colouring=Colouring(colouring),
        boundaries=boundaries_asked(query.get("boundaries")),
        by_commune=flag_asked(query, "by_commune"),
        month=month or 0,
        area=query.get("area") or "",
    )


def face_asked(text: str | None) -> Face:
    """Return the face of `?face=`, by default the chart. Raises WrongParameters."""
    if not text:
        return Face.CHART
    if text not in Face.values:
        raise WrongParameters({"face": ["Phải là chart, table, files hoặc about."]})
    return Face(text)
