"""What is written under each standard of a form, and what the standard makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.models import User
from common.errors import Refused
from common.history import save_with_history
from households import rules
from households.models import Assessment, AssessmentResult
from households.queries.comparison import PROVISIONAL_WORDS
from households.queries.parts import FormPart, parts_of_form, shared_questions
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
    parts: Sequence[FormPart], given: Sequence[ResultFacts], home: rules.Home
) -> list[AssessmentResult]:
    """Put the facts into the results and classify them; returns the rows that changed.

    A part that is not given keeps what it says, but for the questions it shares with another.
    What the register knows of the household is filled in. Raises CannotAssess.
    """
    facts = _facts_by_part(parts, given)
    changed = []
    for part in parts:
        if part.result is None:
            continue
        before = _content(part.result)
        _fill(part, part.result, facts[part.standard.pk], home)
        if _content(part.result) != before:
            changed.append(part.result)
    return changed


def refresh(parts: Sequence[FormPart], home: rules.Home) -> list[AssessmentResult]:
    """Work out again what the register says to a form; returns the rows that changed."""
    return apply_facts(parts, (), home)


def _facts_by_part(
    parts: Sequence[FormPart], given: Sequence[ResultFacts]
) -> dict[int, ResultFacts]:
    said = {facts.standard_id: facts for facts in given}
    if len(said) != len(given):
        raise CannotAssess("Mỗi chuẩn nghèo chỉ được gửi một lần.")
    asked = {part.standard.pk: part for part in parts if part.result is not None}
    for standard_id, facts in said.items():
        if standard_id not in asked:
            raise CannotAssess("Đợt rà soát này không áp dụng chuẩn nghèo đó.")
        _require_known(asked[standard_id], facts)
    kept = {key: facts_of(part.result) for key, part in asked.items() if part.result}
    return _shared({**kept, **said}, parts, set(said))


def _require_known(part: FormPart, facts: ResultFacts) -> None:
    unknown = sorted({*facts.answers, *facts.overrides} - set(part.keys))
    if unknown:
        names = ", ".join(key[:30] for key in unknown[:3])
        raise CannotAssess(f"Chuẩn này không có chỉ số: {names}.")
    _require_known_items(part, facts)


def _require_known_items(part: FormPart, facts: ResultFacts) -> None:
    if facts.b1_answers is None:
        return
    if part.table is None:
        raise CannotAssess(
            f"{part.standard.name} chưa có bảng điểm cho xã này; hãy ghi tổng điểm B1."
        )
    items = {item.key: item for item in part.table.as_rule().items}
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
    facts: dict[int, ResultFacts], parts: Sequence[FormPart], said: set[int]
) -> dict[int, ResultFacts]:
    """Let a question that several parts ask alike be answered once for all of them."""
    for places in shared_questions(parts):
        ids = [part.standard.pk for part, _ in places]
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


def _contradiction(places: Sequence[tuple[FormPart, str]]) -> str:
    part, key = places[0]
    name = next(each.name for each in part.indicators if each.key == key)
    return f"Hai chuẩn hỏi như nhau câu “{name}” mà trả lời khác nhau; hãy trả lời như nhau."


def _fill(part: FormPart, result: AssessmentResult, facts: ResultFacts, home: rules.Home) -> None:
    _fill_income(part, result, facts, home)
    known = rules.derive(part.wordings, home)
    result.derived = {key: derivation.why for key, derivation in known.items()}
    result.answers, result.overrides = {}, {}
    for key in part.keys:
        said, derivation = facts.answers.get(key), known.get(key)
        result.answers[key] = said if said is not None or not derivation else derivation.answer
        if derivation and result.answers[key] != derivation.answer:
            result.overrides[key] = facts.overrides.get(key, "")
    _classify(part.outcome, result)


def _fill_income(
    part: FormPart, result: AssessmentResult, facts: ResultFacts, home: rules.Home
) -> None:
    result.income_per_person = facts.income_per_person
    if facts.b1_answers is None:
        enter_b1_total(result, facts.b1_points)
    elif part.table is not None:  # else the table is out of force: its points stay as they are
        fill_b1(result, table=part.table, answers=facts.b1_answers, facts=home.roster)


def require_final_points(assessment: Assessment) -> None:
    """Raise CannotApprove when a B1 is only provisional: it decides on nobody."""
    if assessment.results.filter(is_provisional=True).exists():
        raise CannotApprove(f"{PROVISIONAL_WORDS}; hãy trả lại để ghi tổng điểm.")


def judged_results(assessment: Assessment, *, by: User) -> list[AssessmentResult]:
    """Return the form's results as the standards judge them at this moment."""
    judged = []
    for part in parts_of_form(assessment):
        if part.result is None or part.outcome.missing:
            raise CannotApprove("Phiếu chưa đủ; hãy trả lại để bổ sung.")
        before = _content(part.result)
        _classify(part.outcome, part.result)
        if _content(part.result) != before:
            save_with_history(part.result, by=by)
        judged.append(part.result)
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
