"""Tasks given at the conference: who bears them, how they stand."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from targets.choices import DirectionState, Evidence, TaskStanding
from targets.models import Direction, DirectionBearer, DirectionReport, YearPlan
from targets.queries.direction_evidence import Fact, Facts, facts_by_commune
from targets.querysets import BearerQuerySet
from targets.rules.directions import days_overdue, task_standing, task_urgency

DayFacts = Mapping[tuple[str, dt.date | None], Facts]
_DUE = Coalesce("due_on", "direction__due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerRow:
    """One task at one bearer today. `fact` is None where the product has no evidence."""

    pk: int
    direction: Direction
    commune_id: int | None
    office: str
    name: str
    due_on: dt.date | None
    has_own_date: bool
    state: str
    standing: TaskStanding
    days_late: int
    fact: Fact | None
    words: str
    reported_at: dt.datetime | None
    is_own: bool
    version: int

    @property
    def may_report(self) -> bool:
        return self.is_own and not self.direction.is_withdrawn

    @property
    def urgency(self) -> tuple[tuple[int, int], str]:
        return task_urgency(self.standing, self.days_late), self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionRow:
    """One task with the bearers the user sees, worst first."""

    direction: Direction
    bearers: Sequence[BearerRow]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.bearers)

    @property
    def done(self) -> int:
        """The number of bearers that are done, not contradicted by the evidence."""
        return self.counts.get(TaskStanding.DONE, 0)

    @property
    def counted(self) -> list[tuple[TaskStanding, int]]:
        """Return the number of bearers by standing, in the order of `TaskStanding`, without zeros."""
        return [
            (standing, self.counts[standing])
            for standing in TaskStanding
            if self.counts.get(standing)
        ]

    @property
    def urgency(self) -> tuple[tuple[int, int], int]:
        worst = min((row.urgency[0] for row in self.bearers), default=(len(TaskStanding), 0))
        return worst, self.direction.number

    @property
    def own(self) -> list[BearerRow]:
        """The bearers the user reports for."""
        return [row for row in self.bearers if row.may_report]


def direction_rows(plan: YearPlan, user: User, *, today: dt.date) -> list[DirectionRow]:
    """Return the year's tasks with the bearers the user sees, by number, in at most 13
    queries.

    Withdrawn tasks are left out.
    """
    directions = {each.pk: each for each in plan.directions.filter(is_withdrawn=False)}
    return _rows(plan, directions, user, today=today)


def direction_row(direction: Direction, user: User, *, today: dt.date) -> DirectionRow:
    """Return one task with the bearers the user sees, in at most 6 queries."""
    return _rows(direction.plan, {direction.pk: direction}, user, today=today)[0]


def _rows(
    plan: YearPlan, directions: Mapping[int, Direction], user: User, *, today: dt.date
) -> list[DirectionRow]:
    days = {pk: evidence_day(each, today) for pk, each in directions.items()}
    facts = facts_by_commune(plan, {(each.evidence, days[pk]) for pk, each in directions.items()})
    own = {*_bearers(directions).borne_by(user).values_list("pk", flat=True)}
    grouped: dict[int, list[BearerRow]] = {pk: [] for pk in directions}
    for bearer in _with_last_report(_bearers(directions).visible_to(user)):
        bearer.direction = directions[bearer.direction_id]
        fact = _fact_of(bearer, facts, days[bearer.direction_id])
        row = _bearer_row(bearer, fact, is_own=bearer.pk in own, today=today)
        grouped[bearer.direction_id].append(row)
    return [
        DirectionRow(
            direction=directions[pk],
            bearers=sorted(rows, key=lambda row: row.urgency),
            counts=Counter(row.standing for row in rows),
        )
        for pk, rows in grouped.items()
    ]


def _bearers(directions: Mapping[int, Direction]) -> BearerQuerySet:
    return DirectionBearer.objects.filter(direction__in=directions)


def _with_last_report(bearers: QuerySet) -> QuerySet:
    last = DirectionReport.objects.filter(bearer=OuterRef("pk")).order_by("-at", "-pk")
    return (
        bearers.select_related("commune")
        .order_by("direction", "pk")
        .annotate(
            last_words=Subquery(last.values("words")[:1]), last_at=Subquery(last.values("at")[:1])
        )
    )


def _bearer_row(
    bearer: DirectionBearer, fact: Fact | None, *, is_own: bool, today: dt.date
) -> BearerRow:
    due_on = bearer.due_on or bearer.direction.due_on
    left = _days_left(due_on, today)
    standing = task_standing(
        bearer.state, days_left=left, is_proved=fact.is_enough if fact else None
    )
    is_late = standing == TaskStanding.OVERDUE
    return BearerRow(
        pk=bearer.pk,
        direction=bearer.direction,
        commune_id=bearer.commune_id,
        office=bearer.office,
        name=bearer.commune.full_name if bearer.commune else bearer.get_office_display(),
        due_on=due_on,
        has_own_date=bearer.due_on is not None,
        state=bearer.state,
        standing=standing,
        days_late=days_overdue(left) if is_late else 0,
        fact=fact,
        words=getattr(bearer, "last_words", None) or "",
        reported_at=getattr(bearer, "last_at", None),
        is_own=is_own,
        version=bearer.version,
    )


def _days_left(due_on: dt.date | None, today: dt.date) -> int | None:
    return None if due_on is None else (due_on - today).days


def evidence_day(direction: Direction, today: dt.date) -> dt.date | None:
    """Return the day whose targets a task is about: its due date once passed, None for today.

    Only reports and answers depend on it: what a commune did in time stays done when other targets
    are given later.
    """
    depends = direction.evidence in {Evidence.PARTY_REPORT, Evidence.ANSWER}
    return direction.due_on if depends and direction.due_on and direction.due_on < today else None


def _fact_of(bearer: DirectionBearer, facts: DayFacts, day: dt.date | None) -> Fact | None:
    """Return the evidence of a bearer; there is none for offices."""
    if bearer.commune_id is None or bearer.direction.evidence == Evidence.NONE:
        return None
    known, otherwise = facts[bearer.direction.evidence, day]
    return known.get(bearer.commune_id, otherwise)


def overdue_by_commune(plan: YearPlan, today: dt.date) -> dict[int, int]:
    """Return how many of the year's tasks are overdue, by commune key, in one query.

    A task is overdue when it is not reported done and its due date has passed.
    """
    return dict(
        _overdue(today)
        .filter(direction__plan=plan, commune__isnull=False)
        .order_by()
        .values_list("commune")
        .annotate(overdue=Count("pk"))
    )


def _overdue(today: dt.date) -> QuerySet:
    return _unfinished().annotate(due=_DUE).filter(due__lt=today)


def _unfinished() -> BearerQuerySet:
    return DirectionBearer.objects.filter(direction__is_withdrawn=False).exclude(
        state=DirectionState.DONE
    )
