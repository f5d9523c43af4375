"""Withdrawing an answer, and the refusals after a concurrent edit of an answer."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.errors import Conflict
from common.history import save_with_history
from targets.models import AllocationAnswer, YearPlan
from targets.queries.answers import decision_of


@transaction.atomic
def withdraw_answer(*, answer_id: int, by: User, at: dt.datetime, on: dt.date) -> AllocationAnswer:
    """Withdraw an answer before the district decides; the commune may then answer again.

    Idempotent for one user. Raises Conflict when another user withdrew it or the district decided
    meanwhile.
    """
    found = AllocationAnswer.objects.select_related("allocation").get(pk=answer_id)
    YearPlan.objects.select_for_update().get(pk=found.allocation.plan_id)
    answer = AllocationAnswer.objects.select_related("decision__by", "withdrawn_by").get(
        pk=answer_id
    )
    if answer.withdrawn_at is not None:
        if answer.withdrawn_by_id == by.pk:
            return answer
        raise withdrawn_conflict(answer)
    if decision_of(answer) is not None:
        raise decided_conflict(answer)
    answer.withdrawn_by, answer.withdrawn_at, answer.withdrawn_on = by, at, on
    save_with_history(answer, by=by, reason="Rút trả lời")
    return answer


def withdrawn_conflict(answer: AllocationAnswer) -> Conflict:
    """Return the refusal that names who withdrew an answer."""
    who = str(answer.withdrawn_by)
    return Conflict(
        f"{who} đã rút trả lời này ngày {answer.withdrawn_on:%d/%m/%Y}. Hãy xem lại trang.",
        changed_by=who,
        changed_at=answer.withdrawn_at,
    )


def decided_conflict(answer: AllocationAnswer) -> Conflict:
    """Return the refusal that names who decided a proposal."""
    decision = answer.decision
    who = str(decision.by)
    return Conflict(
        f"{who} đã quyết định đề nghị này ngày {decision.decided_on:%d/%m/%Y}: "
        f"{decision.get_verdict_display().lower()}. Hãy xem lại trang.",
        changed_by=who,
        changed_at=decision.at,
    )
