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
from reports.choices import Colouring
from reports.pages.dashboard.parameters import DashboardAddress
from reports.queries.area import BORDER
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import change_arrow, change_words
from targets.choices import GoalGroup
from targets.queries.changes import FallChange, changes_of
from targets.queries.rows import CommuneRow, ProgressLine
from targets.words.verdict import VerdictSign, line_sign
from targets.words.verdict_bar import VerdictBar, line_bar

TILE, GAP = 60, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletRow:
    """One commune. `bar` is None without a target; `list_url` opens the households that exited.

    `url` is empty where the user may not open the commune's page; `change` is an arrow with the
    households by which the net fall has changed in a week, `change_words` the same as a sentence.
    """

    commune: int
    name: str
    url: str
    marks: str
    bar: VerdictBar | None
    done: str
    list_url: str
    change: str
    change_words: str
    sign: VerdictSign


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTile:
    """One commune of the map: its place in the drawing and its texts; `is_outside` of the area."""

    x: int
    y: int
    url: str
    lines: Sequence[tuple[str, int]]
    figure: str
    colour: str
    is_border: bool
    is_outside: bool
    words: str


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
    rows = found.area.rows
    if address.is_minority:
        rows = sorted(rows, key=lambda row: (row.minority.urgency, row.sort_key, row.pk))
    lists = ListAddress(address.year, found.progress.standard_code, is_minority=address.is_minority)
    exits_url = lists.of(Figure.EXITS)
    return [
        _bullet_row(
            row,
            line_of(row, address),
            found=found,
            address=address,
            user=user,
            planned=planned,
            list_url=f"{exits_url}&commune={row.pk}"
            if may_open and may_see(user, row) and not found.progress.is_past
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
    user: User,
    planned: Fraction | None,
    list_url: str,
) -> BulletRow:
    changes = changes_of(found.counted, [row.pk], is_minority=address.is_minority)
    return BulletRow(
        commune=row.pk,
        name=row.name,
        url=commune_url(row, found, address, user),
        marks=_marks(row, found),
        bar=line_bar(line, planned_share=planned, forecast=_bounds(row, found, address)),
        done=_done(line),
        list_url=list_url if line.flow.exits else "",
        change=_short(changes[0]) if changes else "",
        change_words=change_words(changes[0]) if changes else "",
        sign=line_sign(line, is_due=found.progress.planned_share > 0),
    )


def _short(change: FallChange) -> str:
    arrow = change_arrow(change)
    return f"{arrow} {count(abs(change.households))}" if change.households else arrow


def may_see(user: User, row: CommuneRow) -> bool:
    """Return whether a user may open pages of a commune."""
    return user.sees_all_communes or row.is_of(user.commune_id)


def commune_url(row: CommuneRow, found: Dashboard, address: DashboardAddress, user: User) -> str:
    """Return the address of a commune's year, the same on every part of the dashboard.

    Empty where the user may not open it. Units after a merger have no page of an earlier year: they
    are shown in the table of the progress.
    """
    if found.progress.grouping.is_regrouped:
        return address.progress.of(row.pk)
    return address.commune_url(row.pk) if may_see(user, row) else ""


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
    """A colouring of the map: the value of a line, the limits of its classes and its palette.

    The limits are fixed, so that a colour means the same every day (decision 44).
    """

    value: Callable[[ProgressLine], Fraction | None]
    edges: Sequence[Fraction]
    show: Callable[[Fraction | int | None], str]
    palette: str


_SCALES = {
    Colouring.RATE: _Scale(
        value=lambda line: line.rate,
        edges=[Fraction(part, 100) for part in (1, 2, 3, 5)],
        show=rate,
        palette="seq",
    ),
    Colouring.CHANGE: _Scale(
        value=lambda line: line.change_points,
        edges=[Fraction(part, 10_000) for part in (-100, -25, 25, 100)],
        show=signed_points,
        palette="div",
    ),
    Colouring.PROGRESS: _Scale(
        value=lambda line: (
            Fraction(line.flow.net_fall, line.target_fall) if line.target_fall else None
        ),
        edges=[Fraction(part, 4) for part in (1, 2, 3, 4)],
        show=percent,
        palette="done",
    ),
}


def shown_colouring(found: Dashboard, address: DashboardAddress) -> Colouring:
    """Return the colouring asked for; as of a past day, whose rates are not recorded, the progress."""
    return Colouring.PROGRESS if found.progress.is_past else address.colouring


def tile_map(found: Dashboard, address: DashboardAddress, user: User) -> TileMap:
    """Return the communes as tiles in reading order, in the chosen colouring."""
    colouring = shown_colouring(found, address)
    scale = _SCALES[colouring]
    rows = {row.pk: row for row in found.progress.communes}
    values = {key: scale.value(line_of(row, address)) for key, row in rows.items()}
    ranges = tiles.between(scale.edges)
    inside = {row.pk for row in found.area.rows}
    cells = tiles.cells(found.places)
    return TileMap(
        view_box=_view_box(cells),
        tiles=[
            _tile(
                cell,
                rows[cell.key],
                values[cell.key],
                ranges,
                found,
                address,
                user,
                is_outside=cell.key not in inside,
            )
            for cell in cells
        ],
        legend=_legend(scale, ranges, has_unknown=None in values.values()),
        label=str(colouring.label),
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
    user: User,
    *,
    is_outside: bool,
) -> MapTile:
    scale, line = _SCALES[shown_colouring(found, address)], line_of(row, address)
    is_border = row.pk in found.border
    place = tiles.class_of(value, ranges) if value is not None else 0
    full_name = f"{row.full_name} (biên giới)" if is_border else row.full_name
    done = f"giảm {_done(line)} hộ"
    words = f"{full_name}: {done}"
    if line.rate is not None:
        change = signed_points(line.change_points)
        words = f"{full_name}: tỷ lệ {rate(line.rate)}, thay đổi {change} điểm phần trăm, {done}"
    return MapTile(
        x=cell.column * (TILE + GAP),
        y=cell.row * (TILE + GAP),
        url=commune_url(row, found, address, user),
        lines=_name_lines(row.name),
        figure=scale.show(value),
        colour=_colour(scale, place, len(ranges)),
        is_border=is_border,
        is_outside=is_outside,
        words=words,
    )


def _colour(scale: _Scale, place: int, number: int) -> str:
    """Return the colour of a class."""
    return f"{scale.palette}-{place + tiles.CLASSES - number}" if place else "none"


def _name_lines(name: str) -> list[tuple[str, int]]:
    """Return the lines of a name with their heights, broken at its last space: a tile is seven
    letters wide."""
    if len(name) <= 7 or " " not in name:
        return [(name, 26)]
    first, last = name.rsplit(" ", 1)
    return [(first, 18), (last, 34)]


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
        return f"từ {scale.show(each.low)} trở lên"
    return f"{scale.show(each.low)} – dưới {scale.show(each.high)}"


def border_line(found: Dashboard, address: DashboardAddress) -> Mapping[str, str] | None:
    """Return the figures of the border communes together, or None without any.

    Their target is the goal set for them as a group, otherwise the sum of their own targets.
    """
    rows = [row for row in found.progress.communes if row.pk in found.border]
    group = found.progress.groups.get(GoalGroup.BORDER)
    if not rows or group is None or found.area.key not in {"", BORDER}:
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
