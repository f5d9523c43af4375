"""One figure of the dashboard as an SVG file that needs nothing else: its styles are inside."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

from django.conf import settings
from django.template.loader import render_to_string

from common.charts.bars import part
from common.figure_tables import FigureTable
from reports.choices import DashboardFigure
from reports.pages.dashboard.page import DashboardPage
from reports.queries.dashboard import Dashboard
from reports.words.tables import table_of

_WIDTH, _LINE, _ROW = 680, 16, 24
_CHARACTERS = 100  # of a line of small type
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_DARK = '[data-bs-theme="dark"] {'
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
# The column whose numbers the bars of a table show.
_BARS = {
    DashboardFigure.COMMUNES: 3,
    DashboardFigure.REASONS: 1,
    DashboardFigure.DEPRIVATIONS: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """One row of a drawing of bars."""

    y: int
    name: str
    length: str
    number: str
    bar_x: int = 270
    bar_y: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line of text at a height."""

    y: int
    text: str


def drawing_file(
    figure: DashboardFigure, found: Dashboard, page: DashboardPage, *, source: str
) -> bytes | None:
    """Return the SVG of a figure with title and source; None without a chart."""
    chart = _chart(figure, page)
    bars: list[DrawnBar] = []
    if figure == DashboardFigure.GOALS:
        bars = _goals(page)
    elif chart is None:
        bars = _bars(table_of(figure, found, is_minority=page.address.is_minority), _BARS[figure])
    if chart is None and not bars:
        return None
    high = _high(chart) if chart else bars[-1].y + bars[-1].bar_y + _ROW - 56
    keys = _keys(figure, page, top=62 + high)
    foot = keys[-1][3] + _ROW if keys else 62 + high
    lines = wrap(source, _CHARACTERS)
    context = {
        "style": _style(),
        "width": _WIDTH,
        "height": foot + 12 + _LINE * len(lines),
        "title": f"{figure.label}: {page.caption}",
        "titles": _placed(wrap(f"{figure.label}: {page.caption}", 72), first=22, step=20),
        "figure": figure.value,
        "chart": chart,
        "chart_height": high,
        "bars": bars,
        "keys": keys,
        "lines": _placed(lines, first=foot + 14, step=_LINE),
        "page": page,
    }
    return render_to_string("reports/dashboard/file.svg", context).encode()


def _chart(figure: DashboardFigure, page: DashboardPage) -> object | None:
    charts: Mapping[DashboardFigure, object | None] = {
        DashboardFigure.MAP: page.map,
        DashboardFigure.MONTHS: page.months,
        DashboardFigure.YEARS: page.years,
        DashboardFigure.CLASSES: page.classes,
    }
    return charts.get(figure)


def _high(chart: object) -> int:
    """Return the height of a chart in the drawing, from its view box."""
    wide, high = (float(each) for each in str(getattr(chart, "view_box", "")).split()[2:])
    return round(high * min(2.0, _WIDTH / wide))


def _bars(table: FigureTable | None, place: int) -> list[DrawnBar]:
    """Return the rows of a table with bars of the numbers in one of its columns."""
    if table is None:
        return []
    numbers = [row[place] for row in table.rows]
    longest = max((each for each in numbers if isinstance(each, int)), default=0)
    return [
        DrawnBar(
            y=56 + at * _ROW,
            name=str(row[0]),
            length=part(max(0, number), longest) if isinstance(number, int) else "0",
            number=table.columns[place].shown(number),
        )
        for at, (row, number) in enumerate(zip(table.rows, numbers, strict=True))
    ]


def _goals(page: DashboardPage) -> list[DrawnBar]:
    """Return the goals with bars of the part of the way covered, below their names."""
    return [
        DrawnBar(
            y=56 + at * 2 * _ROW,
            name=f"{goal.label}: {goal.sign.word.lower()}",
            length=goal.share or "0",
            number=f"{goal.actual}; chỉ tiêu: {goal.target}",
            bar_x=8,
            bar_y=20,
        )
        for at, goal in enumerate(page.goals)
    ]


def _keys(
    figure: DashboardFigure, page: DashboardPage, *, top: int
) -> list[tuple[str, str, int, int]]:
    """Return the legend: class of the mark, words, and its place."""
    words: list[tuple[str, str]] = []
    if figure == DashboardFigure.MAP:
        words = [(f"tile--{key.colour}", key.words) for key in page.map.legend]
    elif figure in {DashboardFigure.MONTHS, DashboardFigure.YEARS}:
        chart = page.months if figure == DashboardFigure.MONTHS else page.years
        words = [(f"file__key--{line.number}", line.label) for line in chart.lines] if chart else []
        if chart and chart.shade:
            words.append(("lines__hatch", chart.shade.words))
    return [
        (kind, text, 8 + 220 * (number % 3), top + _ROW * (number // 3))
        for number, (kind, text) in enumerate(words)
    ]


def _placed(lines: Sequence[str], *, first: int, step: int) -> list[PlacedLine]:
    return [PlacedLine(y=first + step * number, text=text) for number, text in enumerate(lines)]


@cache
def _style() -> str:
    """Return the rules of the charts with the colours of the light theme written out."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    light, _, dark = (folder / "tokens.css").read_text("utf-8").partition(_DARK)
    tokens = dict(_TOKEN.findall(light + dark.partition("\n}")[2]))
    rules = (folder / "components" / "charts.css").read_text("utf-8").split("@media")[0]
    return _VARIABLE.sub(lambda match: tokens[match[1]], rules)
