"""What the papers of the district need beside the figures of the pages."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from targets.choices import AnswerKind
from targets.models import Allocation, AllocationAnswer, Goal, YearPlan
from targets.queries.goal_proposals import pending_goals
from targets.queries.goals import goals_of


def replaced_allocation(allocation: Allocation) -> Allocation | None:
    """Return the allocation whose place this one takes, in one query; None for the first."""
    given = allocation.plan.allocations.filter(number__isnull=False).exclude(pk=allocation.pk)
    if allocation.number is not None:
        given = given.filter(number__lt=allocation.number)
    return given.order_by("-number").first()


def replied_answers(user: User) -> QuerySet[AllocationAnswer]:
    """Return the answers that the district can reply to: accepted targets, decided proposals."""
    found = AllocationAnswer.objects.visible_to(user).filter(withdrawn_at=None)
    settled = Q(kind=AnswerKind.ACCEPT) | Q(decision__isnull=False)
    return found.filter(settled).select_related(
        "commune", "allocation__plan__district__province", "decision__allocation"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReply:
    """An answer of a commune with the target it has after the district's decision, in households."""

    answer: AllocationAnswer
    fall: int
    em_fall: int


def answer_reply(answer: AllocationAnswer) -> AnswerReply:
    """Return what the district replies to an answer of `replied_answers`, in at most one query."""
    decision = getattr(answer, "decision", None)
    led_to = decision.allocation if decision else None
    line = led_to.lines.filter(commune=answer.commune_id).first() if led_to else None
    if line is None:
        return AnswerReply(answer=answer, fall=answer.given_fall, em_fall=answer.given_em_fall)
    return AnswerReply(answer=answer, fall=line.fall, em_fall=line.em_fall)


def goals_to_adopt(plan: YearPlan) -> list[Goal]:
    """Return the goals of a plan as they will be once the waiting change is confirmed, in 4
    queries."""
    waiting = pending_goals(plan)
    changed = {line.goal.key: line for line in waiting.lines} if waiting else {}
    present = goals_of(plan)
    kept = [changed[goal.key].goal if goal.key in changed else goal for goal in present]
    known = {goal.key for goal in present}
    added = [line.goal for key, line in changed.items() if key not in known]
    gone = {key for key, line in changed.items() if line.after is None}
    return [goal for goal in [*kept, *added] if goal.key not in gone]
