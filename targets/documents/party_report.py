"""The commune's report to its Party committee on the target it was given."""

import datetime as dt
from fractions import Fraction

from accounts.queries import signer_of
from areas.documents import frame, superior_of
from common import formats
from common.text import lower_first
from common.word import WordPaper, filename_of, short_day
from papers.queries import word_paper
from targets.documents.answer_reply import named_decision
from targets.queries.answers import AnswerStanding
from targets.queries.answers_commune import TargetLedger
from targets.queries.plan_contents import PlanRow
from targets.rules.standing import ratio


def party_report_paper(
    ledger: TargetLedger,
    standing: AnswerStanding,
    target: PlanRow,
    *,
    registered: tuple[int, int],
    on: dt.date,
) -> WordPaper:
    """Return “Báo cáo chỉ tiêu giảm nghèo năm …”; its number and date are left to the
    registry.

    `registered` are the households registered to exit on day `on`, all and ethnic-minority.
    """
    plan, commune = ledger.plan, ledger.commune
    values = {
        **frame(commune, None),
        "year": str(plan.year),
        "last_year": str(plan.year - 1),
        "standard": lower_first(plan.standard.name),
        "decision": named_decision(standing.allocation),
        "superior": superior_of(commune),
        "rows": _rows(target),
        "comparison": _comparison(commune.full_name, target, ratio(plan.poor, plan.households)),
        "today": short_day(on),
        "registered": formats.count(registered[0]),
        "em_registered": formats.count(registered[1]),
        "due_on": short_day(standing.due_on),
        "signer": signer_of(commune),
    }
    name = filename_of("bao-cao-chi-tieu", plan.year, commune.name)
    return word_paper("party_report", filename=name, values=values)


def _rows(target: PlanRow) -> list[dict[str, str]]:
    figures = target.baseline
    if figures is None:
        raise ValueError("A commune with a target has its baseline.")
    every = _column(figures.households, figures.poor, target.fall)
    minority = _column(figures.em_households, figures.em_poor, target.em_fall)
    return [
        {"number": str(number), "name": name, "every": all_, "minority": em}
        for number, (name, all_, em) in enumerate(zip(_NAMES, every, minority, strict=True), 1)
    ]


_NAMES = (
    "Tổng số hộ đầu kỳ (hộ)",
    "Hộ nghèo đầu kỳ (hộ)",
    "Tỷ lệ hộ nghèo đầu kỳ",
    "Chỉ tiêu giảm trong năm (hộ)",
    "Mức giảm tỷ lệ (điểm phần trăm)",
    "Hộ nghèo cuối năm theo chỉ tiêu (hộ)",
    "Tỷ lệ hộ nghèo cuối năm theo chỉ tiêu",
)


def _column(households: int, poor: int, fall: int) -> list[str]:
    return [
        formats.count(households),
        formats.count(poor),
        formats.rate(ratio(poor, households)),
        formats.count(fall),
        formats.points(ratio(fall, households)),
        formats.count(poor - fall),
        formats.rate(ratio(poor - fall, households)),
    ]


def _comparison(place: str, target: PlanRow, district: Fraction | None) -> str:
    own = f"Tỷ lệ hộ nghèo đầu kỳ của {lower_first(place)} là {formats.rate(target.rate)}, của huyện là {formats.rate(district)}"
    if not target.is_above_average:
        return f"{own}. {place} không thuộc nhóm trên bình quân của huyện."
    if target.least_fall is None:
        return f"{own}. {place} thuộc nhóm trên bình quân của huyện."
    return (
        f"{own}. {place} thuộc nhóm trên bình quân của huyện nên phải giảm ít nhất "
        f"{formats.count(target.least_fall)} hộ; chỉ tiêu được giao là {formats.count(target.fall)} hộ, "
        f"tương đương {formats.points(target.fall_points)} điểm phần trăm."
    )
