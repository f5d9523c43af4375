"""The district's decisions on communes' proposals, each with its reason, taken together."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many
from targets.choices import AnswerKind, Verdict
from targets.models import AdjustmentDecision, Allocation, AllocationAnswer, YearPlan
from targets.queries.answers import AnswerStanding, answers_by_commune, decision_of
from targets.services.allocations import Decision, adopt_changes
from targets.services.answer_withdrawal import decided_conflict, withdrawn_conflict


class CannotDecideProposals(Refused):
    """The decision is incomplete, or does not fit the proposals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalVerdict:
    """The verdict on one commune's proposal, and why."""

    answer_id: int
    verdict: str
    reason: str


@transaction.atomic
def decide_proposals(
    *,
    plan_id: int,
    plan_version: int,
    decisions: Sequence[ProposalVerdict],
    decision: Decision,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> list[AdjustmentDecision]:
    """Decide proposals together; those agreed to lead to one new adopted allocation.

    All or nothing. Repeated by the same user with the same content it returns the decisions made.
    Raises CannotDecideProposals without a reason, a number or a valid day; what `adopt_changes`
    raises for totals that need a written reason; Conflict when the plan changed, or a proposal was
    withdrawn or decided meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    answers = _answers(plan, decisions)
    if _is_repeated(answers, decisions, decision.decision_number, by=by):
        return [answers[each.answer_id].decision for each in decisions]
    _require_untouched(answers.values())
    if plan.version != plan_version:
        raise conflict_over(plan)
    standings = answers_by_commune(plan)
    _check(decisions, answers, standings, decision.decision_number)
    _require_day(decision.decided_on, standings, on=on)
    agreed = {
        answers[each.answer_id].commune_id: each.answer_id
        for each in decisions
        if each.verdict == Verdict.ACCEPTED
    }
    allocation = None
    if agreed:
        allocation = adopt_changes(
            plan_id=plan.pk,
            plan_version=plan_version,
            changes={
                commune: (answers[key].fall, answers[key].em_fall)
                for commune, key in agreed.items()
            },
            decision=decision,
            name=f"Điều chỉnh theo đề nghị của {len(agreed)} xã",
            by=by,
            at=at,
        )
    rows = [
        _adjustment(each, answers[each.answer_id], allocation, decision, by=by, at=at)
        for each in decisions
    ]
    return create_many(rows, by=by)


def _answers(plan: YearPlan, decisions: Sequence[ProposalVerdict]) -> dict[int, AllocationAnswer]:
    wanted = [each.answer_id for each in decisions]
    if not wanted:
        raise CannotDecideProposals("Hãy quyết định ít nhất một đề nghị.")
    found = (
        AllocationAnswer.objects.filter(
            pk__in=wanted, allocation__plan=plan, kind=AnswerKind.PROPOSE
        )
        .select_related("decision__by", "withdrawn_by", "commune")
        .order_by("commune__sort_key")
    )
    answers = {answer.pk: answer for answer in found}
    if len(answers) != len(wanted):
        raise CannotDecideProposals("Có đề nghị không thuộc kế hoạch này, hoặc nêu hai lần.")
    return answers


def _is_repeated(
    answers: Mapping[int, AllocationAnswer],
    decisions: Sequence[ProposalVerdict],
    number: str,
    *,
    by: User,
) -> bool:
    made = [decision_of(answers[each.answer_id]) for each in decisions]
    return all(
        old is not None
        and (old.by_id, old.verdict, old.reason, old.decision_number)
        == (by.pk, new.verdict, new.reason, number)
        for old, new in zip(made, decisions, strict=True)
    )


def _require_untouched(answers: Iterable[AllocationAnswer]) -> None:
    for answer in answers:
        if answer.withdrawn_at is not None:
            raise withdrawn_conflict(answer)
        if decision_of(answer) is not None:
            raise decided_conflict(answer)


def _check(
    decisions: Sequence[ProposalVerdict],
    answers: Mapping[int, AllocationAnswer],
    standings: Mapping[int, AnswerStanding],
    number: str,
) -> None:
    if not number:
        raise CannotDecideProposals("Hãy ghi số quyết định.", field="decision_number")
    for each in decisions:
        answer = answers[each.answer_id]
        place = answer.commune.full_name
        if each.verdict not in Verdict.values:
            raise CannotDecideProposals(f"{place}: hãy chọn đồng ý hoặc giữ nguyên.")
        if not each.reason:
            raise CannotDecideProposals(f"{place}: hãy ghi lý do của quyết định.")
        standing = standings.get(answer.commune_id)
        if standing is None or standing.answer != answer:
            raise CannotDecideProposals(
                f"{place}: chỉ tiêu đã giao lại khác số lúc xã đề nghị, không còn quyết định được."
            )


def _require_day(
    decided_on: dt.date, standings: Mapping[int, AnswerStanding], *, on: dt.date
) -> None:
    before = next(iter(standings.values())).allocation.decided_on
    if decided_on > on:
        raise CannotDecideProposals("Ngày quyết định không được ở tương lai.", field="decided_on")
    if before is not None and decided_on < before:
        raise CannotDecideProposals(
            f"Ngày quyết định không được trước ngày giao chỉ tiêu ({before:%d/%m/%Y}).",
            field="decided_on",
        )


def _adjustment(
    said: ProposalVerdict,
    answer: AllocationAnswer,
    allocation: Allocation | None,
    decision: Decision,
    *,
    by: User,
    at: dt.datetime,
) -> AdjustmentDecision:
    return AdjustmentDecision(
        answer=answer,
        commune_id=answer.commune_id,
        verdict=said.verdict,
        reason=said.reason,
        decision_number=decision.decision_number,
        decided_on=decision.decided_on,
        allocation=allocation if said.verdict == Verdict.ACCEPTED else None,
        by=by,
        role=by.role,
        at=at,
    )
