"""What waits for a person when they sign in: numbers across apps as frozen rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from areas.models import Village
from households.choices import Figure, Pile
from households.models import Assessment, PovertyRecord, Round
from households.queries.review import awaiting_review
from households.querysets import FIGURES, PILES

_SHOWN_FORMS = 8
_PILE_NAMES = ("drafts", "returned", "submitted", "approved", "by_decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageWork:
    """The review of one village in a year, in households; `awaiting` have no form yet."""

    village_id: int
    name: str
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
        """What waits for the chair form by form."""
        return self.submitted - self.by_decision

    @property
    def open(self) -> int:
        """What is still to do for the officer."""
        return self.awaiting + self.drafts + self.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A commune's work of the year. `waiting` are the forms that wait longest for approval."""

    year: int
    villages: Sequence[VillageWork]
    total: VillageWork
    waiting: Sequence[Assessment]
    returned: Sequence[Assessment]
    rounds: Sequence[Round]


def desk_of(user: User, *, year: int) -> Desk:
    """Return what waits in the communes a person works with, in 7 queries at any size.

    Villages without work are left out; those with most still to do come first.
    """
    villages = _villages(user, year)
    forms = Assessment.objects.visible_to(user).filter(round__year=year)
    shown = forms.select_related("household__village", "commune", "submitted_by")
    waiting = shown.on_pile(Pile.SUBMITTED).filter(round__follows_procedure=False)
    waiting = waiting.order_by("submitted_at", "pk")
    returned = shown.on_pile(Pile.RETURNED).order_by("entered_at", "pk")
    return Desk(
        year=year,
        villages=villages,
        total=_total(villages),
        waiting=list(waiting[:_SHOWN_FORMS]),
        returned=list(returned[:_SHOWN_FORMS]),
        rounds=list(Round.objects.open().filter(year=year).order_by("due_on")),
    )


def _villages(user: User, year: int) -> list[VillageWork]:
    awaiting = dict(
        awaiting_review(user=user, year=year)
        .order_by()
        .values_list("household__village")
        .annotate(Count("pk"))
    )
    piles: dict[int, Any] = {
        row["household__village"]: row
        for row in Assessment.objects.visible_to(user)
        .filter(round__year=year)
        .order_by()
        .values("household__village")
        .annotate(
            drafts=Count("pk", filter=PILES[Pile.DRAFT]),
            returned=Count("pk", filter=PILES[Pile.RETURNED]),
            submitted=Count("pk", filter=PILES[Pile.SUBMITTED]),
            approved=Count("pk", filter=PILES[Pile.APPROVED]),
            by_decision=Count(
                "pk", filter=PILES[Pile.SUBMITTED] & Q(round__follows_procedure=True)
            ),
        )
    }
    named = Village.objects.filter(pk__in={*awaiting, *piles}).order_by("sort_key", "pk")
    rows = [
        VillageWork(
            village_id=village.pk,
            name=village.full_name,
            awaiting=awaiting.get(village.pk, 0),
            **{name: piles[village.pk][name] for name in _PILE_NAMES if village.pk in piles},
        )
        for village in named
    ]
    return sorted(rows, key=lambda row: -row.open)


def _total(rows: Iterable[VillageWork]) -> VillageWork:
    rows = list(rows)
    return VillageWork(
        village_id=0,
        name="Cộng",
        awaiting=sum(row.awaiting for row in rows),
        drafts=sum(row.drafts for row in rows),
        returned=sum(row.returned for row in rows),
        submitted=sum(row.submitted for row in rows),
        approved=sum(row.approved for row in rows),
        by_decision=sum(row.by_decision for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowers:
    """Households the policy bank lends to: poor, near-poor, exited this year."""

    poor: int
    near_poor: int
    exited: int


def borrowers(*, year: int, standard_code: str) -> Borrowers:
    """Return the households of a year's list by the bank's three groups, in one query."""
    counted = PovertyRecord.objects.filter(year=year, standard__code=standard_code).aggregate(
        poor=Count("pk", filter=FIGURES[Figure.CLOSING]),
        near_poor=Count("pk", filter=FIGURES[Figure.NEAR_POOR_NOW]),
        exited=Count("pk", filter=FIGURES[Figure.EXITS]),
    )
    return Borrowers(**counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Accounts of the product."""

    active: int
    inactive: int
    first_password: int
    signed_in: int


def people(*, since: dt.datetime) -> People:
    """Return how many accounts there are, and how many signed in since a moment, in one query."""
    counted = User.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        inactive=Count("pk", filter=Q(is_active=False)),
        first_password=Count("pk", filter=Q(is_active=True, must_change_password=True)),
        signed_in=Count("pk", filter=Q(is_active=True, last_login__gte=since)),
    )
    return People(**counted)
