"""What waits in the review of a commune's households, and the borrowers' lists, for the home page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value

from accounts.models import User
from areas.choices import VillageKind
from common.prepared import PreparedQuery
from households.choices import Figure, Pile
from households.models import Assessment, PovertyRecord, Round
from households.queries.review import working_standards
from households.querysets import FIGURES, PILES

_SHOWN_FORMS = 8
_SHOWN_DRAFTS = 5
_VILLAGE = {
    "village_id": F("household__village"),
    "kind": F("household__village__kind"),
    "name": F("household__village__name"),
    "sort_key": F("household__village__sort_key"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCounts:
    """Households of a year's review by what was done; `awaiting` have no form yet."""

    awaiting: int = 0
    drafts: int = 0
    returned: int = 0
    submitted: int = 0
    approved: int = 0
    by_decision: int = 0  # of the submitted: recognised with their village, not one by one

    @property
    def total(self) -> int:
        return self.awaiting + self.drafts + self.returned + self.submitted + self.approved

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.approved, self.total) if self.total else None

    @property
    def to_approve(self) -> int:
        """Forms the chair approves one by one."""
        return self.submitted - self.by_decision

    @property
    def open(self) -> int:
        """Households the officer still has to work on."""
        return self.awaiting + self.drafts + self.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageProgress(ReviewCounts):
    """The review of one village in a year."""

    village_id: int
    name: str


_COUNTS = tuple(each.name for each in fields(ReviewCounts))
_COLUMNS = (*_VILLAGE, *_COUNTS)


def village_progress(user: User, *, year: int) -> list[VillageProgress]:
    """Return the year's review of each village the user works with, in one query.

    Villages without work are left out; those with most still to do are first.
    """
    found: dict[int, dict[str, Any]] = {}
    for row in _village_rows(year, *user.scope):
        known = dict(zip(_COLUMNS, row, strict=True))
        village = found.setdefault(known["village_id"], dict.fromkeys(_COUNTS, 0))
        village |= {name: known[name] for name in _VILLAGE}
        village |= {name: village[name] + known[name] for name in _COUNTS}
    by_name = sorted(found.values(), key=lambda row: (row["sort_key"], row["village_id"]))
    villages = [
        VillageProgress(
            village_id=row["village_id"],
            name=f"{VillageKind(row['kind']).label} {row['name']}",
            **{name: row[name] for name in _COUNTS},
        )
        for row in by_name
    ]
    return sorted(villages, key=lambda village: -village.open)


@PreparedQuery
def _village_rows(year: int, *scope: Any) -> QuerySet:
    user = User.with_scope(*scope)
    begun = _forms_by_pile(user, year).values_list(*_COLUMNS)
    return _awaiting(user, year).values_list(*_COLUMNS).union(begun, all=True)


def _awaiting(user: User, year: int) -> QuerySet:
    """Count the records of `queries.review.awaiting_review` by village."""
    begun = Assessment.objects.at_work().filter(round__year=year)
    records = PovertyRecord.objects.visible_to(user).filter(
        year=year, standard=working_standards(year)
    )
    none = {name: Value(0, IntegerField()) for name in _COUNTS if name != "awaiting"}
    return (
        records.awaiting_review(begun)
        .order_by()
        .values(**_VILLAGE)
        .annotate(awaiting=Count("pk"), **none)
    )


def _forms_by_pile(user: User, year: int) -> QuerySet:
    forms = Assessment.objects.visible_to(user).filter(round__year=year)
    return (
        forms.order_by()
        .values(**_VILLAGE)
        .annotate(
            awaiting=Value(0, IntegerField()),
            drafts=Count("pk", filter=PILES[Pile.DRAFT]),
            returned=Count("pk", filter=PILES[Pile.RETURNED]),
            submitted=Count("pk", filter=PILES[Pile.SUBMITTED]),
            approved=Count("pk", filter=PILES[Pile.APPROVED]),
            by_decision=Count(
                "pk", filter=PILES[Pile.SUBMITTED] & Q(round__follows_procedure=True)
            ),
        )
    )


def total_of(villages: Iterable[ReviewCounts]) -> ReviewCounts:
    """Return the sum over villages."""
    villages = list(villages)
    return ReviewCounts(**{name: sum(getattr(each, name) for each in villages) for name in _COUNTS})


def forms_to_approve(user: User, *, year: int) -> Sequence[Assessment]:
    """Return the forms that wait longest for approval one by one, in one query."""
    return _submitted(year, *user.scope)


@PreparedQuery
def _submitted(year: int, *scope: Any) -> QuerySet:
    forms = _forms(User.with_scope(*scope), year).on_pile(Pile.SUBMITTED)
    one_by_one = forms.filter(round__follows_procedure=False)
    return one_by_one.order_by("submitted_at", "pk")[:_SHOWN_FORMS]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsToContinue:
    """The forms returned longest ago, and the drafts the user saved last."""

    returned: Sequence[Assessment] = ()
    drafts: Sequence[Assessment] = ()


def forms_to_continue(user: User, *, year: int) -> FormsToContinue:
    """Return the forms an officer works on next, in one query."""
    forms = list(_to_continue(year, user.pk, *user.scope))
    returned = [form for form in forms if form.return_reason]
    drafts = [form for form in forms if not form.return_reason]
    return FormsToContinue(returned=returned, drafts=drafts[::-1])


@PreparedQuery
def _to_continue(year: int, by: int, *scope: Any) -> QuerySet:
    forms = _forms(User.with_scope(*scope), year)
    returned = forms.on_pile(Pile.RETURNED).order_by("entered_at", "pk")
    drafts = forms.on_pile(Pile.DRAFT).filter(entered_by=by).order_by("-entered_at", "-pk")
    shown = Q(pk__in=returned.values("pk")[:_SHOWN_FORMS])
    shown |= Q(pk__in=drafts.values("pk")[:_SHOWN_DRAFTS])
    return forms.filter(shown).order_by("entered_at", "pk")


def _forms(user: User, year: int) -> Any:
    forms = Assessment.objects.visible_to(user).filter(round__year=year)
    return forms.select_related("household__village", "commune", "submitted_by")


def rounds_now_open() -> Sequence[Round]:
    """Return the open rounds of all years, the first due first, in one query."""
    return list(Round.objects.open().order_by("due_on"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowers:
    """Households the policy bank lends to: poor, near-poor, exited this year."""

    poor: int
    near_poor: int
    exited: int


def borrowers(*, year: int, standard_code: str) -> Borrowers:
    """Count the households of a year's list by the bank's three groups, in one query."""
    counted = PovertyRecord.objects.filter(year=year, standard__code=standard_code).aggregate(
        poor=Count("pk", filter=FIGURES[Figure.CLOSING]),
        near_poor=Count("pk", filter=FIGURES[Figure.NEAR_POOR_NOW]),
        exited=Count("pk", filter=FIGURES[Figure.EXITS]),
    )
    return Borrowers(**counted)
