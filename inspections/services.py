"""Re-checks by the district: draw a sample, record the results, conclude."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from common.history import (
    conflict_over,
    create_many,
    delete_with_history,
    save_with_history,
)
from households import rules as law
from households.models import Round
from households.queries.parts import FormPart, parts_of
from inspections import rules
from inspections.choices import CaseState, SampleState
from inspections.models import LARGEST_SAMPLE, RecheckCase, RecheckResult, RecheckSample
from inspections.queries.samples import forms_to_draw_from


class CannotDraw(Refused):
    """The sample cannot be drawn with these settings."""


class CannotRecheck(Refused):
    """The result of the re-check cannot be recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFacts:
    """The facts found at the household under one standard; answers by indicator key."""

    standard_id: int
    b1_points: int | None = None
    income_per_person: int | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)


@transaction.atomic
def draw_samples(
    *,
    client_id: uuid.UUID,
    round_: Round,
    communes: Sequence[Commune],
    group: str,
    size: int,
    seed: str,
    by: User,
    at: dt.datetime,
) -> list[RecheckSample]:
    """Draw a sample of approved forms in each commune; `size` is per commune.

    The same seed draws the same households again. Repeated with one `client_id` it returns the
    first samples. Raises CannotDraw for a size out of range, without a seed, for a seed already
    used, or when no commune has a form to draw from (communes without forms are skipped).
    """
    keys = {commune.pk: uuid.uuid5(client_id, str(commune.pk)) for commune in communes}
    known = list(RecheckSample.objects.filter(client_id__in=keys.values()))
    if known:
        return known
    if not 1 <= size <= LARGEST_SAMPLE:
        raise CannotDraw(f"Số phiếu mỗi xã phải từ 1 đến {LARGEST_SAMPLE}.", field="size")
    if not seed:
        raise CannotDraw("Hãy ghi mã rút mẫu.", field="seed")
    used = RecheckSample.objects.filter(
        round=round_, commune__in=communes, group=group, seed=seed
    ).exists()
    if used:
        raise CannotDraw("Mã này đã dùng để rút mẫu trong đợt; hãy ghi mã khác.", field="seed")
    drawn = []
    for commune in communes:
        sample = RecheckSample(
            client_id=keys[commune.pk],
            round=round_,
            commune=commune,
            group=group,
            seed=seed,
            size=size,
            state=SampleState.OPEN,
            drawn_by=by,
            drawn_at=at,
        )
        if _draw(sample, by=by):
            drawn.append(sample)
    if not drawn:
        raise CannotDraw("Chưa có phiếu nào được duyệt trong nhóm này để rút mẫu.")
    return drawn


def _draw(sample: RecheckSample, *, by: User) -> bool:
    found = {
        form.household.code: form
        for form in forms_to_draw_from(sample.round, sample.commune, sample.group)
    }
    if not found:
        return False
    sample.population = len(found)
    save_with_history(sample, by=by)
    chosen = rules.draw(f"{sample.seed} {sample.commune.code}", found, sample.size)
    cases = [
        RecheckCase(
            sample=sample,
            commune=sample.commune,
            household=found[code].household,
            assessment=found[code],
            position=position,
        )
        for position, code in enumerate(chosen, start=1)
    ]
    create_many(cases, by=by)
    return True


@transaction.atomic
def record_case(
    *,
    case_id: int,
    version: int,
    state: str,
    checked_on: dt.date,
    note: str,
    found: Sequence[FoundFacts],
    by: User,
    on: dt.date,
) -> RecheckCase:
    """Record a re-check: the facts found under each standard, or that the household was
    absent.

    The class is derived by the rule of the review and compared with the approved one. Idempotent.
    Raises CannotRecheck for a closed sample, a day after `on` or before the sample was drawn, or
    missing facts; Conflict on an outdated `version`.
    """
    case = RecheckCase.objects.select_for_update().get(pk=case_id)
    sample = RecheckSample.objects.select_for_update().get(pk=case.sample_id)
    facts = list(found) if state == CaseState.CHECKED else []
    if _said(case) == (state, checked_on, note, _contents(facts)):
        return case
    if case.version != version:
        raise conflict_over(case)
    if not sample.is_open:
        raise CannotRecheck("Mẫu phúc tra này đã kết thúc.")
    _check_day(case, checked_on, on)
    if state not in {CaseState.CHECKED, CaseState.ABSENT}:
        raise CannotRecheck("Hãy chọn kết quả phúc tra.", field="state")
    results = _judged(case, facts) if state == CaseState.CHECKED else []
    _replace_results(case, results, by=by)
    case.state, case.checked_on, case.checked_by, case.note = state, checked_on, by, note
    case.is_wrong = results[0].differs if results else None
    case.version += 1
    save_with_history(case, by=by)
    return case


@transaction.atomic
def close_sample(*, sample_id: int, version: int, conclusion: str, by: User) -> RecheckSample:
    """End a re-check with its conclusion. Raises CannotRecheck while a case is pending."""
    sample = RecheckSample.objects.select_for_update().get(pk=sample_id)
    if not sample.is_open and sample.conclusion == conclusion:
        return sample
    if sample.version != version:
        raise conflict_over(sample)
    if not sample.is_open:
        raise CannotRecheck("Mẫu phúc tra này đã kết thúc.")
    if not conclusion:
        raise CannotRecheck("Hãy ghi kết luận.", field="conclusion")
    pending = sample.cases.filter(state=CaseState.PENDING).count()
    if pending:
        raise CannotRecheck(f"Còn {pending} hộ chưa phúc tra.")
    sample.state, sample.conclusion = SampleState.CLOSED, conclusion
    sample.version += 1
    save_with_history(sample, by=by)
    return sample


def _said(case: RecheckCase) -> tuple[Any, ...]:
    results = case.results.all()
    facts = [(r.standard_id, r.b1_points, r.income_per_person, r.answers) for r in results]
    return case.state, case.checked_on, case.note, sorted(facts, key=lambda each: each[0])


def _contents(facts: Sequence[FoundFacts]) -> list[tuple[Any, ...]]:
    said = [(f.standard_id, f.b1_points, f.income_per_person, dict(f.answers)) for f in facts]
    return sorted(said, key=lambda each: each[0])


def _check_day(case: RecheckCase, checked_on: dt.date, on: dt.date) -> None:
    surveyed_on = case.assessment.surveyed_on
    if checked_on > on:
        raise CannotRecheck("Ngày phúc tra không được sau hôm nay.", field="checked_on")
    if surveyed_on is not None and checked_on < surveyed_on:
        raise CannotRecheck(
            f"Ngày phúc tra phải từ ngày khảo sát ({surveyed_on:%d/%m/%Y}).", field="checked_on"
        )


def _judged(case: RecheckCase, facts: Sequence[FoundFacts]) -> list[RecheckResult]:
    """Derive the class under each standard of the round, the standard of the year's goals first."""
    given = {each.standard_id: each for each in facts}
    parts = parts_of(case.assessment.round, case.assessment.commune)
    if set(given) != {part.standard.pk for part in parts}:
        raise CannotRecheck("Hãy ghi kết quả theo từng chuẩn nghèo của đợt.")
    former = {result.standard_id: result.status for result in case.assessment.results.all()}
    return [
        _judged_part(case, part, given[part.standard.pk], former[part.standard.pk])
        for part in parts
    ]


def _judged_part(
    case: RecheckCase, part: FormPart, facts: FoundFacts, former_status: str
) -> RecheckResult:
    answers = {key: facts.answers.get(key) for key in part.keys}
    if set(facts.answers) - set(answers):
        raise CannotRecheck(f"{part.standard}: có chỉ số không thuộc chuẩn này.")
    outcome = law.outcome(
        b1_points=facts.b1_points,
        income_per_person=facts.income_per_person,
        answers=answers,
        keys=part.keys,
        line=part.line,
    )
    if outcome.result is None:
        raise CannotRecheck(f"{part.standard}: hãy ghi đủ điểm B1 và các chỉ số thiếu hụt.")
    return RecheckResult(
        case=case,
        standard=part.standard,
        b1_points=facts.b1_points,
        income_per_person=facts.income_per_person,
        answers=answers,
        b2_points=outcome.b2_points,
        status=outcome.result.status,
        basis=outcome.result.basis,
        explanation=outcome.result.explanation,
        former_status=former_status,
    )


def _replace_results(case: RecheckCase, results: Sequence[RecheckResult], *, by: User) -> None:
    """Replace the results of a case, or delete them when it is absent now; their history is
    kept."""
    stored = {result.standard_id: result for result in case.results.all()}
    for result in results:
        before = stored.pop(result.standard_id, None)
        if before is not None:
            result.pk = before.pk
        save_with_history(result, by=by)
    for gone in stored.values():
        delete_with_history(gone, by=by)
