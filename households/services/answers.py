"""What is written under each standard of a form, and what the standard makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.models import User
from common.errors import Refused
from common.history import save_with_history
from households import rules
from households.models import Assessment, AssessmentResult
from households.queries.comparison import PROVISIONAL_WORDS
from households.queries.sheets import Sheet, shared_questions, sheets_of_form
from households.services.scoring_results import enter_b1_total, fill_b1


class CannotAssess(Refused):
    """The form cannot be entered, saved or submitted as things stand."""


class CannotApprove(Refused):
    """The form cannot be approved or returned as things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """What a person answered under one standard; None is "not answered".

    Points in B1 points, income in đồng a person a month, answers by indicator key. What the
    register decides need not be answered; whoever answers it otherwise gives a reason in
    `overrides`, by indicator key. `b1_points` is a total from the paper form unless there are
    `b1_answers` (answer keys by item key): then B1 is added up by the scoring table in force.
    """

    standard_id: int
    b1_points: int | None = None
    b1_answers: Mapping[str, str] | None = None
    income_per_person: int | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)


def apply_facts(
    sheets: Sequence[Sheet], given: Sequence[ResultFacts], home: rules.Home
) -> list[AssessmentResult]:
    """Put the facts into the results and classify them; returns the rows that changed.

    A sheet that is not given keeps what it says, but for the questions it shares with another.
    What the register knows of the household is filled in. Raises CannotAssess.
    """
    facts = _facts_by_sheet(sheets, given)
    changed = []
    for sheet in sheets:
        if sheet.result is None:
            continue
        before = _content(sheet.result)
        _fill(sheet, sheet.result, facts[sheet.standard.pk], home)
        if _content(sheet.result) != before:
            changed.append(sheet.result)
    return changed


def refresh(sheets: Sequence[Sheet], home: rules.Home) -> list[AssessmentResult]:
    """Work out again what the register says to a form; returns the rows that changed."""
    return apply_facts(sheets, (), home)


def _facts_by_sheet(
    sheets: Sequence[Sheet], given: Sequence[ResultFacts]
) -> dict[int, ResultFacts]:
    said = {facts.standard_id: facts for facts in given}
    if len(said) != len(given):
        raise CannotAssess("Mỗi chuẩn nghèo chỉ được gửi một lần.")
    asked = {sheet.standard.pk: sheet for sheet in sheets if sheet.result is not None}
    for standard_id, facts in said.items():
        if standard_id not in asked:
            raise CannotAssess("Đợt rà soát này không áp dụng chuẩn nghèo đó.")
        _require_known(asked[standard_id], facts)
    kept = {key: facts_of(sheet.result) for key, sheet in asked.items() if sheet.result}
    return _shared({**kept, **said}, sheets, set(said))


def _require_known(sheet: Sheet, facts: ResultFacts) -> None:
    unknown = sorted({*facts.answers, *facts.overrides} - set(sheet.keys))
    if unknown:
        names = ", ".join(key[:30] for key in unknown[:3])
        raise CannotAssess(f"Chuẩn này không có chỉ số: {names}.")
    _require_known_items(sheet, facts)


def _require_known_items(sheet: Sheet, facts: ResultFacts) -> None:
    if facts.b1_answers is None:
        return
    if sheet.table is None:
        raise CannotAssess(
            f"{sheet.standard.name} chưa có bảng điểm cho xã này; hãy ghi tổng điểm B1."
        )
    items = {item.key: item for item in sheet.table.as_rule().items}
    for key, answer in facts.b1_answers.items():
        if key not in items or items[key].answer(answer) is None:
            raise CannotAssess(f"Bảng điểm không có mục hoặc câu trả lời: {key[:30]}.")


def facts_of(result: AssessmentResult) -> ResultFacts:
    """Return what people answered in a result, without what the register decided."""
    return ResultFacts(
        standard_id=result.standard_id,
        b1_points=result.b1_points,
        b1_answers=result.b1_answers if result.scoring_table_id else None,
        income_per_person=result.income_per_person,
        answers={
            key: answer
            for key, answer in result.answers.items()
            if key not in result.derived or key in result.overrides
        },
        overrides=result.overrides,
    )


def _shared(
    facts: dict[int, ResultFacts], sheets: Sequence[Sheet], said: set[int]
) -> dict[int, ResultFacts]:
    """Let a question that several sheets ask alike be answered once for all of them."""
    for places in shared_questions(sheets):
        ids = [sheet.standard.pk for sheet, _ in places]
        key = places[0][1]
        speaking = [each for each in ids if each in said] or ids
        answers = [facts[each].answers.get(key) for each in speaking]
        if said and {True, False} <= set(answers):
            raise CannotAssess(_contradiction(places))
        answer = next((each for each in answers if each is not None), None)
        reasons = [facts[each].overrides.get(key, "") for each in speaking]
        reason = next((each for each in reasons if each), "")
        for each in ids:
            one = facts[each]
            facts[each] = replace(
                one,
                answers={**one.answers, key: answer},
                overrides={**one.overrides, key: reason} if reason else one.overrides,
            )
    return facts


def _contradiction(places: Sequence[tuple[Sheet, str]]) -> str:
    sheet, key = places[0]
    name = next(each.name for each in sheet.indicators if each.key == key)
    return f"Hai chuẩn hỏi như nhau câu “{name}” mà trả lời khác nhau; hãy trả lời như nhau."


def _fill(sheet: Sheet, result: AssessmentResult, facts: ResultFacts, home: rules.Home) -> None:
    _fill_income(sheet, result, facts, home)
    known = rules.derive(sheet.wordings, home)
    result.derived = {key: derivation.why for key, derivation in known.items()}
    result.answers, result.overrides = {}, {}
    for key in sheet.keys:
        said, derivation = facts.answers.get(key), known.get(key)
        result.answers[key] = said if said is not None or not derivation else derivation.answer
        if derivation and result.answers[key] != derivation.answer:
            result.overrides[key] = facts.overrides.get(key, "")
    _classify(sheet.outcome, result)


def _fill_income(
    sheet: Sheet, result: AssessmentResult, facts: ResultFacts, home: rules.Home
) -> None:
    result.income_per_person = facts.income_per_person
    if facts.b1_answers is None:
        enter_b1_total(result, facts.b1_points)
    elif sheet.table is not None:  # else the table is out of force: its points stay as they are
        fill_b1(result, table=sheet.table, answers=facts.b1_answers, facts=home.roster)


def require_final_points(assessment: Assessment) -> None:
    """Raise CannotApprove when a B1 is only provisional: it decides on nobody."""
    if assessment.results.filter(is_provisional=True).exists():
        raise CannotApprove(f"{PROVISIONAL_WORDS}; hãy trả lại để ghi tổng điểm.")


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
    table = (result.scoring_table_id, result.b1_answers, result.b1_explanation)
    facts = (result.b1_points, *table, result.is_provisional, result.income_per_person)
    register = (result.answers, result.derived, result.overrides)
    return (*facts, *register, result.b2_points, result.status, result.basis, result.explanation)
