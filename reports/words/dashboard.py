"""Sentences of the leader's dashboard, for its pages, its files and its API."""

import datetime as dt
from collections.abc import Sequence

from common.formats import count, vn_date
from reports.queries.area import ABOVE_AVERAGE, BORDER, DISTRICT, DashboardArea
from reports.queries.classes import ABOVE, GONE, NEAR_POOR, NEW, POOR
from reports.queries.dashboard import Dashboard, YearRate
from targets.choices import GoalCode, GoalGroup
from targets.queries.changes import FallChange
from targets.queries.rows import GoalRow, ProgressLine
from targets.words.verdict import RISK_WORDS

HIDDEN = "ẩn"
HIDDEN_NOTE = "ẩn: dưới 5 hộ, và số phải ẩn cùng để không suy ra được hộ nào."
CLASS_LABELS = {
    POOR: "Hộ nghèo",
    NEAR_POOR: "Hộ cận nghèo",
    NEW: "Mới vào danh sách",
    ABOVE: "Vượt chuẩn cận nghèo",
    GONE: "Giảm khác",
}
AREA_LABELS = {
    DISTRICT: "Toàn huyện",
    BORDER: "Các xã biên giới",
    ABOVE_AVERAGE: "Các xã trên bình quân huyện",
}
# What the page shows of a past day, and why some of it is missing.
PAST_NOTE = (
    "Không ghi theo ngày nên không tính lại được: số hộ dân cư, tỷ lệ, phiếu chờ duyệt, "
    "đăng ký thoát nghèo, phân loại hộ, nguyên nhân, thiếu hụt, việc cần làm."
)
NOT_DATED_NOTE = "Không ghi theo ngày, chỉ có số hiện nay."


def area_label(area: DashboardArea) -> str:
    """Return the name of the area."""
    commune = area.commune
    return AREA_LABELS[area.key] if commune is None else commune.full_name


def group_label(*, is_minority: bool) -> str:
    """Return the name of the group of households."""
    return "Hộ dân tộc thiểu số" if is_minority else "Tất cả hộ"


def group_words(found: Dashboard, *, is_minority: bool) -> str:
    """Return of what the figures are: "Tất cả hộ, toàn huyện Ia Grai, năm 2021"."""
    district = f"huyện {found.progress.district_name}"
    where = f"toàn {district}" if found.area.is_district else area_label(found.area)
    return f"{group_label(is_minority=is_minority)}, {where}, năm {found.progress.year}"


def area_goals(found: Dashboard) -> list[GoalRow]:
    """Return the goals set for the area as such; those of the district cover all communes."""
    goals = found.progress.goals
    if found.area.is_district:
        return [*goals]
    if found.area.key == BORDER:
        return [goal for goal in goals if goal.group == GoalGroup.BORDER]
    if found.area.key == ABOVE_AVERAGE:
        return [goal for goal in goals if goal.code == GoalCode.ABOVE_AVERAGE_FALL]
    return []


def fall_explanation(area: DashboardArea, line: ProgressLine | None = None) -> str:
    """Return in one sentence what the net fall consists of, for all households by default."""
    flow = (line or area.everyone).flow
    if not flow.opening and not flow.closing:
        return "Danh sách hộ nghèo của năm chưa có hộ nào."
    words = (
        f"{count(flow.exits)} hộ thoát nghèo, {count(flow.relapsed)} hộ tái nghèo, "
        f"{count(flow.new_poor)} hộ nghèo phát sinh"
    )
    left = flow.opening - flow.reviewed
    rest = f"; còn {count(left)} hộ đầu năm chưa rà soát" if left else "; đã rà soát hết danh sách"
    at_risk = len(area.communes_at_risk)
    behind = f"; {at_risk}/{len(area.rows)} xã {RISK_WORDS}" if at_risk and not area.commune else ""
    return f"{words}{rest}{behind}."


def rate_source(rate: YearRate) -> str:
    """Return where the figures of a year's rate come from."""
    return "hiện nay" if rate.plan_year is None else f"đầu kỳ năm {rate.plan_year}"


def change_words(change: FallChange) -> str:
    """Return a change of the net fall: "tăng 12 hộ so với 08/11"."""
    since = f"so với {change.since:%d/%m}"
    if not change.households:
        return f"không đổi {since}"
    verb = "tăng" if change.households > 0 else "giảm"
    return f"{verb} {count(abs(change.households))} hộ {since}"


def change_arrow(change: FallChange) -> str:
    """Return the arrow of a change."""
    if not change.households:
        return "="
    return "▲" if change.households > 0 else "▼"


def waiting_words(forms: int, since: dt.date | None) -> str:
    """Return the forms handed in and not recognised; empty without any."""
    if not forms:
        return ""
    words = f"{count(forms)} phiếu chờ công nhận"
    return words if since is None else f"{words}, lâu nhất từ {vn_date(since)}"


def changes_line(changes: Sequence[FallChange]) -> str:
    """Return the changes in one line."""
    return "; ".join(change_words(each) for each in changes)
