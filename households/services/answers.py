"""The answers of a form under each standard, and the class each standard derives from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.models import User
from common.errors import Refused
from common.history import save_with_history
from households import rules
from households.models import Assessment, AssessmentResult
from households.queries.parts import FormPart, parts_of_form, shared_questions
from households.services.scoring_results import enter_b1_total, fill_b1
from households.words.review import PROVISIONAL_WORDS

# What a form can change in a result, in the order of the columns.
_CONTENT = (
    "b1_points",
    "scoring_table_id",
    "b1_answers",
    "b1_facts",
    "b1_explanation",
    "is_provisional",
    "income_per_person",
    "answers",
    "derived",
    "overrides",
    "b2_points",
    "status",
    "basis",
    "explanation",
)


class CannotAssess(Refused):
    """The form cannot be entered, saved or submitted in its present state."""


class CannotApprove(Refused):
    """The form cannot be approved or returned in its present state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """The officer's answers under one standard; None means not answered.

    Points in B1 points, income in đồng per person per month, answers by indicator key. Questions
    decided by the register may be left open; an answer that differs from it needs a reason in
    `overrides`, by indicator key. `b1_points` is a total from the paper form unless there are
    `b1_answers` (answer keys by item key): then B1 is added up by the scoring table in force.
    """

    standard_id: int
    b1_points: int | None = None
    b1_answers: Mapping[str, str] | None = None
    income_per_person: int | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)


def classify(part: FormPart) -> rules.FormOutcome:
    """Return the outcome of a form, complete or not, under the standard of one part."""
    result = part.result or AssessmentResult()
    return rules.outcome(
        b1_points=result.b1_points,
        income_per_person=result.income_per_person,
        answers=result.answers,
        keys=part.keys,
        line=part.line,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedResult:
    """A result that differs from its stored row, and the columns in which it does."""

    result: AssessmentResult
    fields: list[str]


def apply_facts(
    parts: Sequence[FormPart], given: Sequence[ResultFacts], home: rules.Home
) -> list[ChangedResult]:
    """Put the facts into the results and classify them; return the results that changed.

    A part without facts keeps its answers, except for the questions it shares with another. Facts
    known from the register are filled in. Nothing is saved. Raises CannotAssess.
    """
    facts = _facts_by_part(parts, given)
    changed = []
    for part in parts:
        if part.result is None:
            continue
        before = _content(part.result)
        _fill(part, part.result, facts[part.standard.pk], home)
        if fields := _changed_fields(part.result, before):
            changed.append(ChangedResult(result=part.result, fields=fields))
    return changed


def refresh(parts: Sequence[FormPart], home: rules.Home) -> list[ChangedResult]:
    """Re-derive the answers that follow from the household register; return changed results."""
    return apply_facts(parts, (), home)


def save_changed(changed: Iterable[ChangedResult], *, by: User) -> None:
    """Save the changed columns of results, each with a history row."""
    for each in changed:
        save_with_history(each.result, by=by, update_fields=each.fields)


def _facts_by_part(
    parts: Sequence[FormPart], given: Sequence[ResultFacts]
) -> dict[int, ResultFacts]:
    sent = {facts.standard_id: facts for facts in given}
    if len(sent) != len(given):
        raise CannotAssess("Mỗi chuẩn nghèo chỉ được gửi một lần.")
    asked = {part.standard.pk: part for part in parts if part.result is not None}
    for standard_id, facts in sent.items():
        if standard_id not in asked:
            raise CannotAssess("Đợt rà soát này không áp dụng chuẩn nghèo đó.")
        _require_known(asked[standard_id], facts)
    kept = {key: facts_of(part.result) for key, part in asked.items() if part.result}
    return _shared({**kept, **sent}, parts, set(sent))


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
    """Return the officer's answers in a result, without those decided by the register."""
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
    facts: dict[int, ResultFacts], parts: Sequence[FormPart], sent: set[int]
) -> dict[int, ResultFacts]:
    """Copy the answer to a question shared by several parts to all of them."""
    for places in shared_questions(parts):
        ids = [part.standard.pk for part, _ in places]
        key = places[0][1]
        sources = [each for each in ids if each in sent] or ids
        answers = [facts[each].answers.get(key) for each in sources]
        if sent and {True, False} <= set(answers):
            raise CannotAssess(_contradiction(places))
        answer = next((each for each in answers if each is not None), None)
        reasons = [facts[each].overrides.get(key, "") for each in sources]
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
        given, derivation = facts.answers.get(key), known.get(key)
        result.answers[key] = given if given is not None or not derivation else derivation.answer
        if derivation and result.answers[key] != derivation.answer:
            result.overrides[key] = facts.overrides.get(key, "")
    _write_outcome(classify(part), result)


def _fill_income(
    part: FormPart, result: AssessmentResult, facts: ResultFacts, home: rules.Home
) -> None:
    result.income_per_person = facts.income_per_person
    if facts.b1_answers is None:
        enter_b1_total(result, facts.b1_points)
    elif part.table is not None:  # without a table in force the stored points are kept
        fill_b1(result, table=part.table, answers=facts.b1_answers, facts=home.roster)


def require_final_points(assessment: Assessment) -> None:
    """Raise CannotApprove while any B1 score is provisional.

    A provisional score must not classify a household.
    """
    if assessment.results.filter(is_provisional=True).exists():
        raise CannotApprove(f"{PROVISIONAL_WORDS}; hãy trả lại để ghi tổng điểm.")


def judged_results(assessment: Assessment, *, by: User) -> list[AssessmentResult]:
    """Classify a form's results by the standards as they are now; save and return them."""
    judged = []
    for part in parts_of_form(assessment):
        outcome = classify(part)
        if part.result is None or outcome.missing:
            raise CannotApprove("Phiếu chưa đủ; hãy trả lại để bổ sung.")
        before = _content(part.result)
        _write_outcome(outcome, part.result)
        if _changed_fields(part.result, before):
            save_with_history(part.result, by=by)
        judged.append(part.result)
    return judged


def _write_outcome(outcome: rules.FormOutcome, result: AssessmentResult) -> None:
    judged = outcome.result
    result.b2_points = outcome.b2_points
    result.status = judged.status if judged else ""
    result.basis = judged.basis if judged else ""
    result.explanation = judged.explanation if judged else ""


def _content(result: AssessmentResult) -> list[object]:
    return [getattr(result, name) for name in _CONTENT]


def _changed_fields(result: AssessmentResult, before: Sequence[object]) -> list[str]:
    pairs = zip(_CONTENT, before, strict=True)
    return [name for name, value in pairs if getattr(result, name) != value]
