"""The first screen in words: shall we meet the goals, why, and what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.formats import count, percent
from reports.pages.dashboard.communes import MARKS, commune_url, late
from reports.pages.dashboard.parameters import DashboardAddress
from reports.queries.dashboard import Dashboard
from targets.choices import AlertCode
from targets.queries.alerts import Alert, alerts
from targets.queries.rows import CommuneRow
from targets.words.overview import GoalView

SHOWN = 5
MOST_WARNINGS = 2
# What the task's own words say already.
_SAID = frozenset({AlertCode.NOT_REVIEWED, AlertCode.BEHIND_PATH})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTile:
    """One goal. `share` is the way done in hundredths, empty when there is no way."""

    label: str
    target: str
    actual: str
    expected: str
    share: str
    words: str
    tone: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do: who or what, why, what the forecast warns of, and where to look."""

    title: str
    why: str
    warnings: Sequence[str]
    action: str
    url: str
    tone: str


def goal_tile(view: GoalView) -> GoalTile:
    """Return a goal as a tile."""
    return GoalTile(
        label=view.goal.label,
        target=view.target,
        actual=view.actual,
        expected=view.expected,
        share="" if view.share is None else f"{float(view.share * 100):.1f}",
        words=view.word,
        tone=view.tone,
        mark=MARKS[view.tone],
        note=view.goal.note,
    )


def why(found: Dashboard) -> str:
    """Say in one sentence what the fall is made of, for all households."""
    line = found.progress.total.everyone
    flow = line.flow
    if not flow.opening and not flow.closing:
        return "Danh sách hộ nghèo của năm chưa có hộ nào."
    words = (
        f"{count(flow.exits)} hộ thoát nghèo, {count(flow.relapsed)} hộ tái nghèo, "
        f"{count(flow.new_poor)} hộ nghèo mới"
    )
    left = flow.opening - flow.reviewed
    rest = f"; còn {count(left)} hộ đầu kỳ chưa rà soát" if left else "; đã rà soát hết danh sách"
    slow = late(found)
    behind = f"; {len(slow)}/{len(found.progress.communes)} xã chậm" if slow else ""
    return f"{words}{rest}{behind}."


def tasks(found: Dashboard, asked: DashboardAddress) -> list[Task]:
    """Return what is to be done first: communes that are late, worst first."""
    said = alerts(found.ahead, today=found.progress.as_of)
    return [
        _task(row, asked, [alert for alert in said if alert.commune_id == row.pk])
        for row in late(found)[:SHOWN]
    ]


def _task(row: CommuneRow, asked: DashboardAddress, said: Sequence[Alert]) -> Task:
    flow, remaining = row.everyone.flow, row.everyone.remaining
    waiting, open_ = row.workload.submitted, flow.opening - flow.reviewed
    if not flow.reviewed:
        action = f"Bắt đầu rà soát {count(flow.opening)} hộ nghèo đầu kỳ"
    elif waiting:
        action = f"Duyệt {count(waiting)} phiếu đang chờ"
    elif open_:
        action = f"Rà soát nốt {count(open_)} hộ đầu kỳ"
    else:
        action = "Đã rà soát hết: bàn lại với xã về hộ còn có thể thoát nghèo và hộ mới nghèo"
    share = percent(row.everyone.reviewed_share)
    return Task(
        title=row.full_name,
        why=f"còn {count(remaining)}/{count(row.everyone.target_fall)} hộ, đã rà soát {share}",
        warnings=[alert.sentence for alert in said if alert.code not in _SAID][:MOST_WARNINGS],
        action=action,
        url=commune_url(row, asked),
        tone=row.everyone.tone,
    )


def rest_of(found: Dashboard, shown: Sequence[Task]) -> int:
    """Return how many late communes are not among the tasks shown."""
    return len(late(found)) - len(shown)
