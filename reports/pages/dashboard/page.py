"""The whole dashboard, prepared for one user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from common.formats import vn_date
from reports.pages.dashboard.answer import GoalTile, Task, goal_tile, rest_of, tasks
from reports.pages.dashboard.classes import ClassesChart, classes_chart
from reports.pages.dashboard.communes import BulletRow, TileMap, border_line, bullet_rows, tile_map
from reports.pages.dashboard.parameters import Choice, DashboardAddress
from reports.pages.dashboard.ranked import CauseWords, Ranked, ranked
from reports.pages.dashboard.trend import TrendChart, months_chart, years_chart
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import fall_explanation
from targets.queries.rows import Progress, ProgressLine
from targets.words.overview import overview
from targets.words.verdict import SORTED_BY_VERDICT, VerdictSign
from targets.words.verdict_bar import VerdictBar, line_bar


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """The content of the page. `line` are the district's figures of the chosen group."""

    progress: Progress
    address: DashboardAddress
    group_label: str
    caption: str
    line: ProgressLine
    sign: VerdictSign
    answer: str
    details: str
    tally: str
    why: str
    bar: VerdictBar | None
    sorted_by: str
    goals: Sequence[GoalTile]
    communes: Sequence[BulletRow]
    border: Mapping[str, str] | None
    tasks: Sequence[Task]
    more_tasks: int
    map: TileMap
    years: TrendChart | None
    months: TrendChart | None
    reasons: Ranked | None
    deprivations: Ranked | None
    classes: ClassesChart | None
    groups: Sequence[Choice]
    colourings: Sequence[Choice]
    year_choices: Sequence[Choice]
    units: Sequence[Choice]


def page_of(found: Dashboard, *, address: DashboardAddress, user: User) -> DashboardPage:
    """Return the page of a dashboard's figures for one user."""
    progress = found.progress
    total = overview(progress)
    tables = progress.tables
    shown = tasks(found, address)
    line = progress.total.minority if address.is_minority else progress.total.everyone
    ahead = found.ahead.total.minority if address.is_minority else found.ahead.total.everyone
    by_name = progress.communes_by_name() if address.by_commune else []
    group = "Hộ dân tộc thiểu số" if address.is_minority else "Tất cả hộ"
    return DashboardPage(
        progress=progress,
        address=address,
        group_label=group,
        caption=f"{group}, năm {progress.year}, {progress.standard_name}, đến ngày {vn_date(progress.as_of)}",
        line=line,
        sign=total.sign,
        answer=total.answer,
        details=total.details,
        tally=total.tally,
        why=fall_explanation(progress),
        bar=line_bar(progress.total.everyone, planned_share=progress.planned_share),
        sorted_by=SORTED_BY_VERDICT,
        goals=[goal_tile(view) for view in total.goals],
        communes=bullet_rows(found, address, user, planned=progress.planned_share),
        border=border_line(found, address),
        tasks=shown,
        more_tasks=rest_of(found, shown),
        map=tile_map(found, address),
        years=years_chart(found.years, is_minority=address.is_minority),
        months=months_chart(
            [month.net_fall for month in ahead.months],
            target=line.target_fall,
            path=found.ahead.path,
            as_of=found.ahead.as_of,
            planned_share=found.ahead.planned_share,
        ),
        reasons=ranked(
            found.reasons,
            by_name,
            words=CauseWords(unit="đã phân tích nguyên nhân", missing="chưa phân tích"),
            is_minority=address.is_minority,
        ),
        deprivations=ranked(
            found.deprivations,
            by_name,
            words=CauseWords(unit="nghèo có phiếu được duyệt", missing="chưa rà soát"),
            is_minority=address.is_minority,
        ),
        classes=classes_chart(tables.of_minority if address.is_minority else tables.of_everyone),
        groups=address.groups(),
        colourings=address.colourings(),
        year_choices=address.years(found.plan_years),
        units=address.units() if progress.grouping.has_choice else [],
    )
