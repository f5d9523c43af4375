"""Named questions about one model each. Views start from `visible_to`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from areas.querysets import ScopedQuerySet
from common.search import has_every_word
from households.choices import (
    AssessmentState,
    Figure,
    HouseholdState,
    Movement,
    NearPoorMovement,
    Pile,
    PovertyStatus,
    Relation,
    RoundState,
)
from households.rules.typed_numbers import TypedNumber, typed_number

if TYPE_CHECKING:
    from accounts.models import User
    from households.models import PovertyStandard

_Rows = TypeVar("_Rows", bound=models.QuerySet)
_RELATION = Case(
    *(When(relation=value, then=Value(label.lower())) for value, label in Relation.choices),
    default=Value(""),
)


def _related(rows: models.QuerySet, name: str) -> Any:
    """Return the model at the other end of a relation; models are on a layer above."""
    return rows.model._meta.get_field(name).related_model


def _has_code(number: TypedNumber) -> Q:
    """Return a condition: the household code begins or ends as typed."""
    found = Q(code__endswith=number.ending) if number.ending else Q(pk__in=[])
    for beginning in number.beginnings:
        found |= Q(code__startswith=beginning)
    return found


def _members_matching(text: str) -> Q | None:
    """Return a condition for members by citizen number or name, None for a household's code."""
    number = typed_number(text)
    if number is None:
        return has_every_word("search_key", text)
    return Q(citizen_number=number.citizen_number) if number.citizen_number else None


def with_match(rows: _Rows, text: str, *, household: str) -> _Rows:
    """Add `matched_name` and `matched_relation` (in words): the member found by name or number.

    The head first, with an empty relation. `household` is the rows' column of the household's key.
    """
    condition = _members_matching(text)
    if condition is None:
        return rows
    members = apps.get_model("households", "Member")._base_manager
    found = members.filter(condition, household=OuterRef(household))
    found = found.order_by("relation", "position")
    return rows.annotate(
        matched_name=Subquery(found.values("full_name")[:1]),
        matched_relation=Subquery(found.annotate(words=_RELATION).values("words")[:1]),
    )


class HouseholdQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        """Households living here."""
        return self.filter(state=HouseholdState.ACTIVE)

    def for_list(self) -> Self:
        """Households with the columns of a list row, in one query."""
        return self.select_related("commune", "village", "ethnicity")

    def search(self, text: str) -> Self:
        """Households by code, by a member's citizen number, or by words of a member's name.

        Marks, apostrophes, and separators of numbers are ignored; a citizen number is found only
        by all of its digits. The rows name the member found (`with_match`).
        """
        condition = _members_matching(text)
        if condition is None:
            return self.filter(_has_code(typed_number(text) or TypedNumber()))
        matching = _related(self, "members").objects.filter(condition)
        found = self.filter(pk__in=matching.values("household"))
        return with_match(found, text, household="pk")

    def with_status(self, year: int, standard: PovertyStandard | None) -> Self:
        """Add `poverty_status`: its class in a year under a standard, None when on no list."""
        return self.annotate(
            record=FilteredRelation(
                "poverty_records",
                condition=Q(poverty_records__year=year, poverty_records__standard=standard),
            ),
            poverty_status=F("record__status"),
        )


class MemberQuerySet(ScopedQuerySet):
    pass


class LifeEventQuerySet(ScopedQuerySet):
    def made_within(self, user: User) -> Self:
        """Events that began with a household of the user's communes, which the user may undo."""
        return super().visible_to(user)

    def visible_to(self, user: User) -> Self:
        """Events that touched a household of the user's communes, arrivals included."""
        if user.sees_all_communes:
            return self
        parts = _related(self, "parts").objects.visible_to(user)
        return self.filter(pk__in=parts.values("event"))

    def touching(self, commune: Any) -> Self:
        """Events that touched a household of a commune."""
        parts = _related(self, "parts").objects.within(commune.pk)
        return self.filter(pk__in=parts.values("event"))

    def search(self, text: str) -> Self:
        """Events of households found by code, citizen number or a member's name without marks."""
        parts = _related(self, "parts").objects
        if _members_matching(text) is None:
            found = parts.filter(_has_code(typed_number(text) or TypedNumber()))
        else:
            households = _related(parts, "household").objects.search(text)
            found = parts.filter(household__in=households.order_by().values("pk"))
        return self.filter(pk__in=found.values("event"))

    def standing(self) -> Self:
        """Events that have not been undone."""
        return self.filter(undone_at=None)

    def for_list(self) -> Self:
        """Events with the columns of a list row; order by `newest` for the latest entry first."""
        return (
            self.select_related("commune", "made_by", "undone_by")
            .prefetch_related("parts")
            .annotate(newest=Value(0) - F("pk"))
        )


class RoundQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Rounds whose forms may be edited in every commune."""
        return self.filter(state=RoundState.OPEN)

    def open_for(self, commune_id: int, at: dt.datetime) -> Self:
        """Rounds whose forms a commune may edit: open, or reopened for it."""
        reopened = _related(self, "reopenings").objects.in_force(at).filter(commune=commune_id)
        return self.filter(Q(state=RoundState.OPEN) | Q(pk__in=reopened.values("round")))


class RoundReopeningQuerySet(ScopedQuerySet):
    def in_force(self, at: dt.datetime) -> Self:
        """Reopenings under which the commune may edit at a moment."""
        return self.filter(relocked_at=None, opened_at__lte=at, closes_at__gt=at)

    def run_out(self, at: dt.datetime) -> Self:
        """Reopenings past their closing time whose result is not yet frozen again."""
        return self.filter(relocked_at=None, closes_at__lte=at)


# The piles a form can lie on; a returned form is a draft with a reason.
PILES: dict[str, Q] = {
    Pile.DRAFT: Q(state=AssessmentState.DRAFT, return_reason=""),
    Pile.RETURNED: Q(state=AssessmentState.DRAFT) & ~Q(return_reason=""),
    Pile.SUBMITTED: Q(state=AssessmentState.SUBMITTED),
    Pile.APPROVED: Q(state=AssessmentState.APPROVED),
    Pile.SUPERSEDED: Q(state=AssessmentState.SUPERSEDED),
}


_RESULT_OF_A_ROW = (
    "assessment",
    "standard",
    "status",
    "b1_points",
    "b2_points",
    "is_provisional",
)
_FORM_OF_A_ROW = (
    "state",
    "surveyed_on",
    "return_reason",
    "entered_at",
    "submitted_at",
    "approved_at",
    "round__year",
    "round__follows_procedure",
    "household__code",
    "household__head_name",
    "household__village__kind",
    "household__village__name",
)


class AssessmentQuerySet(ScopedQuerySet):
    def for_list(self) -> Self:
        """Forms with what a list row shows, sortable by the head's name."""
        return (
            self.select_related("household__village", "commune", "round", "entered_by")
            .prefetch_related("results__standard")
            .annotate(head_sort_key=F("household__sort_key"))
        )

    def for_page(self) -> Self:
        """Forms with no more than the page of the list shows: any other column is a query per row.

        The names of the commune and of the officer are columns of the form, as in a table.
        """
        results = _related(self, "results").objects.order_by().only(*_RESULT_OF_A_ROW)
        return (
            self.select_related("household__village", "round")
            .prefetch_related(Prefetch("results", queryset=results))
            .only(*_FORM_OF_A_ROW)
            .annotate(
                head_sort_key=F("household__sort_key"),
                commune_name=F("commune__name"),
                officer_name=F("entered_by__full_name"),
            )
        )

    def for_detail(self) -> Self:
        """Forms with the household, the round and all who signed."""
        return self.select_related(
            "household__village",
            "household__commune",
            "household__ethnicity",
            "commune",
            "round",
            "corrects",
            "prefilled_from__round",
            "entered_by",
            "submitted_by",
            "approved_by",
        )

    def with_corrected(self) -> Self:
        """Forms with the one each corrects and its results."""
        return self.select_related("corrects").prefetch_related("corrects__results")

    def at_work(self) -> Self:
        """Forms being entered or waiting for approval."""
        return self.filter(state__in=[AssessmentState.DRAFT, AssessmentState.SUBMITTED])

    def on_pile(self, pile: str) -> Self:
        """Forms in one state, the returned ones apart from the other drafts."""
        return self.filter(PILES[pile])

    def with_class(self, status: str) -> Self:
        """Forms whose first standard (that of the year's goals) came to a class."""
        return self.filter(
            round__round_standards__position=1,
            results__standard=F("round__round_standards__standard"),
            results__status=status,
        )

    def search(self, text: str) -> Self:
        """Forms of households found by code, citizen number or a member's name without marks."""
        households = _related(self, "household").objects.search(text)
        found = self.filter(household__in=households.order_by().values("pk"))
        return with_match(found, text, household="household")


class QuickCheckQuerySet(ScopedQuerySet):
    def for_list(self) -> Self:
        """Results of form A with what a list shows, sortable by the head's name."""
        return self.select_related("household__village", "commune", "round", "entered_by").annotate(
            head_sort_key=F("household__sort_key")
        )

    def flagged(self) -> Self:
        """Households that form A sends to form B."""
        return self.filter(needs_form_b=True)


_AT_OPENING = Q(opening_status=PovertyStatus.POOR)
_NOW = Q(status=PovertyStatus.POOR, has_left=False)
_NEAR_POOR_NOW = Q(status=PovertyStatus.NEAR_POOR, has_left=False)
_TO_NEAR_POOR = Q(movement=Movement.EXITED_TO_NEAR_POOR)
_ABOVE = Q(movement=Movement.EXITED_ABOVE)
_FALLEN = Q(movement=Movement.FELL_FROM_NEAR_POOR)
_FIRST = Q(movement=Movement.FIRST_POOR)
_NEAR_POOR_AT_OPENING = Q(opening_status=PovertyStatus.NEAR_POOR)
# At the closing on the list, and at the opening on this one or the other: its people can be compared.
_POOR_BEFORE = Q(movement__in=[Movement.STAYED_POOR, Movement.FELL_FROM_NEAR_POOR])
_NEAR_POOR_BEFORE = Q(
    near_poor_movement__in=[NearPoorMovement.STAYED_NEAR_POOR, NearPoorMovement.FELL_FROM_POOR]
)
_MORE_PEOPLE = Q(members__gt=F("opening_members"))
_FEWER_PEOPLE = Q(members__lt=F("opening_members"))
POOR_GREW, POOR_SHRANK = _POOR_BEFORE & _MORE_PEOPLE, _POOR_BEFORE & _FEWER_PEOPLE
NEAR_POOR_GREW = _NEAR_POOR_BEFORE & _MORE_PEOPLE
NEAR_POOR_SHRANK = _NEAR_POOR_BEFORE & _FEWER_PEOPLE
_ARRIVED, _LEFT = Q(movement=Movement.ARRIVED), Q(movement=Movement.LEFT)
_NEAR_POOR_ARRIVED = Q(near_poor_movement=NearPoorMovement.ARRIVED)
_NEAR_POOR_LEFT = Q(near_poor_movement=NearPoorMovement.LEFT)
_SETTLED = Q(result__isnull=False) | Q(has_left=True)

# What each figure counts. The flow table counts with these and the list behind a figure filters
# with them: number and list cannot disagree.
FIGURES: dict[str, Q] = {
    Figure.LISTED: _NOW | _NEAR_POOR_NOW,
    Figure.OPENING: _AT_OPENING,
    Figure.CLOSING: _NOW,
    Figure.NEAR_POOR_NOW: _NEAR_POOR_NOW,
    Figure.EXITS: _TO_NEAR_POOR | _ABOVE,
    Figure.EXITS_TO_NEAR_POOR: _TO_NEAR_POOR,
    Figure.EXITS_ABOVE: _ABOVE,
    Figure.RELAPSED: Q(movement=Movement.RELAPSED),
    Figure.NEW_POOR: _FALLEN | _FIRST,
    Figure.FALLEN_FROM_NEAR_POOR: _FALLEN,
    Figure.FIRST_POOR: _FIRST,
    Figure.OTHER_IN: _ARRIVED,
    Figure.OTHER_OUT: _LEFT,
    Figure.REVIEWED: _AT_OPENING & _SETTLED,
    Figure.NOT_REVIEWED: _AT_OPENING & ~_SETTLED,
    Figure.NEAR_POOR_OPENING: _NEAR_POOR_AT_OPENING,
    Figure.NEAR_POOR_EXITS: Q(near_poor_movement=NearPoorMovement.EXITED),
    Figure.BECAME_POOR: Q(near_poor_movement=NearPoorMovement.BECAME_POOR),
    Figure.NEAR_POOR_OTHER_OUT: _NEAR_POOR_LEFT,
    Figure.FALLEN_FROM_POOR: Q(near_poor_movement=NearPoorMovement.FELL_FROM_POOR),
    Figure.NEAR_POOR_RELAPSED: Q(near_poor_movement=NearPoorMovement.RELAPSED),
    Figure.FIRST_NEAR_POOR: Q(near_poor_movement=NearPoorMovement.FIRST_NEAR_POOR),
    Figure.NEAR_POOR_OTHER_IN: _NEAR_POOR_ARRIVED,
    Figure.PEOPLE_OUT: _LEFT | POOR_SHRANK,
    Figure.PEOPLE_IN: _ARRIVED | POOR_GREW,
    Figure.NEAR_POOR_PEOPLE_OUT: _NEAR_POOR_LEFT | NEAR_POOR_SHRANK,
    Figure.NEAR_POOR_PEOPLE_IN: _NEAR_POOR_ARRIVED | NEAR_POOR_GREW,
}
# Listed under a standard that has no list of the year before.
FIRST_YEAR_POOR = _NOW & Q(movement=Movement.FIRST_YEAR)
FIRST_YEAR_NEAR_POOR = _NEAR_POOR_NOW & Q(near_poor_movement=NearPoorMovement.FIRST_YEAR)


MINORITY_THROUGHOUT = Q(opened_as_minority=True, is_ethnic_minority=True)
_CEASED = Q(opened_as_minority=True, is_ethnic_minority=False)
_BECAME = Q(opened_as_minority=False, is_ethnic_minority=True)
_OF_OPENING = {Figure.OPENING, Figure.REVIEWED, Figure.NOT_REVIEWED, Figure.NEAR_POOR_OPENING}
_OF_CLOSING = {Figure.LISTED, Figure.CLOSING, Figure.NEAR_POOR_NOW}
# Households that cease to be ethnic-minority ones leave its tables here, those that become so enter.
_ALSO: dict[str, Q] = {
    Figure.OTHER_OUT: _CEASED & _AT_OPENING,
    Figure.PEOPLE_OUT: _CEASED & _AT_OPENING,
    Figure.OTHER_IN: _BECAME & _NOW,
    Figure.PEOPLE_IN: _BECAME & _NOW,
    Figure.NEAR_POOR_OTHER_OUT: _CEASED & _NEAR_POOR_AT_OPENING,
    Figure.NEAR_POOR_PEOPLE_OUT: _CEASED & _NEAR_POOR_AT_OPENING,
    Figure.NEAR_POOR_OTHER_IN: _BECAME & _NEAR_POOR_NOW,
    Figure.NEAR_POOR_PEOPLE_IN: _BECAME & _NEAR_POOR_NOW,
}


def minority_figure(figure: Figure) -> Q:
    """Return what a figure counts in the ethnic-minority tables (`rules.flows`)."""
    if figure in _OF_OPENING:
        return FIGURES[figure] & Q(opened_as_minority=True)
    if figure in _OF_CLOSING:
        return FIGURES[figure] & Q(is_ethnic_minority=True)
    throughout = FIGURES[figure] & MINORITY_THROUGHOUT
    return throughout | _ALSO[figure] if figure in _ALSO else throughout


class PovertyRecordQuerySet(ScopedQuerySet):
    def of_year(self, year: int, standard: PovertyStandard | int) -> Self:
        """Records of a year under a standard."""
        return self.filter(year=year, standard=standard)

    def behind(self, figure: str, *, of_minority: bool = False) -> Self:
        """The households a figure of the poor list counts, of all or of ethnic-minority ones."""
        wanted = Figure(figure)
        return self.filter(minority_figure(wanted) if of_minority else FIGURES[wanted])

    def search(self, text: str) -> Self:
        """Records of the households that match a code, a citizen number or a name without marks."""
        households = _related(self, "household").objects.search(text)
        found = self.filter(household__in=households.order_by().values("pk"))
        return with_match(found, text, household="household")

    def awaiting_review(self, at_work: QuerySet) -> Self:
        """Poor or near-poor at the opening, still here, not reviewed, and on none of these forms."""
        opening = Q(opening_status__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR])
        return self.filter(opening & ~_SETTLED).exclude(household__in=at_work.values("household"))

    def for_list(self) -> Self:
        """Records with what a list row shows, in one query, sortable by the head's name."""
        return self.select_related(
            "household__village", "commune", "result__assessment__round"
        ).annotate(head_sort_key=F("household__sort_key"))
