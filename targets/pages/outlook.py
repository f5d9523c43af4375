"""The forecast as its pages show it: the answer first, then drawings and words; no query."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.charts.intervals import IntervalBar, Scale, scale
from common.charts.lines import Box, LineChart, Number, Values, line_chart
from common.formats import count, decimals
from households.choices import Figure
from households.links import ListAddress
from targets.queries.alerts import Alert
from targets.queries.commune_year import CommuneYear
from targets.queries.forecast import AreaForecast, ForecastRow, YearForecast
from targets.rules.months import MonthCounts, in_month
from targets.rules.path import MONTHS

_BOX = Box(width=640, height=250, left=44, right=26, top=12, bottom=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookMonth:
    """One month in figures: what it brought, how the list stands at its end, what was planned."""

    month: int
    brought: MonthCounts
    total: MonthCounts
    planned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """One commune, or the district, in the table of forecasts; `url` opens a commune's own page."""

    row: ForecastRow
    area: AreaForecast
    url: str
    bar: IntervalBar | None
    bounds: str
    alerts: Sequence[Alert] = ()

    @property
    def bar_words(self) -> str:
        """What the drawing says to who cannot see it."""
        words = f"Dự báo {self.area.expected} hộ"
        return f"{words}, {self.bounds} hộ" if self.bounds else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The answer for one area and one group of households, its months as a drawing and a table."""

    area: AreaForecast
    answer: str
    tone: str
    bounds: str
    planned: str
    chart: LineChart
    months: Sequence[OutlookMonth]


def outlook(found: YearForecast, row: ForecastRow, *, is_minority: bool = False) -> Outlook:
    """Sum one area up."""
    area = area_of(row, is_minority=is_minority)
    return Outlook(
        area=area,
        answer=_answer(area),
        tone=area.tone,
        bounds=bounds_words(area),
        planned="" if area.planned is None else _number(area.planned),
        chart=_chart(found, area),
        months=_month_rows(found, area),
    )


def forecast_lines(
    found: YearForecast,
    *,
    user: User,
    alerts: Sequence[Alert] = (),
    is_minority: bool = False,
) -> list[ForecastLine]:
    """Return the communes' lines on one common scale, worst first."""
    areas = [area_of(row, is_minority=is_minority) for row in found.communes]
    common = scale([value for area in areas for value in _drawn(area)])
    return [
        ForecastLine(
            row=row,
            area=area,
            url=_url(found, row, user),
            bar=_bar(area, common),
            bounds=bounds_words(area),
            alerts=[alert for alert in alerts if alert.commune_id == row.row.pk],
        )
        for row, area in zip(found.communes, areas, strict=True)
    ]


def area_of(row: ForecastRow, *, is_minority: bool) -> AreaForecast:
    """Return the group of households a page is about."""
    return row.minority if is_minority else row.everyone


def bounds_words(area: AreaForecast) -> str:
    """Write the bounds: "từ 179 đến 214"."""
    made = area.forecast
    if made is None or made.is_complete:
        return ""
    return f"từ {count(made.low)} đến {count(made.high)}"


def _answer(area: AreaForecast) -> str:
    if area.forecast is None:
        why = "chưa rà soát hộ nào" if area.counts.opening else "chưa có danh sách đầu kỳ"
        return f"Chưa dự báo được: {why}"
    if area.forecast.is_complete:
        return f"{area.word}: đã rà soát hết, giảm ròng {count(area.counts.net_fall)} hộ"
    return f"{area.word}: dự báo cuối năm giảm ròng {area.expected} hộ"


def _number(value: Number) -> str:
    return decimals(value, 1).removesuffix(",0")


def _url(found: YearForecast, row: ForecastRow, user: User) -> str:
    if not (user.sees_all_communes or row.row.is_of(user.commune_id)):
        return ""
    return commune_url(found, row.row.pk)


def commune_url(found: YearForecast, commune: int) -> str:
    """Return the address of a commune's own page, in the same month."""
    asked = {"year": str(found.year)}
    if not found.is_present:
        asked["month"] = f"{found.year}-{found.month:02}"
    return f"{reverse('targets:commune_year', args=[commune])}?{urlencode(asked)}"


def _drawn(area: AreaForecast) -> list[int]:
    made = area.forecast
    bounds = [made.low, made.high] if made else []
    return [*bounds, area.counts.net_fall, area.target or 0]


def _bar(area: AreaForecast, common: Scale) -> IntervalBar | None:
    made = area.forecast
    if made is None:
        return None
    return common.interval(
        low=made.low,
        high=made.high,
        point=made.point,
        target=area.target,
        done=area.counts.net_fall,
    )


def _chart(found: YearForecast, area: AreaForecast) -> LineChart:
    actual: list[tuple[int, Number]] = [(0, 0)]
    actual += [(n, each.net_fall) for n, each in enumerate(area.months, start=1)]
    lines = [Values(kind="actual", name="Đã giảm ròng", pairs=actual, marked=True)]
    if area.target is not None:
        path: list[tuple[int, Number]] = [(0, 0)]
        path += [(n, share * area.target) for n, share in enumerate(found.path, start=1)]
        lines.insert(0, Values(kind="planned", name="Lộ trình", pairs=path))
    made = area.forecast
    band = None
    if made is not None and not made.is_complete and found.month < MONTHS:
        pairs: list[tuple[int, Number]] = [actual[-1], (MONTHS, made.point)]
        lines.append(Values(kind="forecast", name="Dự báo", pairs=pairs))
        band = (MONTHS, made.low, made.high)
    return line_chart(
        lines,
        title=f"Hộ nghèo giảm ròng từng tháng năm {found.year}",
        description=_answer(area),
        steps=[(0, "Đầu kỳ"), *((n, f"T{n}") for n in range(1, MONTHS + 1))],
        band=band,
        box=_BOX,
    )


def _month_rows(found: YearForecast, area: AreaForecast) -> list[OutlookMonth]:
    return [
        OutlookMonth(
            month=number,
            brought=in_month(area.months, number),
            total=total,
            planned="–" if area.target is None else _number(found.path[number - 1] * area.target),
        )
        for number, total in enumerate(area.months, start=1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneLink:
    """Where something about a commune is done or looked up."""

    words: str
    url: str


def commune_links(year: CommuneYear, *, user: User) -> list[CommuneLink]:
    """Return where this person can go on from a commune's year."""
    found, row = year.found, year.row.row
    asked = f"?year={found.year}"
    links = []
    if user.may(Action.VIEW_HOUSEHOLDS):
        address = ListAddress(found.year, found.progress.standard_code, row.pk)
        waiting = f"Hộ đầu kỳ chưa rà soát ({count(year.row.everyone.counts.not_reviewed)})"
        links.append(CommuneLink(words=waiting, url=address.of(Figure.NOT_REVIEWED)))
        named = reverse("targets:registration_list")
        links.append(
            CommuneLink(words="Hộ đăng ký thoát nghèo", url=f"{named}{asked}&commune={row.pk}")
        )
    if user.may(Action.ANSWER_TARGETS) or user.may(Action.SET_GOALS):
        url = reverse("targets:answer_commune", args=[row.pk])
        links.append(CommuneLink(words="Chỉ tiêu được giao và trả lời", url=url + asked))
    links.append(CommuneLink(words="Nhiệm vụ trọng tâm", url=reverse("targets:directions") + asked))
    url = f"{reverse('targets:progress')}{asked}&commune={row.pk}"
    links.append(CommuneLink(words="Diễn biến trong năm", url=url))
    return links
