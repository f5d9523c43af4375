"""Charts over time: the net fall by month against the plan, and the poverty rate by year."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.charts.lines import Box, Frame, frame, written
from common.formats import count, rate
from reports.queries.dashboard import YearRate
from targets.rules.path import month_reached
from targets.words.forecast import planned_words

MONTHS = 12
# As wide as a phone's card, so that texts keep their size there.
BOX = Box(width=340, height=180, left=52, right=24, top=22, bottom=26)


@dataclass(frozen=True, slots=True)
class TrendLabel:
    """A text of a drawing and its position."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line of a drawing: its corners; `dots` are marks with a label each."""

    points: str
    label: str
    number: int
    dots: Sequence[TrendLabel]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendShade:
    """A stretch of time that is marked, with its words."""

    x: str
    y: str
    width: str
    height: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """A drawing of lines over time; `axis` names the horizontal axis."""

    view_box: str
    left: str
    right: str
    y_axis: Sequence[TrendLabel]
    x_axis: Sequence[TrendLabel]
    lines: Sequence[TrendLine]
    summary: str
    axis: str = ""
    shade: TrendShade | None = None


def months_chart(
    falls: Sequence[int],
    *,
    target: int | None,
    path: Sequence[Fraction],
    as_of: dt.date,
    planned_share: Fraction,
    waiting: tuple[dt.date, str] | None = None,
) -> TrendChart | None:
    """Return the net fall since January against the planned path; None without data.

    `falls`: the net fall in households by the end of each month so far, the last one by `as_of`, by
    which `planned_share` of the fall is planned. `waiting`: since when forms wait to be recognised,
    and how many in words.
    """
    if not falls and not target:
        return None
    planned = [share * target for share in path] if target else []
    found = frame([*falls, *planned], first=0, last=MONTHS, box=BOX)
    lines = []
    if planned:
        points = found.points([(0, 0), *enumerate(planned, start=1)])
        lines.append(TrendLine(points, "Lộ trình", 2, []))
    if falls:
        reached = month_reached(as_of)
        last = TrendLabel(found.x(reached), found.y(falls[-1]), count(falls[-1]))
        points = found.points([(0, 0), *enumerate(falls[:-1], start=1), (reached, falls[-1])])
        lines.append(TrendLine(points, "Đã giảm thực", 1, [last]))
    return _chart(
        found,
        lines,
        x_axis=[(month, str(month)) for month in range(2, MONTHS + 1, 2)],
        show=count,
        summary=_months_summary(falls, planned_share * target if target else None, as_of),
        axis="tháng",
        shade=_shade(found, waiting, as_of) if waiting else None,
    )


def _shade(found: Frame, waiting: tuple[dt.date, str], as_of: dt.date) -> TrendShade:
    since, words = waiting
    begins = month_reached(since) if since.year == as_of.year else Fraction(0)
    left, right = (Fraction(found.x(each)) for each in (begins, month_reached(as_of)))
    return TrendShade(
        x=written(left),
        y=written(BOX.top),
        width=written(max(right - left, Fraction(2))),
        height=written(BOX.height - BOX.top - BOX.bottom),
        words=words,
    )


def _months_summary(falls: Sequence[int], planned: Fraction | None, as_of: dt.date) -> str:
    if not falls:
        return "Chưa có biến động nào trong năm"
    now = f"Đã giảm thực {count(falls[-1])} hộ"
    return now if planned is None else f"{now}; {planned_words(as_of)}: {count(planned)} hộ"


def years_chart(years: Sequence[YearRate], *, is_minority: bool) -> TrendChart | None:
    """Return the rates by year, one line per standard: rates of two standards do not compare."""
    known = [(each, each.em_rate if is_minority else each.rate) for each in years]
    values = [(each, value) for each, value in known if value is not None]
    if not values:
        return None
    found = frame(
        [value for _, value in values],
        first=min(each.year for each, _ in values),
        last=max(each.year for each, _ in values),
        box=BOX,
    )
    standards = list(dict.fromkeys(each.standard_name for each, _ in values))
    return _chart(
        found,
        [_standard_line(found, name, number, values) for number, name in enumerate(standards, 1)],
        x_axis=[(year, str(year)) for year in dict.fromkeys(each.year for each, _ in values)],
        show=rate,
        summary="; ".join(
            f"{each.year}: {rate(value)} ({each.standard_name})" for each, value in values
        ),
    )


def _standard_line(
    found: Frame, name: str, number: int, values: Sequence[tuple[YearRate, Fraction]]
) -> TrendLine:
    own = [(each.year, value) for each, value in values if each.standard_name == name]
    dots = [TrendLabel(found.x(year), found.y(value), rate(value)) for year, value in own]
    return TrendLine(found.points(own), name, number, dots)


def _chart(
    found: Frame,
    lines: Sequence[TrendLine],
    *,
    x_axis: Sequence[tuple[int, str]],
    show: Callable[[Fraction], str],
    summary: str,
    axis: str = "",
    shade: TrendShade | None = None,
) -> TrendChart:
    return TrendChart(
        view_box=f"0 0 {BOX.width} {BOX.height}",
        left=str(BOX.left),
        right=str(BOX.width - BOX.right),
        y_axis=[TrendLabel(str(BOX.left - 6), tick.at, show(tick.value)) for tick in found.ticks()],
        x_axis=[TrendLabel(found.x(step), str(BOX.height - 6), text) for step, text in x_axis],
        lines=lines,
        summary=summary,
        axis=axis,
        shade=shade,
    )
