"""The communes: progress towards the target, worst first, and the tiles of the map."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from accounts.choices import Action
from accounts.models import User
from common.charts import tiles
from common.charts.tiles import Range
from common.formats import count, percent, rate, signed_points
from households.choices import Figure
from households.links import ListAddress
from reports.pages.dashboard.parameters import Colouring, DashboardAddress
from reports.queries.dashboard import Dashboard
from targets.choices import GoalGroup
from targets.queries.rows import CommuneRow, ProgressLine
from targets.words.verdict import VerdictSign, line_sign
from targets.words.verdict_bar import VerdictBar, line_bar

TILE, GAP = 60, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletRow:
    """One commune. `bar` is None without a target; `list_url` opens the households that exited."""

    commune: int
    name: str
    url: str
    marks: str
    bar: VerdictBar | None
    done: str
    list_url: str
    sign: VerdictSign


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTile:
    """One commune of the map: its place in the drawing, its texts, its line in the table."""

    x: int
    y: int
    url: str
    lines: Sequence[tuple[str, int]]
    figure: str
    colour: str
    is_border: bool
    words: str
    full_name: str
    rate: str
    change: str
    done: str


@dataclass(frozen=True, slots=True)
class LegendKey:
    """One line of the map's legend."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    view_box: str
    tiles: Sequence[MapTile]
    legend: Sequence[LegendKey]
    label: str


def line_of(row: CommuneRow, address: DashboardAddress) -> ProgressLine:
    """Return the figures of the chosen group."""
    return row.minority if address.is_minority else row.everyone


def bullet_rows(
    found: Dashboard, address: DashboardAddress, user: User, *, planned: Fraction | None
) -> list[BulletRow]:
    """Return the communes worst first, in the chosen group.

    `planned` is the part of the year's fall expected by now. Figures link to their households
    where the user may see the list of that commune.
    """
    may_open = user.may(Action.VIEW_HOUSEHOLDS)
    rows = found.progress.communes
    if address.is_minority:
        rows = tuple(sorted(rows, key=lambda row: (row.minority.urgency, row.sort_key, row.pk)))
    lists = ListAddress(address.year, found.progress.standard_code, is_minority=address.is_minority)
    exits_url = lists.of(Figure.EXITS)
    return [
        _bullet_row(
            row,
            line_of(row, address),
            found=found,
            address=address,
            planned=planned,
            list_url=f"{exits_url}&commune={row.pk}"
            if may_open and (user.sees_all_communes or row.is_of(user.commune_id))
            else "",
        )
        for row in rows
    ]


def _bullet_row(
    row: CommuneRow,
    line: ProgressLine,
    *,
    found: Dashboard,
    address: DashboardAddress,
    planned: Fraction | None,
    list_url: str,
) -> BulletRow:
    return BulletRow(
        commune=row.pk,
        name=row.name,
        url=address.progress.of(row.pk),
        marks=_marks(row, found),
        bar=line_bar(line, planned_share=planned, forecast=_bounds(row, found, address)),
        done=_done(line),
        list_url=list_url if line.flow.exits else "",
        sign=line_sign(line, is_due=found.progress.planned_share > 0),
    )


def _bounds(row: CommuneRow, found: Dashboard, address: DashboardAddress) -> tuple[int, int] | None:
    """Return the bounds of the forecast net fall; None without a forecast."""
    ahead = found.ahead.of(row.pk)
    if ahead is None:
        return None
    outlook = (ahead.minority if address.is_minority else ahead.everyone).forecast
    return (outlook.low, outlook.high) if outlook else None


def _marks(row: CommuneRow, found: Dashboard) -> str:
    return f"{'▲' if row.is_above_average else ''}{'◆' if row.pk in found.border else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """A colouring of the map: the value of a line, its classes and its palette."""

    value: Callable[[ProgressLine], Fraction | None]
    ranges: Callable[[Sequence[Fraction]], list[Range]]
    show: Callable[[Fraction | int | None], str]
    palette: str


_QUARTERS = tuple(Fraction(part, 4) for part in (1, 2, 3, 4))
_SCALES = {
    Colouring.RATE: _Scale(
        value=lambda line: line.rate, ranges=tiles.quantiles, show=rate, palette="seq"
    ),
    Colouring.CHANGE: _Scale(
        value=lambda line: line.change_points,
        ranges=tiles.around_zero,
        show=signed_points,
        palette="div",
    ),
    Colouring.PROGRESS: _Scale(
        value=lambda line: (
            Fraction(line.flow.net_fall, line.target_fall) if line.target_fall else None
        ),
        ranges=lambda _values: tiles.between(_QUARTERS),
        show=percent,
        palette="done",
    ),
}


def tile_map(found: Dashboard, address: DashboardAddress) -> TileMap:
    """Return the communes as tiles in reading order, in the chosen colouring."""
    scale = _SCALES[address.colouring]
    rows = {row.pk: row for row in found.progress.communes}
    values = {key: scale.value(line_of(row, address)) for key, row in rows.items()}
    ranges = scale.ranges([value for value in values.values() if value is not None])
    cells = tiles.cells(found.places)
    return TileMap(
        view_box=_view_box(cells),
        tiles=[
            _tile(cell, rows[cell.key], values[cell.key], ranges, found, address) for cell in cells
        ],
        legend=_legend(scale, ranges, has_unknown=None in values.values()),
        label=address.colouring.label,
    )


def _view_box(cells: Sequence[tiles.TileCell]) -> str:
    wide = 1 + max((cell.column for cell in cells), default=0)
    high = 1 + max((cell.row for cell in cells), default=0)
    return f"0 0 {wide * (TILE + GAP) - GAP} {high * (TILE + GAP) - GAP}"


def _tile(
    cell: tiles.TileCell,
    row: CommuneRow,
    value: Fraction | None,
    ranges: Sequence[Range],
    found: Dashboard,
    address: DashboardAddress,
) -> MapTile:
    scale, line = _SCALES[address.colouring], line_of(row, address)
    is_border = row.pk in found.border
    place = tiles.class_of(value, ranges) if value is not None else 0
    full_name = f"{row.full_name} (biên giới)" if is_border else row.full_name
    change, done = signed_points(line.change_points), _done(line)
    words = (
        f"{full_name}: tỷ lệ {rate(line.rate)}, thay đổi {change} điểm phần trăm, giảm {done} hộ"
    )
    return MapTile(
        x=cell.column * (TILE + GAP),
        y=cell.row * (TILE + GAP),
        url=address.progress.of(row.pk),
        lines=_name_lines(row.name),
        figure=scale.show(value),
        colour=_colour(scale, place, len(ranges)),
        is_border=is_border,
        words=words,
        full_name=full_name,
        rate=rate(line.rate),
        change=change,
        done=done,
    )


def _colour(scale: _Scale, place: int, number: int) -> str:
    """Return the colour of a class; fewer than five classes use the upper steps of the palette."""
    return f"{scale.palette}-{place + tiles.CLASSES - number}" if place else "none"


def _name_lines(name: str) -> list[tuple[str, int]]:
    """Return the lines of a name with their heights, broken at its last space: a tile is eight
    letters wide."""
    if len(name) <= 8 or " " not in name:
        return [(name, 25)]
    first, last = name.rsplit(" ", 1)
    return [(first, 17), (last, 31)]


def _done(line: ProgressLine) -> str:
    fall, target = line.flow.net_fall, line.target_fall
    return count(fall) if target is None else f"{count(fall)}/{count(target)}"


def _legend(scale: _Scale, ranges: Sequence[Range], *, has_unknown: bool) -> list[LegendKey]:
    keys = [
        LegendKey(_colour(scale, number, len(ranges)), _range_words(each, scale))
        for number, each in enumerate(ranges, start=1)
    ]
    return [*keys, LegendKey("none", "chưa có số liệu")] if has_unknown else keys


def _range_words(each: Range, scale: _Scale) -> str:
    if each.low is None:
        return f"dưới {scale.show(each.high)}"
    if each.high is None:
        return f"từ {scale.show(each.low)}"
    if each.low == each.high:
        return scale.show(each.low)
    return f"{scale.show(each.low)} – {scale.show(each.high)}"


def border_line(found: Dashboard, address: DashboardAddress) -> Mapping[str, str] | None:
    """Return the figures of the border communes together, or None without any.

    Their target is the goal set for them as a group, otherwise the sum of their own targets.
    """
    rows = [row for row in found.progress.communes if row.pk in found.border]
    group = found.progress.groups.get(GoalGroup.BORDER)
    if not rows or group is None:
        return None
    line = group.minority if address.is_minority else group.everyone
    given = [line_of(row, address).target_fall for row in rows]
    if line.target_fall is None and None not in given:
        line = replace(line, target_fall=sum(each or 0 for each in given))
    return {
        "communes": count(len(rows)),
        "poor": count(line.flow.closing),
        "rate": rate(line.rate),
        "change": signed_points(line.change_points),
        "done": _done(line),
    }
