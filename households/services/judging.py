"""What is written under each standard of a form, and what the standard makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from common.errors import Refused
from common.history import save_with_history
from households import rules
from households.models import Assessment, AssessmentResult
from households.queries_sheets import Sheet, sheets_of_form


class CannotAssess(Refused):
    """The form cannot be entered, saved or submitted as things stand."""


class CannotApprove(Refused):
    """The form cannot be approved or returned as things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """What was answered under one standard; None is "not answered yet".

    Points in B1 points, income in đồng a person a month, answers by indicator key.
    """

    standard_id: int
    b1_points: int | None = None
    income_per_person: int | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)


def apply_facts(sheets: Sequence[Sheet], given: Sequence[ResultFacts]) -> list[AssessmentResult]:
    """Put the facts into the results and classify them; returns the rows that changed."""
    known = {sheet.standard.pk: sheet for sheet in sheets}
    if len({facts.standard_id for facts in given}) != len(given):
        raise CannotAssess("Mỗi chuẩn nghèo chỉ được gửi một lần.")
    changed = []
    for facts in given:
        sheet = known.get(facts.standard_id)
        if sheet is None or sheet.result is None:
            raise CannotAssess("Đợt rà soát này không áp dụng chuẩn nghèo đó.")
        unknown = sorted(set(facts.answers) - set(sheet.keys))
        if unknown:
            names = ", ".join(key[:30] for key in unknown[:3])
            raise CannotAssess(f"Chuẩn này không có chỉ số: {names}.")
        before = _content(sheet.result)
        _fill(sheet, sheet.result, facts)
        if _content(sheet.result) != before:
            changed.append(sheet.result)
    return changed


def _fill(sheet: Sheet, result: AssessmentResult, facts: ResultFacts) -> None:
    result.b1_points, result.income_per_person = facts.b1_points, facts.income_per_person
    result.answers = {key: facts.answers.get(key) for key in sheet.keys}
    _classify(sheet.outcome, result)


def judged_results(assessment: Assessment, *, by: User) -> list[AssessmentResult]:
    """Return the form's results as the standards judge them at this moment."""
    judged = []
    for sheet in sheets_of_form(assessment):
        if sheet.result is None or sheet.outcome.missing:
            raise CannotApprove("Phiếu chưa đủ; hãy trả lại để bổ sung.")
        before = _content(sheet.result)
        _classify(sheet.outcome, sheet.result)
        if _content(sheet.result) != before:
            save_with_history(sheet.result, by=by)
        judged.append(sheet.result)
    return judged


def _classify(outcome: rules.Outcome, result: AssessmentResult) -> None:
    judged = outcome.result
    result.b2_points = outcome.b2_points
    result.status = judged.status if judged else ""
    result.basis = judged.basis if judged else ""
    result.explanation = judged.explanation if judged else ""


def _content(result: AssessmentResult) -> tuple[object, ...]:
    facts = (result.b1_points, result.income_per_person, result.answers)
    return (*facts, result.b2_points, result.status, result.basis, result.explanation)
