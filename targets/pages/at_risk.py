"""The communes whose target is at risk, with the reasons, for the home and the progress page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.formats import count
from procedure.rules.step_deadlines import Lateness
from procedure.words.lateness import lateness_words
from targets.links import ProgressAddress
from targets.queries.rows import CommuneRow, Progress
from targets.words.verdict import SORTED_BY_VERDICT, VerdictSign, line_sign
from targets.words.verdict_bar import VerdictBar, line_bar

_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A commune at risk: the verdict, its stacked bar, what is missing and why."""

    name: str
    url: str
    sign: VerdictSign
    bar: VerdictBar | None
    remaining: str
    why: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskList:
    """The communes at risk, worst first; `more` are those not shown, `sorted_by` the order."""

    rows: Sequence[RiskRow]
    more: int
    number: int
    communes: int
    sorted_by: str


def risk_list(progress: Progress, late: Mapping[int, Lateness]) -> RiskList:
    """Return the communes at risk; `late` are the communes with late villages, by key."""
    found = progress.communes_at_risk()
    return RiskList(
        rows=[_row(row, progress, late.get(row.pk)) for row in found[:_SHOWN]],
        more=max(0, len(found) - _SHOWN),
        number=len(found),
        communes=len(progress.communes),
        sorted_by=SORTED_BY_VERDICT,
    )


def _row(row: CommuneRow, progress: Progress, late: Lateness | None) -> RiskRow:
    line, share = row.everyone, progress.planned_share
    return RiskRow(
        name=row.full_name,
        url=ProgressAddress(year=progress.year).of(row.pk),
        sign=line_sign(line, is_due=share > 0),
        bar=line_bar(line, planned_share=share),
        remaining=f"còn phải giảm {count(line.remaining)}/{count(line.target_fall)} hộ",
        why=_reasons(row, late),
    )


def _reasons(row: CommuneRow, late: Lateness | None) -> list[str]:
    flow, waiting = row.everyone.flow, row.workload.submitted
    reasons = [f"đã rà soát {count(flow.reviewed)}/{count(flow.opening)} hộ"]
    if not flow.reviewed:
        reasons = [f"chưa rà soát hộ nào trong {count(flow.opening)} hộ"]
    if waiting:
        reasons.append(f"{count(waiting)} phiếu chờ duyệt")
    if words := lateness_words(late):
        reasons.append(words)
    return reasons
