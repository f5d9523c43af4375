"""The goals as tiles, and the tasks: communes at risk, why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from common.formats import count, percent
from reports.pages.dashboard.communes import commune_url
from reports.pages.dashboard.parameters import DashboardAddress
from reports.queries.dashboard import Dashboard
from targets.choices import AlertCode
from targets.queries.alerts import Alert, alerts
from targets.queries.rows import CommuneRow, GoalRow
from targets.words.alerts import alert_sentence
from targets.words.overview import GoalView
from targets.words.verdict import VerdictSign

SHOWN = 13
MOST_WARNINGS = 2
# Alerts that repeat the text of the task.
_REPEATED = frozenset({AlertCode.NOT_REVIEWED, AlertCode.BEHIND_PATH})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTile:
    """One goal. `share` is the part of the way covered, in hundredths; empty without one."""

    row: GoalRow
    label: str
    target: str
    actual: str
    expected: str
    share: str
    sign: VerdictSign
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do: which commune (by its key and its name), why, the warnings of the forecast, and a link."""

    commune: int
    title: str
    why: str
    warnings: Sequence[str]
    action: str
    url: str


def goal_tile(view: GoalView) -> GoalTile:
    """Return a goal as a tile."""
    return GoalTile(
        row=view.goal,
        label=view.goal.label,
        target=view.target,
        actual=view.actual,
        expected=view.expected,
        share="" if view.share is None else f"{float(view.share * 100):.1f}",
        sign=view.sign,
        note=view.note,
    )


def tasks(found: Dashboard, address: DashboardAddress, user: User) -> list[Task]:
    """Return the most urgent tasks: communes at risk, worst first; none as of a past day."""
    if found.progress.is_past:
        return []
    warnings = alerts(found.ahead, today=found.progress.as_of)
    return [
        _task(
            row,
            commune_url(row, found, address, user),
            [alert for alert in warnings if alert.commune_id == row.pk],
        )
        for row in found.area.communes_at_risk[:SHOWN]
    ]


def _task(row: CommuneRow, url: str, warnings: Sequence[Alert]) -> Task:
    flow, remaining = row.everyone.flow, row.everyone.remaining
    waiting, open_ = row.workload.submitted, flow.opening - flow.reviewed
    if not row.everyone.year_end.area.known:
        action = f"Bắt đầu rà soát {count(flow.opening)} hộ nghèo đầu năm"
    elif waiting:
        action = f"Đôn đốc xã duyệt {count(waiting)} phiếu đang chờ"
    elif open_:
        action = f"Rà soát nốt {count(open_)} hộ nghèo đầu năm"
    else:
        action = "Đã rà soát hết: bàn lại với xã về hộ còn có thể thoát nghèo và hộ mới nghèo"
    share = percent(row.everyone.reviewed_share)
    return Task(
        commune=row.pk,
        title=row.full_name,
        why=f"còn phải giảm {count(remaining)}/{count(row.everyone.target_fall)} hộ, đã rà soát {share}",
        warnings=[alert_sentence(alert) for alert in warnings if alert.code not in _REPEATED][
            :MOST_WARNINGS
        ],
        action=action,
        url=url,
    )


def rest_of(found: Dashboard, shown: Sequence[Task]) -> int:
    """Return how many communes at risk are not among the tasks shown."""
    return 0 if found.progress.is_past else len(found.area.communes_at_risk) - len(shown)
