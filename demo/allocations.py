"""The allocation of 2021: the adopted shares, and two drafts. Invented."""

import datetime as dt
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from common.history import save_with_history
from demo.targets import YEAR
from targets.choices import SplitRule
from targets.models import Allocation, YearPlan
from targets.services.allocations import Decision, adopt_allocation
from targets.services.drafts import CannotSplit, create_draft, fill_draft
from targets.services.signing import submit_allocation

_DECISION = "Mẫu 01/QĐ-UBND"
_DECIDED_ON = dt.date(YEAR, 3, 26)
_ANSWERS_DUE_ON = dt.date(YEAR, 4, 15)
_DRAWN_UP = dt.datetime(YEAR, 3, 15, 1, 30, tzinfo=dt.UTC)
_ADOPTED = dt.datetime(YEAR, 3, 26, 2, tzinfo=dt.UTC)
_REASON = "Số liệu mẫu thu nhỏ: chưa đủ hộ để mọi xã đạt mức giảm"


def allocate(plan: YearPlan, *, by: User) -> None:
    """Adopt the demo's shares and create one draft by each of two rules.

    The communes' targets do not change. In the small demo a rule may have no solution; its draft
    then keeps the initial figures.
    """
    given = _draft(plan, "Phương án giao tại Hội nghị", by=by)
    for rule, name in (
        (SplitRule.BY_POOR, "Phương án theo số hộ nghèo"),
        (SplitRule.EQUAL_POINTS, "Phương án cùng mức giảm"),
    ):
        _propose(_draft(plan, name, by=by), rule, by=by)
    given = submit_allocation(
        allocation_id=given.pk,
        version=given.version,
        override_reason=_REASON,
        by=by,
        at=_DRAWN_UP,
    )
    adopt_allocation(
        allocation_id=given.pk,
        version=given.version,
        plan_version=plan.version,
        decision=Decision(
            decision_number=_DECISION,
            decided_on=_DECIDED_ON,
            answers_due_on=_ANSWERS_DUE_ON,
            override_reason=_REASON,
        ),
        by=by,
        at=_ADOPTED,
    )


def _draft(plan: YearPlan, name: str, *, by: User) -> Allocation:
    client_id = uuid5(NAMESPACE_URL, f"mau/{plan.year}/{name}")
    return create_draft(plan_id=plan.pk, name=name, client_id=client_id, by=by, at=_DRAWN_UP)


def _propose(draft: Allocation, rule: str, *, by: User) -> None:
    try:
        fill_draft(allocation_id=draft.pk, version=draft.version, rule=rule, by=by)
    except CannotSplit as refusal:
        draft.note = " ".join(refusal.sentences)[:500]
        save_with_history(draft, by=by, reason="Không phân bổ được theo cách này")
