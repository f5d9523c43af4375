"""Figures in the product that show the progress of a task in each commune."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from households.choices import Figure
from households.models import PovertyRecord
from support.models import ReasonAnalysis
from targets.choices import AnswerStep, Evidence, RegistrationState
from targets.models import AllocationLine, ExitRegistration, YearPlan
from targets.queries.answers import (
    AnswerStanding,
    allocation_on,
    answers_by_commune,
    standings_of,
)
from targets.queries.registrations import registered_by_commune
from targets.rules.directions import is_enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The figures of one kind of evidence, and whether they are enough for "done".

    `done` and `needed` are households (None: not counted, or no target given); `reported_on` and
    `step` are those of the commune's target.
    """

    kind: str
    is_enough: bool
    done: int | None = None
    needed: int | None = None
    reported_on: dt.date | None = None
    step: AnswerStep | None = None


# The facts by commune key, and the fact of a commune without a row.
Facts = tuple[Mapping[int, Fact], Fact]


def facts_by_commune(
    plan: YearPlan, wanted: Iterable[tuple[str, dt.date | None]]
) -> dict[tuple[str, dt.date | None], Facts]:
    """Return the facts for each kind of evidence and day, in 1 to 4 queries each.

    Reports and answers are those about the targets in force on the day (None: today); the other
    figures are those of today.
    """
    return {(kind, day): _FINDERS[kind](plan, day) for kind, day in {*wanted} if kind in _FINDERS}


def _party_reports(plan: YearPlan, day: dt.date | None) -> Facts:
    """Return the reports of the targets of a day to the Party committees."""
    found = {
        commune: Fact(kind=Evidence.PARTY_REPORT, is_enough=True, reported_on=standing.reported_on)
        for commune, standing in _standings(plan, day).items()
        if standing.report
    }
    return found, Fact(kind=Evidence.PARTY_REPORT, is_enough=False)


def _standings(plan: YearPlan, day: dt.date | None) -> dict[int, AnswerStanding]:
    if day is None:
        return answers_by_commune(plan)
    allocation = allocation_on(plan, day)
    return standings_of(AllocationLine.objects.filter(allocation=allocation)) if allocation else {}


def _answers(plan: YearPlan, day: dt.date | None) -> Facts:
    """Return the answers to the targets of a day."""
    found = {
        commune: Fact(kind=Evidence.ANSWER, is_enough=True, step=standing.step)
        for commune, standing in _standings(plan, day).items()
        if standing.answer
    }
    return found, Fact(kind=Evidence.ANSWER, is_enough=False)


def _of_the_poor(plan: YearPlan, *, kind: Evidence, done: QuerySet) -> Facts:
    """Count the households poor at the year's opening, and how many of them are in `done`."""
    poor = PovertyRecord.objects.filter(year=plan.year, standard=plan.standard_id)
    rows = (
        poor.behind(Figure.OPENING)
        .order_by()
        .values_list("commune")
        .annotate(everyone=Count("pk"), done=Count("pk", filter=Exists(done)))
    )
    found = {
        commune: Fact(
            kind=kind,
            done=number,
            needed=everyone,
            is_enough=is_enough(number, everyone),
        )
        for commune, everyone, number in rows
    }
    return found, Fact(kind=kind, is_enough=True, done=0, needed=0)


def _reasons(plan: YearPlan, _day: dt.date | None) -> Facts:
    analysed = ReasonAnalysis.objects.filter(household=OuterRef("household"), year=plan.year)
    return _of_the_poor(plan, kind=Evidence.REASONS, done=analysed)


def _exit_plans(plan: YearPlan, _day: dt.date | None) -> Facts:
    planned = ExitRegistration.objects.filter(
        household=OuterRef("household"), plan=plan, has_plan=True
    ).exclude(state=RegistrationState.WITHDRAWN)
    return _of_the_poor(plan, kind=Evidence.EXIT_PLANS, done=planned)


def _registrations(plan: YearPlan, _day: dt.date | None) -> Facts:
    """Return the registered households against each commune's target."""
    named = registered_by_commune(plan)
    falls = dict(plan.commune_targets.order_by().values_list("commune", "fall"))
    found = {
        commune: _named(named.get(commune, (0, 0))[0], falls.get(commune))
        for commune in {*named, *falls}
    }
    return found, _named(0, None)


def _named(number: int, needed: int | None) -> Fact:
    return Fact(
        kind=Evidence.REGISTRATIONS,
        done=number,
        needed=needed,
        is_enough=is_enough(number, needed),
    )


_FINDERS: Mapping[str, Callable[[YearPlan, dt.date | None], Facts]] = {
    Evidence.PARTY_REPORT: _party_reports,
    Evidence.ANSWER: _answers,
    Evidence.REASONS: _reasons,
    Evidence.EXIT_PLANS: _exit_plans,
    Evidence.REGISTRATIONS: _registrations,
}
