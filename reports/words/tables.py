"""The figures of the dashboard as tables, for its pages and files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from common.figure_tables import FigureColumn, FigureKind, FigureTable, Value
from reports.choices import DashboardFigure
from reports.queries.causes import Cause
from reports.queries.classes import OPENING_CLASSES, PRESENT_CLASSES, class_flows
from reports.queries.dashboard import Dashboard, YearRate
from reports.words.dashboard import CLASS_LABELS, HIDDEN, area_goals, group_words, rate_source
from targets.queries.changes import changes_of
from targets.queries.rows import ProgressLine
from targets.words.overview import goal_views
from targets.words.verdict import line_sign

TEXT, COUNT = FigureKind.TEXT, FigureKind.COUNT
RATE, PART, POINTS = FigureKind.RATE, FigureKind.PART, FigureKind.POINTS


def table_of(figure: DashboardFigure, found: Dashboard, *, is_minority: bool) -> FigureTable | None:
    """Return a figure as a table; None where it has no rows or is not recorded as of the day."""
    made = _TABLES[figure](found, is_minority)
    if made is None or not made.rows:
        return None
    return replace(made, title=f"{figure.label}: {group_words(found, is_minority=is_minority)}")


def _goals(found: Dashboard, _is_minority: bool) -> FigureTable:  # noqa: FBT001
    heads = ("Mục tiêu", "Chỉ tiêu", "Kết quả", "Dự kiến cuối năm", "Tình trạng", "Ghi chú")
    views = goal_views(area_goals(found), found.progress)
    return FigureTable(
        title="",
        columns=[FigureColumn(head, TEXT) for head in heads],
        rows=[
            [
                each.goal.label,
                each.target,
                each.actual,
                each.expected,
                each.sign.word,
                ". ".join(each.notes),
            ]
            for each in views
        ],
    )


def _communes(found: Dashboard, is_minority: bool) -> FigureTable:  # noqa: FBT001
    days = sorted(found.counted.falls, reverse=True)
    columns = [
        FigureColumn("Xã", TEXT),
        FigureColumn("Hộ nghèo đầu năm"),
        FigureColumn("Hộ nghèo hiện nay"),
        FigureColumn("Giảm thực (hộ)"),
        FigureColumn("Chỉ tiêu (hộ)"),
        *(FigureColumn(f"Thay đổi so với {day:%d/%m/%Y} (hộ)") for day in days),
        FigureColumn("Đã rà soát (hộ đầu năm)"),
        FigureColumn("Phiếu chờ duyệt"),
        FigureColumn("Tình trạng", TEXT),
    ]
    is_due = found.progress.planned_share > 0

    def row(name: str, keys: Sequence[int], line: ProgressLine, waiting: int) -> list[Value]:
        return [
            name,
            line.flow.opening,
            line.flow.closing,
            line.flow.net_fall,
            line.target_fall,
            *(
                change.households
                for change in changes_of(found.counted, keys, is_minority=is_minority)
            ),
            line.flow.reviewed,
            None if line.is_past else waiting,
            line_sign(line, is_due=is_due).word,
        ]

    rows = [
        row(
            each.full_name,
            [each.pk],
            each.minority if is_minority else each.everyone,
            each.workload.submitted,
        )
        for each in found.area.rows
    ]
    keys = [each.pk for each in found.area.rows]
    waiting = sum(each.workload.submitted for each in found.area.rows)
    totals = row("Cộng", keys, found.area.line(is_minority=is_minority), waiting)
    return FigureTable(title="", columns=columns, rows=rows, totals=totals)


def _map(found: Dashboard, is_minority: bool) -> FigureTable:  # noqa: FBT001
    columns = [
        FigureColumn("Xã", TEXT),
        FigureColumn("Biên giới", TEXT),
        FigureColumn("Hộ nghèo"),
        FigureColumn("Số hộ dân cư"),
        FigureColumn("Tỷ lệ hộ nghèo", RATE),
        FigureColumn("Thay đổi so đầu kỳ (điểm phần trăm)", POINTS),
        FigureColumn("Giảm thực (hộ)"),
        FigureColumn("Chỉ tiêu (hộ)"),
    ]
    rows = []
    for each in sorted(found.area.rows, key=lambda row: (row.sort_key, row.pk)):
        line = each.minority if is_minority else each.everyone
        rows.append(
            [
                each.full_name,
                "có" if each.is_border else "",
                line.flow.closing,
                None if line.is_past else line.households,
                line.rate,
                line.change_points,
                line.flow.net_fall,
                line.target_fall,
            ]
        )
    return FigureTable(title="", columns=columns, rows=rows)


def _months(found: Dashboard, is_minority: bool) -> FigureTable:  # noqa: FBT001
    falls = month_falls(found, is_minority=is_minority)
    target = found.area.line(is_minority=is_minority).target_fall
    rows: list[list[Value]] = []
    for number, share in enumerate(found.ahead.path, start=1):
        is_last = number == len(falls)
        head = f"Đến {found.counted.as_of:%d/%m/%Y}" if is_last else f"Tháng {number}"
        planned = found.ahead.planned_share if is_last else share
        rows.append(
            [
                head,
                None if target is None else round(planned * target),
                falls[number - 1] if number <= len(falls) else None,
            ]
        )
    columns = [
        FigureColumn("Cuối tháng", TEXT),
        FigureColumn("Lộ trình (hộ)"),
        FigureColumn("Đã giảm thực (hộ)"),
    ]
    return FigureTable(title="", columns=columns, rows=rows)


def month_falls(found: Dashboard, *, is_minority: bool) -> list[int]:
    """Return the net fall of the area at the end of each month so far."""
    months = [found.counted.of(row.pk) for row in found.area.rows]
    lists = [each.minority if is_minority else each.everyone for each in months]
    return [
        sum(months[number].net_fall for months in lists) for number in range(found.counted.until)
    ]


def _years(found: Dashboard, is_minority: bool) -> FigureTable:  # noqa: FBT001
    columns = [
        FigureColumn("Cuối năm", TEXT),
        FigureColumn("Chuẩn nghèo", TEXT),
        FigureColumn("Hộ nghèo"),
        FigureColumn("Số hộ"),
        FigureColumn("Tỷ lệ", RATE),
        FigureColumn("Nguồn", TEXT),
    ]
    return FigureTable(
        title="", columns=columns, rows=[_year(each, is_minority) for each in found.years]
    )


def _year(each: YearRate, is_minority: bool) -> list[Value]:  # noqa: FBT001
    poor = each.em_poor if is_minority else each.poor
    households = each.em_households if is_minority else each.households
    rate = each.em_rate if is_minority else each.rate
    return [str(each.year), each.standard_name, poor, households, rate, rate_source(each)]


def _classes(found: Dashboard, is_minority: bool) -> FigureTable | None:  # noqa: FBT001
    flows = area_class_flows(found, is_minority=is_minority)
    if flows is None:
        return None
    columns = [
        FigureColumn("Đầu năm", TEXT),
        *(FigureColumn(CLASS_LABELS[key]) for key in PRESENT_CLASSES),
        FigureColumn("Cộng"),
    ]
    numbers = {
        source: [flows.get((source, target), 0) for target in PRESENT_CLASSES]
        for source in OPENING_CLASSES
    }
    sums = [sum(column) for column in zip(*numbers.values(), strict=True)]
    return FigureTable(
        title="",
        columns=columns,
        rows=[[CLASS_LABELS[source], *row, sum(row)] for source, row in numbers.items()],
        totals=["Cộng", *sums, sum(sums)],
    )


def area_class_flows(
    found: Dashboard, *, is_minority: bool
) -> Mapping[tuple[str, str], int] | None:
    """Return the households of the area per class at the opening and now; None as of a past day
    and for a year without a list."""
    if found.progress.lists is None:
        return None
    tables = found.progress.tables_of([row.pk for row in found.area.rows])
    of_group = tables.of_minority if is_minority else tables.of_everyone
    flows = {key: max(0, value) for key, value in class_flows(of_group).items()}
    return flows if any(flows.values()) else None


def _causes(
    causes: Callable[[Dashboard], Sequence[Cause]],
) -> Callable[[Dashboard, bool], FigureTable]:
    def made(found: Dashboard, is_minority: bool) -> FigureTable:  # noqa: FBT001
        columns = [FigureColumn("Tên", TEXT), FigureColumn("Số hộ"), FigureColumn("Tỷ lệ", PART)]
        communes = sorted(found.area.rows, key=lambda row: (row.sort_key, row.pk))
        shown = communes if found.area.commune is None else []
        columns += [FigureColumn(each.name) for each in shown]
        keys = [row.pk for row in found.area.rows]
        rows = []
        for cause in causes(found):
            given = cause.total_of(None if found.area.is_district else keys)
            number = given.em_households if is_minority else given.households
            of = given.em_looked_at if is_minority else given.looked_at
            if of == 0 or number == 0:
                continue
            rows.append(
                [
                    cause.name,
                    HIDDEN if number is None else number,
                    None if number is None else share_of(number, of),
                    *(_cell(cause, each.pk, is_minority=is_minority) for each in shown),
                ]
            )
        rows.sort(key=_by_number)
        return FigureTable(title="", columns=columns, rows=rows)

    return made


def _by_number(row: Sequence[Value]) -> tuple[int, str]:
    number = row[1]
    return (-number if isinstance(number, int) else 0, str(row[0]))


def share_of(number: int, of: int | None) -> Value:
    """Return the part of the households looked at; None where their number is not given."""
    return Fraction(number, of) if of else None


def _cell(cause: Cause, commune: int, *, is_minority: bool) -> Value:
    found = cause.of(commune)
    if not found.is_looked_at:
        return None
    number = found.em_households if is_minority else found.households
    return HIDDEN if number is None else number


_TABLES: Mapping[DashboardFigure, Callable[[Dashboard, bool], FigureTable | None]] = {
    DashboardFigure.GOALS: _goals,
    DashboardFigure.COMMUNES: _communes,
    DashboardFigure.MAP: _map,
    DashboardFigure.MONTHS: _months,
    DashboardFigure.YEARS: _years,
    DashboardFigure.CLASSES: _classes,
    DashboardFigure.REASONS: _causes(lambda found: found.reasons),
    DashboardFigure.DEPRIVATIONS: _causes(lambda found: found.deprivations),
}
