"""Sentences of the leader's dashboard, for its page and its API."""

from common.formats import count
from reports.queries.dashboard import YearRate
from targets.queries.rows import Progress
from targets.words.verdict import RISK_WORDS


def fall_explanation(progress: Progress) -> str:
    """Return in one sentence what the net fall consists of, for all households."""
    flow = progress.total.everyone.flow
    if not flow.opening and not flow.closing:
        return "Danh sách hộ nghèo của năm chưa có hộ nào."
    words = (
        f"{count(flow.exits)} hộ thoát nghèo, {count(flow.relapsed)} hộ tái nghèo, "
        f"{count(flow.new_poor)} hộ nghèo phát sinh"
    )
    left = flow.opening - flow.reviewed
    rest = f"; còn {count(left)} hộ đầu năm chưa rà soát" if left else "; đã rà soát hết danh sách"
    at_risk = len(progress.communes_at_risk())
    behind = f"; {at_risk}/{len(progress.communes)} xã {RISK_WORDS}" if at_risk else ""
    return f"{words}{rest}{behind}."


def rate_source(rate: YearRate) -> str:
    """Return where the figures of a year's rate come from."""
    return "hiện nay" if rate.plan_year is None else f"đầu kỳ năm {rate.plan_year}"
