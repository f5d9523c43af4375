"""What waits for the user in the year's targets and tasks, for the home page: one query each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Abs, Coalesce

from accounts.choices import Action
from accounts.models import User
from areas.querysets import scoped
from common.prepared import PreparedQuery
from households.choices import RoundKind, RoundState
from households.models import Round
from targets.choices import (
    AllocationState,
    AnswerKind,
    DirectionState,
    GoalProposalState,
    Verdict,
)
from targets.models import (
    Allocation,
    AllocationAnswer,
    AllocationLine,
    DirectionBearer,
    GoalProposal,
    PartyReport,
    YearPlan,
)
from targets.queries.path import path_columns, path_of
from targets.querysets import office_of
from targets.rules.directions import days_overdue, is_due_soon
from targets.rules.path import planned_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPlan:
    """The plan of today, how many proposals of communes wait for a decision under it, and what
    waits for the leader's signature: keys of an allocation and a round, a change of goals.

    `review` is the year-end round in progress that follows the procedure, `path` the part of the
    year's fall expected by the end of each month.
    """

    plan: YearPlan
    pending: int
    allocation_to_sign: int | None = None
    round_to_close: int | None = None
    has_goals_to_confirm: bool = False
    review: Round | None = None
    path: Sequence[Fraction] = ()

    def planned_share(self, on: dt.date) -> Fraction:
        """Return the part of the year's fall the path expects by a day, 0 to 1."""
        return planned_by(self.path, on, year=self.plan.year)


def current_plan(on: dt.date) -> CurrentPlan | None:
    """Return the latest plan begun by a day, else the first one, in one query.

    The same plan as `plan_for(None, on=on)`.
    """
    found = _current(on.year)
    if not found:
        return None
    plan = found[0]
    return CurrentPlan(
        plan=plan,
        pending=plan.pending,
        allocation_to_sign=plan.allocation_to_sign,
        round_to_close=plan.round_to_close,
        has_goals_to_confirm=plan.has_goals_to_confirm,
        review=_review(plan),
        path=path_of(plan),
    )


def _review(plan: Any) -> Round | None:
    """The plan's year-end round in progress that follows the procedure."""
    if plan.review is None:
        return None
    return Round(
        pk=plan.review,
        year=plan.year,
        kind=RoundKind.YEAR_END,
        state=RoundState.OPEN,
        starts_on=plan.review_starts_on,
        due_on=plan.review_due_on,
        follows_procedure=True,
    )


@PreparedQuery
def _current(year: int) -> QuerySet[YearPlan]:
    pending = (
        _lines()
        .filter(allocation__plan=OuterRef("pk"))
        .order_by()
        .values("allocation__plan")
        .annotate(pending=Count("pk", filter=_PENDING))
        .values("pending")
    )
    submitted = Allocation.objects.filter(plan=OuterRef("pk"), state=AllocationState.SUBMITTED)
    rounds = Round.objects.open().filter(closing_proposed_at__isnull=False)
    goals = GoalProposal.objects.filter(plan=OuterRef("pk"), state=GoalProposalState.PENDING)
    reviews = Round.objects.open().filter(
        year=OuterRef("year"), kind=RoundKind.YEAR_END, follows_procedure=True
    )
    plans = YearPlan.objects.select_related("standard", "district").annotate(
        is_later=Q(year__gt=year),
        distance=Abs(F("year") - year),
        pending=Coalesce(Subquery(pending), 0),
        allocation_to_sign=Subquery(submitted.order_by("pk").values("pk")[:1]),
        round_to_close=Subquery(rounds.order_by("year", "pk").values("pk")[:1]),
        has_goals_to_confirm=Exists(goals),
        **path_columns(OuterRef("pk")),
        review=Subquery(reviews.order_by().values("pk")[:1]),
        review_starts_on=Subquery(reviews.order_by().values("starts_on")[:1]),
        review_due_on=Subquery(reviews.order_by().values("due_on")[:1]),
    )
    return plans.order_by("is_later", "distance")[:1]


def pending_proposals(plan: YearPlan) -> int:
    """Count the communes whose proposal waits for the district's decision."""
    return _lines().filter(_PENDING, allocation__plan=plan).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTarget:
    """A commune's target, and which of the two steps on its present figures are taken."""

    commune_id: int
    due_on: dt.date | None
    is_reported: bool
    is_answered: bool


def open_targets(plan: YearPlan, user: User) -> list[OpenTarget]:
    """Return the adopted targets of the user's communes, by name."""
    rows = _targets_of(plan.pk, *user.scope)
    return [
        OpenTarget(commune_id=commune, due_on=due, is_reported=reported, is_answered=bool(kind))
        for commune, due, reported, kind in rows
    ]


@PreparedQuery
def _targets_of(plan: int, *scope: Any) -> QuerySet:
    lines = _lines().filter(allocation__plan=plan)
    return (
        scoped(lines, User.with_scope(*scope))
        .order_by("commune__sort_key", "commune")
        .values_list("commune", "allocation__answers_due_on", "is_reported", "answer_kind")
    )


# With `_lines()`: the answer in force is a proposal that was not decided.
_PENDING = Q(answer_kind=AnswerKind.PROPOSE, answer_verdict=None)


def _lines() -> QuerySet:
    """Lines of adopted allocations with the steps about their figures (`rules.answers.still_applies`).

    A report or an answer made under an earlier allocation of the plan counts while the figures
    are not higher; a pending proposal while they are the same.
    """
    same = {
        "allocation__plan": OuterRef("allocation__plan"),
        "commune": OuterRef("commune"),
    }
    figures = {name: OuterRef(name) for name in ("fall", "em_fall")}
    present = {f"{name}__gte": value for name, value in figures.items()}
    given = {f"given_{name}__gte": value for name, value in figures.items()}
    exactly_given = {f"given_{name}": value for name, value in figures.items()}
    is_accepted = Q(decision__verdict=Verdict.ACCEPTED)
    is_final = Q(kind=AnswerKind.ACCEPT) | Q(decision__verdict=Verdict.REFUSED)
    is_pending = Q(kind=AnswerKind.PROPOSE, decision=None)
    answers = AllocationAnswer.objects.filter(
        (is_accepted & Q(**present)) | (is_final & Q(**given)) | (is_pending & Q(**exactly_given)),
        withdrawn_at=None,
        **same,
    ).order_by("-at", "-pk")
    return AllocationLine.objects.filter(allocation__state=AllocationState.ADOPTED).annotate(
        is_reported=Exists(PartyReport.objects.filter(**same, **present)),
        answer_kind=Subquery(answers.values("kind")[:1]),
        answer_verdict=Subquery(answers.values("decision__verdict")[:1]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """A task the user reports on."""

    direction_id: int
    title: str
    due_on: dt.date | None
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueTasks:
    """Overdue tasks of the district: how many, at how many bearers, the longest since when."""

    tasks: int
    bearers: int
    since: dt.date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTasks:
    """The user's own tasks in their order, and the overdue ones they follow up."""

    own: list[OwnTask]
    overdue: OverdueTasks | None


def waiting_tasks(plan: YearPlan, user: User, today: dt.date) -> WaitingTasks:
    """Return the plan's tasks the user has to report on or to follow up, in at most one query.

    Bearers: what was never reported, is due within 14 days, or is overdue. Those who give
    tasks: all that is overdue in the district.
    """
    reports = user.may(Action.REPORT_DIRECTIONS) and bool(user.commune_id or office_of(user))
    follows_up = user.may(Action.GIVE_DIRECTIONS)
    if not (reports or follows_up):
        return WaitingTasks(own=[], overdue=None)
    found = _bearers(plan.pk, today, (follows_up, user.department), *user.scope)
    own = [
        OwnTask(
            direction_id=each.direction_id,
            title=each.direction.title,
            due_on=each.due,
            days_late=days_overdue(_days_left(each.due, today)),
        )
        for each in found
        if reports and each.is_own and _is_to_be_reported(each.state, each.due, today)
    ]
    late = [each for each in found if follows_up and each.due and each.due < today]
    return WaitingTasks(own=own, overdue=_overdue(late, today))


@PreparedQuery
def _bearers(plan: int, today: dt.date, fixed: tuple[bool, str], *scope: Any) -> QuerySet:
    """The unfinished tasks of a user's bearers, and all overdue ones for those who follow up."""
    (follows_up, department), user = fixed, User.with_scope(*scope)
    user.department = department
    unfinished = DirectionBearer.objects.filter(
        direction__plan=plan, direction__is_withdrawn=False
    ).exclude(state=DirectionState.DONE)
    borne = DirectionBearer.objects.borne_by(user).order_by().filter(pk=OuterRef("pk"))
    return (
        unfinished.select_related("direction")
        .annotate(due=Coalesce("due_on", "direction__due_on"), is_own=Exists(borne))
        .filter(Q(is_own=True) | Q(due__lt=today) if follows_up else Q(is_own=True))
    )


def _overdue(late: list[Any], today: dt.date) -> OverdueTasks | None:
    if not late:
        return None
    since = min(each.due for each in late)
    return OverdueTasks(
        tasks=len({each.direction_id for each in late}),
        bearers=len(late),
        since=since,
        days_late=days_overdue(_days_left(since, today)),
    )


def _is_to_be_reported(state: str, due: dt.date | None, today: dt.date) -> bool:
    return state == DirectionState.GIVEN or is_due_soon(_days_left(due, today))


def _days_left(due_on: dt.date | None, today: dt.date) -> int | None:
    return None if due_on is None else (due_on - today).days
