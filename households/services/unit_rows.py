"""Rows moved by a change of units, and their history.

Three UPDATEs move the register: households follow their village, members their household.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Model, OuterRef, QuerySet, Subquery

from accounts.models import User
from areas.models import Commune, Village
from common.history import log_many
from households.choices import HouseholdState
from households.models import Household, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who changes the units, when, and the reason for the history."""

    by: User
    at: dt.datetime
    reason: str

    def log(self, rows: QuerySet) -> int:
        """Write a history row of every row of a query, as it is now."""
        return log_many(rows, by=self.by, at=self.at, reason=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigures:
    """Figures that must be equal before and after: rows of the register, and accounts."""

    households: int
    living_households: int
    persons: int
    users: int


def figures_of(*, villages: Collection[int], communes: Collection[int]) -> UnitFigures:
    """Count the households and persons of some villages, and the accounts of some communes."""
    households = Household.objects.filter(village__in=villages)
    return UnitFigures(
        households=households.count(),
        living_households=households.filter(state=HouseholdState.ACTIVE).count(),
        persons=Member.objects.filter(household__village__in=villages).count(),
        users=User.objects.filter(commune__in=communes).count(),
    )


def move_register(*, forward: bool, villages: Collection[int], stamp: Stamp) -> None:
    """Move all households of some villages, with their members, to the villages' successors.

    Unless `forward`, to their predecessors.
    """
    if forward:
        target = Village.objects.filter(predecessor=OuterRef("village"))
    else:
        target = Village.objects.filter(merged_into=OuterRef("village"))
    moving = Household.objects.filter(village__in=villages)
    moving.update(
        village=Subquery(target.values("pk")),
        commune=Subquery(target.values("commune")),
        version=F("version") + 1,
    )
    joined = Village.objects.filter(
        **{"predecessor__in" if forward else "merged_into__in": villages}
    )
    moved = Household.objects.filter(village__in=joined.values("pk"))
    stamp.log(moved)
    own = Household.objects.filter(pk=OuterRef("household"))
    people = Member.objects.filter(household__in=moved.order_by().values("pk"))
    people.update(commune=Subquery(own.values("commune")))
    stamp.log(people)


def move_users(*, communes: Collection[int], stamp: Stamp) -> None:
    """Move the accounts of old communes to the communes they were merged into."""
    own = Commune.objects.filter(pk=OuterRef("commune"))
    keys = list(User.objects.filter(commune__in=communes).values_list("pk", flat=True))
    users = User.objects.filter(pk__in=keys)
    users.update(commune=Subquery(own.values("merged_into")), version=F("version") + 1)
    stamp.log(users)


def save_all(rows: Sequence[Model], fields: Sequence[str], stamp: Stamp) -> None:
    """Update some columns of many units, with their history."""
    if not rows:
        return
    manager = type(rows[0])._default_manager
    manager.bulk_update(rows, fields, batch_size=500)
    stamp.log(manager.filter(pk__in=[row.pk for row in rows]))
