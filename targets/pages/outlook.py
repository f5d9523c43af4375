"""The forecast prepared for its pages: conclusion, drawings, tables, links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.charts.intervals import IntervalBar, Scale, scale
from common.charts.lines import Box, LineChart, Number, Values, line_chart
from common.formats import DASH, count, decimals, vn_date
from households.choices import Figure
from households.links import ListAddress
from targets.links import ProgressAddress, commune_year_url
from targets.queries.alerts import Alert
from targets.queries.commune_year import CommuneYear
from targets.queries.forecast import AreaForecast, ForecastRow, YearForecast
from targets.rules.months import MonthCounts, in_month
from targets.rules.path import MONTHS, month_reached
from targets.words.alerts import alert_sentence, alert_todo
from targets.words.forecast import (
    area_headline,
    bounds_words,
    expected_fall,
    forecast_words,
    likelihood,
)
from targets.words.tones import SEVERITY_TONES
from targets.words.verdict import VerdictSign, target_sign
from targets.words.verdict_bar import VerdictBar, verdict_bar

_BOX = Box(width=640, height=250, left=44, right=26, top=12, bottom=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookMonth:
    """One month of the table: its changes, the totals at its end, and the planned fall.

    `until` is the day the figures reach to in a month that is not over, else empty.
    """

    month: int
    until: str
    brought: MonthCounts
    total: MonthCounts
    planned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertText:
    """An alert with its title, colour, sentence and what to do about it."""

    title: str
    tone: str
    sentence: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """One commune, or the district, in the table of forecasts; `url` opens a commune's own page.

    `sign` is the verdict on the target, `chance` its probability in words, `expected` the expected
    net fall.
    """

    row: ForecastRow
    area: AreaForecast
    sign: VerdictSign
    chance: str
    expected: str
    url: str
    bar: IntervalBar | None
    bounds: str
    alerts: Sequence[AlertText] = ()

    @property
    def bar_words(self) -> str:
        """The text alternative of the drawing."""
        words = f"Dự báo {self.expected} hộ"
        return f"{words}, {self.bounds} hộ" if self.bounds else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The conclusion about one group of households of an area, with its months."""

    area: AreaForecast
    answer: str
    details: str
    sign: VerdictSign
    expected: str
    bounds: str
    planned: str
    bar: VerdictBar | None
    chart: LineChart
    months: Sequence[OutlookMonth]


def outlook(found: YearForecast, row: ForecastRow, *, is_minority: bool = False) -> Outlook:
    """Return the outlook of one group of households of an area."""
    area = area_of(row, is_minority=is_minority)
    return Outlook(
        area=area,
        answer=area_headline(area),
        details=forecast_words(area.year_end),
        sign=_sign(area),
        expected=expected_fall(area.year_end),
        bounds=bounds_words(area.year_end),
        planned="" if area.planned is None else _number(area.planned),
        bar=verdict_bar(area.year_end, area.target, planned=area.planned),
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
    """Return the lines of the communes, their bars on a common scale, the least likely first."""
    areas = [area_of(row, is_minority=is_minority) for row in found.communes]
    common = scale([value for area in areas for value in _drawn(area)])
    return [
        ForecastLine(
            row=row,
            area=area,
            sign=_sign(area),
            chance=likelihood(area.year_end, area.target),
            expected=expected_fall(area.year_end),
            url=_url(found, row, user),
            bar=_bar(area, common),
            bounds=bounds_words(area.year_end),
            alerts=alert_texts(alert for alert in alerts if alert.commune_id == row.commune.pk),
        )
        for row, area in zip(found.communes, areas, strict=True)
    ]


def _sign(area: AreaForecast) -> VerdictSign:
    return target_sign(area.year_end, area.target, is_due=bool(area.planned))


def area_of(row: ForecastRow, *, is_minority: bool) -> AreaForecast:
    """Return the forecast of all households, or of the ethnic-minority ones."""
    return row.minority if is_minority else row.everyone


def alert_texts(alerts: Iterable[Alert]) -> list[AlertText]:
    """Return the alerts as texts, in the same order."""
    return [
        AlertText(
            title=alert.code.label,
            tone=SEVERITY_TONES[alert.severity],
            sentence=alert_sentence(alert),
            todo=alert_todo(alert),
        )
        for alert in alerts
    ]


def _number(value: Number) -> str:
    return decimals(value, 1).removesuffix(",0")


def _url(found: YearForecast, row: ForecastRow, user: User) -> str:
    """Return the address of a commune's own page in the same month, where the user may see it."""
    if not (user.sees_all_communes or row.commune.is_of(user.commune_id)):
        return ""
    month = None if found.is_present else found.month
    return commune_year_url(found.year, row.commune.pk, month=month)


def _drawn(area: AreaForecast) -> list[int]:
    made = area.forecast
    bounds = [made.low, made.high] if made else []
    return [*bounds, area.counts.net_fall, area.year_end.area.net_fall, area.target or 0]


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
    actual: list[tuple[Number, Number]] = [(0, 0)]
    actual += [(n, each.net_fall) for n, each in enumerate(area.months[:-1], start=1)]
    actual += [(month_reached(found.as_of), area.counts.net_fall)]
    lines = [Values(kind="actual", name="Đã giảm thực", pairs=actual, marked=True)]
    if area.target is not None:
        path: list[tuple[Number, Number]] = [(0, 0)]
        path += [(n, share * area.target) for n, share in enumerate(found.path, start=1)]
        lines.insert(0, Values(kind="planned", name="Lộ trình", pairs=path))
    made = area.forecast
    band = None
    if made is not None and not made.is_complete and month_reached(found.as_of) < MONTHS:
        pairs: list[tuple[Number, Number]] = [actual[-1], (MONTHS, made.point)]
        lines.append(Values(kind="forecast", name="Dự báo", pairs=pairs))
        band = (MONTHS, made.low, made.high)
    return line_chart(
        lines,
        title=f"Hộ nghèo giảm thực từng tháng năm {found.year}",
        description=area_headline(area),
        steps=[(0, "Đầu kỳ"), *((n, f"T{n}") for n in range(1, MONTHS + 1))],
        band=band,
        between={month_reached(found.as_of): vn_date(found.as_of)},
        box=_BOX,
    )


def _month_rows(found: YearForecast, area: AreaForecast) -> list[OutlookMonth]:
    return [
        OutlookMonth(
            month=number,
            brought=in_month(area.months, number),
            total=total,
            planned=DASH if area.target is None else _number(_share(found, number) * area.target),
            until=vn_date(found.as_of) if number == found.month and found.is_present else "",
        )
        for number, total in enumerate(area.months, start=1)
    ]


def _share(found: YearForecast, month: int) -> Fraction:
    """Return the part planned by a month's end, in the last month by the day of the figures."""
    return found.planned_share if month == found.month else found.path[month - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneLink:
    """A link to another page about the commune."""

    words: str
    url: str


def commune_links(year: CommuneYear, *, user: User) -> list[CommuneLink]:
    """Return the links of a commune's year that the user may follow."""
    found, row = year.found, year.row.commune
    asked = f"?year={found.year}"
    links = []
    if user.may(Action.VIEW_HOUSEHOLDS):
        address = ListAddress(found.year, found.progress.standard_code, row.pk)
        waiting = f"Hộ đầu năm chưa rà soát ({count(year.row.everyone.counts.not_reviewed)})"
        links.append(CommuneLink(words=waiting, url=address.of(Figure.NOT_REVIEWED)))
        named = reverse("targets:registration_list")
        links.append(
            CommuneLink(words="Hộ đăng ký thoát nghèo", url=f"{named}{asked}&commune={row.pk}")
        )
    if user.may(Action.ANSWER_TARGETS) or user.may(Action.SET_GOALS):
        url = reverse("targets:answer_commune", args=[row.pk])
        links.append(CommuneLink(words="Chỉ tiêu được giao và trả lời", url=url + asked))
    links.append(CommuneLink(words="Nhiệm vụ trọng tâm", url=reverse("targets:directions") + asked))
    url = ProgressAddress(year=found.year).of(row.pk)
    links.append(CommuneLink(words="Diễn biến trong năm", url=url))
    return links
