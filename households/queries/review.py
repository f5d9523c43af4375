"""Figures of the review: piles, lists, rounds, where a form can be started."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from common.prepared import PreparedQuery
from households.choices import AssessmentState, Pile
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Member,
    PovertyRecord,
    PovertyStandard,
    Round,
    RoundStandard,
)
from households.queries.poor_list import working_standard
from households.queries.standing import FormStanding, standings_of
from households.querysets import PILES, PovertyRecordQuerySet


def rounds_with_work() -> QuerySet[Round]:
    """Return the rounds with their standards and `drafts`, `submitted`, `approved`: forms."""

    def forms(state: str) -> Count:
        return Count("assessments", filter=Q(assessments__state=state))

    counted = Round.objects.annotate(
        drafts=forms(AssessmentState.DRAFT),
        submitted=forms(AssessmentState.SUBMITTED),
        approved=forms(AssessmentState.APPROVED),
    )
    return counted.order_by("-year", "-kind").prefetch_related(
        "round_standards__standard", "reopenings__commune"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workpile:
    """A pile with its number of forms."""

    pile: Pile
    count: int


def piles_of(forms: QuerySet[Assessment]) -> list[Workpile]:
    """Count forms by pile, in one query."""
    counted = forms.order_by().aggregate(
        **{pile: Count("pk", filter=condition) for pile, condition in PILES.items()}
    )
    return [Workpile(pile=pile, count=counted[pile]) for pile in Pile]


def awaiting_review(*, user: User, year: int) -> PovertyRecordQuerySet:
    """Return last year's poor and near-poor without a form this year.

    Under the standard of the year's goals, in the communes visible to the user.
    """
    records = PovertyRecord.objects.visible_to(user)
    standard = working_standard(year)
    if standard is None:
        return records.none()
    begun = Assessment.objects.at_work().filter(round__year=year)
    return records.of_year(year, standard).awaiting_review(begun)


def awaiting_count(*, user: User, year: int) -> int:
    """Count the households of `awaiting_review`."""
    found = _awaiting_counted(year, *user.scope)
    return found[0] if found else 0


@PreparedQuery
def _awaiting_counted(year: int, *scope: Any) -> QuerySet:
    records = PovertyRecord.objects.visible_to(User.with_scope(*scope))
    begun = Assessment.objects.at_work().filter(round__year=year)
    waiting = records.filter(year=year, standard=working_standards(year)).awaiting_review(begun)
    counted = waiting.order_by().values("year").annotate(number=Count("pk"))
    return counted.values_list("number", flat=True)


def working_standards(year: int) -> QuerySet:
    """Return the key of `poor_list.working_standard` as a subquery."""
    first = RoundStandard.objects.filter(round__year=year, position=1)
    return first.order_by("-round__kind").values("standard")[:1]


def open_rounds(day: dt.date) -> list[Round]:
    """Return the open rounds, those already started on the day first."""
    return _under_way_first(Round.objects.open(), day)


def _under_way_first(rounds: QuerySet[Round], day: dt.date) -> list[Round]:
    ordered = rounds.order_by("-year", "-starts_on")
    return sorted(ordered, key=lambda round_: round_.starts_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The rounds in which a form can be started for a household.

    `approved` are its approved forms in those rounds, which a new one would correct. `at_work` is
    a form in progress when there is no other round to start one in.
    """

    rounds: list[Round]
    approved: list[Assessment]
    at_work: Assessment | None


def beginning_for(household: Household, day: dt.date, at: dt.datetime) -> Beginning:
    """Return where a form can be started for a household at a moment, in two queries."""
    rounds = _under_way_first(Round.objects.open_for(household.commune_id, at), day)
    forms = (
        Assessment.objects.filter(household=household, round__in=rounds)
        .exclude(state=AssessmentState.SUPERSEDED)
        .select_related("round")
        .prefetch_related("results__standard")
    )
    at_work = [form for form in forms if not form.is_approved]
    taken = {form.round_id for form in at_work}
    free = [round_ for round_ in rounds if round_.pk not in taken]
    return Beginning(
        rounds=free,
        approved=[form for form in forms if form.is_approved],
        at_work=at_work[0] if at_work and not free else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form of a list with its results in the order of the list's standards.

    `standing` says what a submitted form in a round with steps waits for; None for the others.
    """

    assessment: Assessment
    results: list[AssessmentResult | None]
    standing: FormStanding | None = None

    @property
    def corrected_classes(self) -> list[tuple[AssessmentResult, AssessmentResult]]:
        """The results whose class a correction changes, each with that of the corrected form.

        Read with the corrected form and its results (`with_corrected`).
        """
        former = self.assessment.corrects
        if former is None:
            return []
        before = {each.standard_id: each for each in former.results.all()}
        pairs = [
            (before[now.standard_id], now)
            for now in self.results
            if now is not None and now.standard_id in before
        ]
        return [(old, now) for old, now in pairs if old.status != now.status]

    @property
    def may_be_approved(self) -> bool:
        """Whether the form is approved by itself, not with its village."""
        return self.assessment.is_submitted and not self.assessment.round.follows_procedure


def rows_of(
    assessments: Iterable[Assessment], standards: Sequence[PovertyStandard]
) -> list[FormRow]:
    """Return the forms (with `for_list()` or `for_page()`) as rows with one result per standard."""
    forms, rows = list(assessments), []
    standings = standings_of(forms)
    for form in forms:
        found = {result.standard_id: result for result in form.results.all()}
        results = [_under(standard, found) for standard in standards]
        rows.append(FormRow(assessment=form, results=results, standing=standings.get(form.pk)))
    return rows


def _under(
    standard: PovertyStandard, found: Mapping[int, AssessmentResult]
) -> AssessmentResult | None:
    result = found.get(standard.pk)
    if result is not None:
        result.standard = standard
    return result


def standards_of_year(year: int) -> list[PovertyStandard]:
    """Return the standards under which a year is reviewed, that of its goals first."""
    rows = RoundStandard.objects.filter(round__year=year).select_related("standard")
    found = {row.standard_id: row.standard for row in rows.order_by("position", "pk")}
    return list(found.values())


def people_of(household: Household) -> QuerySet[Member]:
    """Return the members of a household with their ethnicity, the head first."""
    return household.members.select_related("ethnicity").order_by("position", "pk")


def corrections_of(assessment: Assessment) -> list[Assessment]:
    """Return the forms that correct a form, in the order they were started."""
    return list(assessment.corrections.order_by("pk"))
