"""Giving targets: a draft is adopted and its figures become the communes' targets."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, create_many, save_with_history, update_many
from targets.choices import AllocationState, SplitRule
from targets.models import Allocation, AllocationLine, CommuneTarget, YearPlan
from targets.queries.allocations import check_of, demand_of, split_rows, targets_of, wanted_by
from targets.queries.answers import answers_by_commune, shares_of
from targets.services.drafts import CannotAllocate


class NeedsReason(CannotAllocate):
    """The figures break rules and no reason was given; `sentences` name the rules."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(
            " ".join([*sentences, "Muốn giao khi chưa đáp ứng ràng buộc, hãy ghi lý do."]),
            field="override_reason",
        )
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision by which targets are given, as entered.

    `answers_due_on` is the communes' last day to answer; `override_reason` is required when the
    figures break a rule, `change_reason` when another allocation is in force (else that of the
    submission counts).
    """

    decision_number: str
    decided_on: dt.date
    answers_due_on: dt.date | None = None
    override_reason: str = ""
    change_reason: str = ""


@transaction.atomic
def adopt_allocation(
    *,
    allocation_id: int,
    version: int,
    plan_version: int,
    decision: Decision,
    by: User | None,
    at: dt.datetime,
) -> Allocation:
    """Sign a submitted draft: its figures become the targets of all communes, the former one is
    replaced.

    `version` and `plan_version` are those the user read. Adopting again by the same decision
    returns the adopted allocation. Raises NeedsReason when the figures break a rule or do not add
    up to the district's goals and no reason is given; CannotAllocate for figures beyond a
    commune's poor households (no reason helps), for a draft not submitted, without the reason of a
    change, while a proposal on figures that would change is pending, and for dates that do not fit;
    Conflict when the draft or the plan was changed meanwhile.
    """
    plan_id = Allocation.objects.values_list("plan_id", flat=True).get(pk=allocation_id)
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    draft = Allocation.objects.select_for_update().get(pk=allocation_id)
    if draft.is_adopted and _is_decided_by(draft, decision):
        return draft
    if draft.is_draft:
        raise CannotAllocate(f"“{draft.name}” chưa trình lãnh đạo.")
    if not draft.is_submitted:
        raise CannotAllocate(f"“{draft.name}” không còn là dự thảo, không giao lại được.")
    if draft.version != version:
        raise conflict_over(draft)
    if plan.version != plan_version:
        raise conflict_over(plan)
    return _adopt(plan, draft, decision, by=by, at=at)


@transaction.atomic
def adopt_changes(
    *,
    plan_id: int,
    plan_version: int,
    changes: Mapping[int, tuple[int, int]],
    decision: Decision,
    name: str,
    by: User,
    at: dt.datetime,
) -> Allocation:
    """Adopt a new allocation: the one in force with some communes' figures changed.

    `changes` gives (fall, ethnic-minority fall) in households by commune key. Raises as
    `adopt_allocation` does; CannotAllocate when no allocation is in force.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    if plan.version != plan_version:
        raise conflict_over(plan)
    former = plan.allocations.filter(state=AllocationState.ADOPTED).first()
    if former is None:
        raise CannotAllocate("Năm này chưa giao chỉ tiêu, chưa có gì để điều chỉnh.")
    lines = {line.commune_id: line for line in former.lines.order_by("commune_id")}
    if set(changes) - set(lines):
        raise CannotAllocate("Có xã không thuộc phương án đang áp dụng.")
    draft = _begun(plan, name, follows=former, by=by, at=at)
    new = []
    for key, line in lines.items():
        fall, em_fall = changes.get(key, (line.fall, line.em_fall))
        new.append(
            AllocationLine(
                allocation=draft,
                commune_id=key,
                fall=fall,
                em_fall=em_fall,
                weight=line.weight,
                least_fall=None if key in changes else line.least_fall,
                least_em_fall=None if key in changes else line.least_em_fall,
            )
        )
    _create_lines(new, targets_of(plan), by=by)
    decision = replace(decision, change_reason=decision.change_reason or name)
    return _adopt(plan, draft, decision, by=by, at=at, decided=set(changes))


@transaction.atomic
def adopt_figures(
    *,
    plan_id: int,
    plan_version: int,
    figures: Mapping[int, tuple[int, int]],
    decision: Decision,
    by: User,
    at: dt.datetime,
) -> YearPlan:
    """Give every commune its target at once: a draft with these figures, adopted.

    `figures` gives (fall, ethnic-minority fall) in households for every commune of the plan.
    Idempotent for the figures and decision in force. Raises as `adopt_allocation` does.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    targets = targets_of(plan)
    if not targets:
        raise CannotAllocate("Hãy nhập số liệu đầu kỳ của các xã trước khi giao chỉ tiêu.")
    if set(figures) != {row.commune_id for row in targets}:
        raise CannotAllocate("Hãy giao chỉ tiêu cho từng xã trong kế hoạch, mỗi xã một lần.")
    former = plan.allocations.filter(state=AllocationState.ADOPTED).first()
    same = all(figures[row.commune_id] == (row.fall, row.em_fall) for row in targets)
    if former is not None and same and _is_decided_by(former, decision):
        return plan
    if plan.version != plan_version:
        raise conflict_over(plan)
    draft = _begun(plan, f"Giao theo {decision.decision_number}"[:100], follows=None, by=by, at=at)
    lines = [
        AllocationLine(allocation=draft, commune_id=key, fall=fall, em_fall=em_fall)
        for key, (fall, em_fall) in figures.items()
    ]
    _create_lines(lines, targets, by=by)
    _adopt(plan, draft, decision, by=by, at=at)
    return plan


def _begun(
    plan: YearPlan, name: str, *, follows: Allocation | None, by: User, at: dt.datetime
) -> Allocation:
    draft = Allocation(
        plan=plan,
        name=name,
        rule=SplitRule.BY_HAND,
        follows=follows,
        created_by=by,
        created_at=at,
    )
    save_with_history(draft, by=by, reason="Lập phương án")
    return draft


def _create_lines(
    lines: Sequence[AllocationLine], targets: Sequence[CommuneTarget], *, by: User
) -> None:
    names = {row.commune_id: row.commune.full_name for row in targets}
    for line in lines:
        if line.em_fall > line.fall:
            raise CannotAllocate(
                f"{names[line.commune_id]}: chỉ tiêu DTTS {line.em_fall} lớn hơn "
                f"chỉ tiêu chung {line.fall}."
            )
    create_many(lines, by=by)


def _adopt(
    plan: YearPlan,
    draft: Allocation,
    decision: Decision,
    *,
    by: User | None,
    at: dt.datetime,
    decided: Collection[int] = (),
) -> Allocation:
    """Adopt an allocation; `decided` are communes whose proposal is decided by the same act."""
    _require_decision(plan, decision)
    change_reason = decision.change_reason or draft.change_reason
    require_change_reason(plan, change_reason)
    targets = targets_of(plan)
    lines = {line.commune_id: line for line in draft.lines.order_by()}
    if set(lines) != {row.commune_id for row in targets}:
        raise CannotAllocate("Phương án thiếu xã của kế hoạch. Hãy mở và lưu lại phương án.")
    require_no_pending(plan, lines, decided=decided)
    reason = reason_for(plan, targets, lines, decision.override_reason or draft.override_reason)
    number = 1 + plan.allocations.filter(number__isnull=False).count()
    # Triggers compare the targets with the allocation when it is adopted (targets/database/guards.py).
    _replace_former(plan, by=by)
    write_targets(targets, lines, by=by)
    draft.state = AllocationState.ADOPTED
    draft.number = number
    draft.decision_number, draft.decided_on = decision.decision_number, decision.decided_on
    draft.answers_due_on, draft.override_reason = decision.answers_due_on, reason
    draft.change_reason = change_reason
    draft.adopted_by, draft.adopted_at = by, at
    draft.version += 1
    words = f"Giao chỉ tiêu lần {number} theo {decision.decision_number}"
    save_with_history(draft, by=by, reason=words)
    plan.version += 1
    save_with_history(plan, by=by, reason=f"{words} cho {len(targets)} xã, thị trấn")
    return draft


def require_change_reason(plan: YearPlan, reason: str) -> None:
    """Raise CannotAllocate without a reason while another allocation is in force."""
    is_given = plan.allocations.filter(state=AllocationState.ADOPTED).exists()
    if is_given and not reason:
        raise CannotAllocate("Hãy ghi lý do giao lại chỉ tiêu.", field="change_reason")


def require_no_pending(
    plan: YearPlan, lines: Mapping[int, AllocationLine], *, decided: Collection[int] = ()
) -> None:
    """Raise CannotAllocate while a proposal on figures that would change is not decided."""
    names = [
        standing.line.commune.full_name
        for key, standing in sorted(answers_by_commune(plan).items())
        if standing.is_pending and key not in decided and key in lines
        if shares_of(standing.line) != shares_of(lines[key])
    ]
    if names:
        raise CannotAllocate(
            f"{', '.join(names)} có đề nghị điều chỉnh chưa quyết định. Hãy quyết định trước khi giao lại."
        )


def reason_for(
    plan: YearPlan,
    targets: Sequence[CommuneTarget],
    lines: Mapping[int, AllocationLine],
    reason: str,
) -> str:
    """Return the reason to store: the one given where rules are broken, otherwise none."""
    wanted = wanted_by(plan)
    check = check_of(split_rows(targets, lines, {}), lines, demand_of(plan, wanted), wanted)
    if check.hard:
        raise CannotAllocate(" ".join(one.sentence for one in check.hard))
    if check.violations and not reason:
        raise NeedsReason(check.sentences)
    return reason if check.violations else ""


def _require_decision(plan: YearPlan, decision: Decision) -> None:
    if not decision.decision_number:
        raise CannotAllocate("Hãy ghi số quyết định giao chỉ tiêu.", field="decision_number")
    if abs(decision.decided_on.year - plan.year) > 1:
        raise CannotAllocate(
            f"Ngày quyết định phải từ năm {plan.year - 1} đến năm {plan.year + 1}.",
            field="decided_on",
        )
    if decision.answers_due_on is not None and decision.answers_due_on < decision.decided_on:
        raise CannotAllocate(
            "Hạn xã trả lời không được trước ngày quyết định.", field="answers_due_on"
        )


def _is_decided_by(allocation: Allocation, decision: Decision) -> bool:
    return (allocation.decision_number, allocation.decided_on, allocation.answers_due_on) == (
        decision.decision_number,
        decision.decided_on,
        decision.answers_due_on,
    )


def _replace_former(plan: YearPlan, *, by: User | None) -> None:
    for former in plan.allocations.select_for_update().filter(state=AllocationState.ADOPTED):
        former.state = AllocationState.REPLACED
        former.version += 1
        save_with_history(former, by=by, reason="Được thay bằng phương án mới")


def write_targets(
    targets: Sequence[CommuneTarget], lines: Mapping[int, AllocationLine], *, by: User | None
) -> None:
    changed = []
    for row in targets:
        line = lines[row.commune_id]
        if (row.fall, row.em_fall) != (line.fall, line.em_fall):
            row.fall, row.em_fall = line.fall, line.em_fall
            changed.append(row)
    update_many(changed, ["fall", "em_fall"], by=by)
