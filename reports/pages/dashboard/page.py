"""The whole dashboard, prepared for one user."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from common.formats import vn_date
from reports.pages.dashboard.answer import GoalTile, Task, goal_tile, rest_of, tasks
from reports.pages.dashboard.classes import ClassesChart, classes_chart
from reports.pages.dashboard.communes import BulletRow, TileMap, border_line, bullet_rows, tile_map
from reports.pages.dashboard.faces import FigureFaces, all_faces
from reports.pages.dashboard.parameters import Badge, Choice, DashboardAddress, years_with_links
from reports.pages.dashboard.ranked import CauseWords, Ranked, ranked
from reports.pages.dashboard.trend import TrendChart, months_chart, years_chart
from reports.queries.causes import Cause
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import (
    PAST_NOTE,
    area_goals,
    area_label,
    change_arrow,
    change_words,
    fall_explanation,
    group_label,
    waiting_words,
)
from reports.words.tables import month_falls
from targets.queries.changes import changes_of
from targets.queries.rows import Progress, ProgressLine
from targets.words.forecast import forecast_words, headline
from targets.words.overview import goal_views, overview
from targets.words.verdict import SORTED_BY_VERDICT, VerdictSign, line_sign
from targets.words.verdict_bar import VerdictBar, line_bar

_REASONS = CauseWords(unit="đã phân tích nguyên nhân", missing="chưa phân tích")
_DEPRIVATIONS = CauseWords(unit="nghèo có phiếu được duyệt", missing="chưa rà soát")


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardVerdict:
    """The answer of the page: will the target be met."""

    sign: VerdictSign
    answer: str
    details: str
    tally: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change of the net fall as an arrow and words."""

    arrow: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """The content of the page. `line` are the figures of the chosen area and group."""

    progress: Progress
    address: DashboardAddress
    group_label: str
    area_label: str
    caption: str
    line: ProgressLine
    sign: VerdictSign
    answer: str
    details: str
    tally: str
    why: str
    bar: VerdictBar | None
    changes: Sequence[ChangeView]
    waiting: str
    past_note: str
    badges: Sequence[Badge]
    sorted_by: str
    goals: Sequence[GoalTile]
    goals_empty: str
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
    faces: Mapping[str, FigureFaces]
    groups: Sequence[Choice]
    colourings: Sequence[Choice]
    year_choices: Sequence[Choice]
    units: Sequence[Choice]


def page_of(found: Dashboard, *, address: DashboardAddress, user: User) -> DashboardPage:
    """Return the page of a dashboard's figures for one user."""
    progress, area, is_minority = found.progress, found.area, address.is_minority
    line = area.line(is_minority=is_minority)
    verdict = verdict_of(found, is_minority=is_minority)
    shown = tasks(found, address, user)
    group, where = group_label(is_minority=is_minority), area_label(area)
    day = vn_date(progress.as_of)
    waiting = _waiting(found)
    return DashboardPage(
        progress=progress,
        address=address,
        group_label=group,
        area_label=where,
        caption=f"{group}, {where}, năm {progress.year}, {progress.standard_name}, đến ngày {day}",
        line=line,
        sign=verdict.sign,
        answer=verdict.answer,
        details=verdict.details,
        tally=verdict.tally,
        why=fall_explanation(area, line),
        bar=line_bar(line, planned_share=progress.planned_share),
        changes=_changes(found, is_minority=is_minority),
        waiting=waiting[1] if waiting else "",
        past_note=PAST_NOTE if progress.is_past else "",
        badges=address.badges(day=day, area=where),
        sorted_by=SORTED_BY_VERDICT,
        goals=[goal_tile(view) for view in goal_views(area_goals(found), progress)],
        goals_empty="Chưa đặt mục tiêu cho năm này."
        if area.is_district
        else "Mục tiêu đặt cho toàn huyện, không đặt riêng cho phạm vi này.",
        communes=bullet_rows(found, address, user, planned=progress.planned_share),
        border=border_line(found, address),
        tasks=shown,
        more_tasks=rest_of(found, shown),
        map=tile_map(found, address, user),
        years=years_chart(found.years, is_minority=is_minority),
        months=months_chart(
            month_falls(found, is_minority=is_minority),
            target=line.target_fall,
            path=found.ahead.path,
            as_of=found.ahead.as_of,
            planned_share=found.ahead.planned_share,
            waiting=waiting,
        ),
        reasons=_ranked(found.reasons, found, address, _REASONS),
        deprivations=_ranked(found.deprivations, found, address, _DEPRIVATIONS),
        classes=classes_chart(found, is_minority=is_minority),
        faces=all_faces(address),
        groups=address.groups(),
        colourings=[] if progress.is_past else address.colourings(),
        year_choices=years_with_links(address, found.plan_years),
        units=address.units() if progress.grouping.has_choice else [],
    )


def verdict_of(found: Dashboard, *, is_minority: bool) -> DashboardVerdict:
    """Return the answer: of the district's goals, or of the target of the area and group shown."""
    progress, area = found.progress, found.area
    if area.is_district and not is_minority:
        total = overview(progress)
        return DashboardVerdict(
            sign=total.sign, answer=total.answer, details=total.details, tally=total.tally
        )
    line = area.line(is_minority=is_minority)
    sign = line_sign(line, is_due=progress.planned_share > 0)
    if line.chance is None:
        return DashboardVerdict(sign=sign, answer=sign.word, details="", tally="")
    return DashboardVerdict(
        sign=sign,
        answer=headline(line.year_end, line.target_fall),
        details=forecast_words(line.year_end),
        tally="",
    )


def _changes(found: Dashboard, *, is_minority: bool) -> list[ChangeView]:
    keys = [row.pk for row in found.area.rows]
    return [
        ChangeView(arrow=change_arrow(each), words=change_words(each))
        for each in changes_of(found.counted, keys, is_minority=is_minority)
    ]


def _waiting(found: Dashboard) -> tuple[dt.date, str] | None:
    """Return since when forms of the area wait to be recognised, and how many in words."""
    loads = [row.workload for row in found.area.rows]
    moments = [each.waiting_since for each in loads if each.waiting_since is not None]
    if not moments or found.progress.is_past:
        return None
    since = min(timezone.localtime(min(moments)).date(), found.progress.as_of)
    return since, waiting_words(sum(each.submitted for each in loads), since)


def _ranked(
    causes: Sequence[Cause], found: Dashboard, address: DashboardAddress, words: CauseWords
) -> Ranked | None:
    rows = sorted(found.area.rows, key=lambda row: (row.sort_key, row.pk))
    return ranked(
        causes,
        rows if address.by_commune else [],
        area=found.area,
        words=words,
        is_minority=address.is_minority,
    )
