"""The decision that gives the communes their targets, and the submission that proposes it."""

import datetime as dt
from typing import Any

from areas.documents import district_frame
from common import formats
from common.official_form import official_date
from common.text import lower_first
from common.word import WordPaper, day_words, filename_of, sentence, short_day
from papers.queries import word_paper
from procedure.words.grounds import bases
from targets.documents.answer_reply import named_decision
from targets.models import Allocation, Goal
from targets.queries.allocations import AllocationTable, ShareRow
from targets.queries.district_papers import goals_to_adopt, replaced_allocation
from targets.queries.goal_versions import GoalState
from targets.words.plan_history import goal_text

_OPEN = "…" * 12


def allocation_decision_paper(table: AllocationTable, *, on: dt.date) -> WordPaper:
    """Return “Quyết định giao chỉ tiêu giảm nghèo năm …” with its annex.

    Before it is adopted it is a draft, whose number and date are left to the registry; `on` is the
    day whose law is then cited.
    """
    allocation, plan = table.allocation, table.allocation.plan
    day, replaced = allocation.decided_on, replaced_allocation(allocation)
    values = {
        **_common(table),
        "number": allocation.decision_number or "         /QĐ-UBND",
        "dated": f"ngày {day_words(day)}" if day else f"ngày … tháng … năm {plan.year}",
        "bases": bases(day or on, plan.standard.legal_basis, plan.legal_basis),
        "plan_ground": _plan_ground(allocation),
        "due_on": short_day(allocation.answers_due_on),
        "replaces": named_decision(replaced) if replaced else "",
    }
    if day:
        values["place_and_date"] = official_date(plan.district.name, day)
    which = f"lan-{allocation.number}" if allocation.number else f"du-thao-{allocation.pk}"
    name = filename_of("quyet-dinh-giao-chi-tieu", plan.year, which)
    return word_paper("allocation_decision", filename=name, values=values)


def plan_submission_paper(table: AllocationTable, *, on: dt.date) -> WordPaper:
    """Return “Tờ trình” of the labour office: the goals of the year and the allocation, to adopt.

    Its number and date are left to the registry; `on` is the day whose law is cited.
    """
    allocation, plan = table.allocation, table.allocation.plan
    wanted = table.wanted
    values = {
        **_common(table),
        "mark": district_frame(plan.district, year=plan.year)["mark"],
        "bases": bases(on, plan.standard.legal_basis, plan.legal_basis),
        "goals": [_goal_line(goal) for goal in goals_to_adopt(plan) if goal.value is not None],
        "wanted_fall": formats.count(wanted.fall),
        "wanted_em_fall": formats.count(wanted.em_fall),
        "rule": lower_first(allocation.get_rule_display()),
        "broken": [sentence(each) for each in table.check.sentences],
        "override_reason": sentence(allocation.override_reason),
        "change_reason": sentence(allocation.change_reason),
    }
    name = filename_of("to-trinh-chi-tieu", plan.year, allocation.pk)
    return word_paper("plan_submission", filename=name, values=values)


def _common(table: AllocationTable) -> dict[str, Any]:
    plan = table.allocation.plan
    is_draft = table.allocation.number is None
    return {
        **district_frame(plan.district, year=plan.year, is_draft=is_draft),
        "year": str(plan.year),
        "last_year": str(plan.year - 1),
        "standard": lower_first(plan.standard.name),
        "commune_count": str(len(table.rows)),
        "fall": formats.count(table.fall),
        "em_fall": formats.count(table.em_fall),
        "fall_points": formats.points(table.fall_points),
        "rows": [
            {"number": str(number), **_figures(row), "name": row.name}
            for number, row in enumerate(table.rows, start=1)
        ],
        "total": _figures(table),
    }


def _figures(row: ShareRow | AllocationTable) -> dict[str, str]:
    return {
        "households": formats.count(row.households),
        "poor": formats.count(row.poor),
        "em_poor": formats.count(row.em_poor),
        "rate": formats.rate(row.rate),
        "fall": formats.count(row.fall),
        "em_fall": formats.count(row.em_fall),
        "points": formats.points(row.fall_points),
        "left": formats.count(row.poor - row.fall),
    }


def _goal_line(goal: Goal) -> str:
    value = goal_text(goal, GoalState(comparison=goal.comparison, value=goal.value))
    return f"{goal.label}: {value}"


def _plan_ground(allocation: Allocation) -> str:
    """Return the decision by which the year's plan was issued, "" where it is not recorded."""
    plan = allocation.plan
    if not plan.decision_number:
        return ""
    day = f" ngày {day_words(plan.decided_on)}" if plan.decided_on else ""
    issuer = f" của {plan.decided_by}" if plan.decided_by else ""
    return f"{plan.decision_number}{day}{issuer} về {_OPEN}"
