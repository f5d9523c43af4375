"""Charts over time: the net fall by month against the plan, and the poverty rate by year."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.charts.lines import Box, Frame, frame
from common.formats import DASH, count, rate, vn_date
from reports.queries.dashboard import YearRate
from reports.words.dashboard import rate_source
from targets.rules.path import month_reached
from targets.words.forecast import planned_words

MONTHS = 12
BOX = Box(width=400, height=170, left=54, right=28, top=20, bottom=24)


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
class TrendRow:
    """One line of the table beside a drawing."""

    head: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """A drawing of lines over time and the table with the same numbers."""

    view_box: str
    left: str
    right: str
    y_axis: Sequence[TrendLabel]
    x_axis: Sequence[TrendLabel]
    lines: Sequence[TrendLine]
    heads: Sequence[str]
    rows: Sequence[TrendRow]
    summary: str


def months_chart(
    falls: Sequence[int],
    *,
    target: int | None,
    path: Sequence[Fraction],
    as_of: dt.date,
    planned_share: Fraction,
) -> TrendChart | None:
    """Return the net fall since January against the planned path; None without data.

    `falls`: the net fall in households by the end of each month so far, the last one by `as_of`, by
    which `planned_share` of the fall is planned.
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
    of_months = [*planned]
    if planned and falls:
        of_months[len(falls) - 1] = planned_share * (target or 0)
    rows = [
        TrendRow(
            head=f"Đến {vn_date(as_of)}" if month == len(falls) else f"Tháng {month}",
            cells=[
                count(of_months[month - 1]) if planned else DASH,
                count(falls[month - 1]) if month <= len(falls) else DASH,
            ],
        )
        for month in range(1, MONTHS + 1)
    ]
    return _chart(
        found,
        lines,
        x_axis=[(month, str(month)) for month in range(0, MONTHS + 1, 2)],
        show=count,
        heads=["Cuối tháng", "Lộ trình (hộ)", "Đã giảm thực (hộ)"],
        rows=rows,
        summary=_months_summary(falls, planned_share * target if target else None, as_of),
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
        heads=["Cuối năm", "Chuẩn nghèo", "Hộ nghèo", "Số hộ", "Tỷ lệ", "Nguồn"],
        rows=[
            TrendRow(
                head=str(each.year),
                cells=[
                    each.standard_name,
                    count(each.em_poor if is_minority else each.poor),
                    count(each.em_households if is_minority else each.households),
                    rate(value),
                    rate_source(each),
                ],
            )
            for each, value in values
        ],
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
    heads: Sequence[str],
    rows: Sequence[TrendRow],
    summary: str,
) -> TrendChart:
    return TrendChart(
        view_box=f"0 0 {BOX.width} {BOX.height}",
        left=str(BOX.left),
        right=str(BOX.width - BOX.right),
        y_axis=[TrendLabel(str(BOX.left - 6), tick.at, show(tick.value)) for tick in found.ticks()],
        x_axis=[TrendLabel(found.x(step), str(BOX.height - 6), text) for step, text in x_axis],
        lines=lines,
        heads=heads,
        rows=rows,
        summary=summary,
    )
