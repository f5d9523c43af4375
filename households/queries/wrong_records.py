"""Records of a year's list that contradict their sources."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from areas.querysets import scoped
from households.choices import PovertyStatus, RoundKind, RoundState
from households.models import LifeEvent, Member, PovertyRecord, PovertyStandard, Round
from households.models.poor_list import MOVEMENT_FITS, NEAR_POOR_MOVEMENT_FITS
from households.queries.poor_list import deciding_results

MOVEMENT, OPENING, CLASS = "MOVEMENT", "OPENING", "CLASS"
PEOPLE, REGISTER = "PEOPLE", "REGISTER"
_LISTED = [PovertyStatus.POOR, PovertyStatus.NEAR_POOR]
# Two more ways to break OPENING and CLASS: a household that is on no list of the year.
NOT_OPENED, NO_RECORD = "NOT_OPENED", "NO_RECORD"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRecord:
    """A household whose record contradicts its sources; `fault` names the contradiction.

    `before` and `before_members` are the closing of last year, `opened` and `opening_members` the
    opening of this year, `by_form` the class of the latest approved form, `roster` the number of
    members in the register. Classes are "" where there is none.
    """

    fault: str
    commune_id: int
    household_id: int
    code: str
    head_name: str
    before: str = ""
    before_members: int = 0
    opened: str = ""
    opening_members: int | None = None
    status: str = ""
    members: int = 0
    by_form: str = ""
    roster: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a year's list can be compared with."""

    with_last_year: bool
    with_register: bool

    def includes(self, key: str) -> bool:
        """Whether an identity is checked for this year."""
        if key == OPENING:
            return self.with_last_year
        return self.with_register if key in {PEOPLE, REGISTER} else True


def what_is_compared(*, year: int, standard: PovertyStandard) -> Compared:
    """Return what a year's list can be compared with, in one query."""
    records = PovertyRecord.objects.filter(standard=standard)
    closed = Round.objects.filter(year=year, kind=RoundKind.YEAR_END, state=RoundState.CLOSED)
    found = PovertyStandard.objects.values(
        before=Exists(records.filter(year=year - 1)),
        opened=Exists(records.filter(year=year).exclude(opening_status="")),
        later=Exists(records.filter(year__gt=year)),
        closed=Exists(closed),
    ).get(pk=standard.pk)
    return Compared(
        with_last_year=found["before"] and found["opened"],
        with_register=not found["later"] and not found["closed"],
    )


def wrong_records(
    *, year: int, standard: PovertyStandard, user: User, compared: Compared
) -> dict[str, list[WrongRecord]]:
    """Return the households that break each identity of the records, by identity.

    In three queries: records that contradict a source, households of last year's closing that are
    not on this year's list, approved forms without a record.
    """
    found: dict[str, list[WrongRecord]] = {
        key: [] for key in (MOVEMENT, OPENING, CLASS, PEOPLE, REGISTER)
    }
    for row in _contradicted(year, standard, user, compared):
        for key in found:
            if row[key]:
                found[key].append(_of_record(key, row))
    if compared.with_last_year:
        found[OPENING] += [
            WrongRecord(fault=NOT_OPENED, before=row["status"], **_household(row))
            for row in _not_opened(year, standard, user)
        ]
    found[CLASS] += [
        WrongRecord(fault=NO_RECORD, by_form=row["status"], **_household(row))
        for row in _forms_without_record(year, standard, user)
    ]
    return found


def _of_record(fault: str, row: dict[str, Any]) -> WrongRecord:
    return WrongRecord(
        fault=fault,
        before=row["before"],
        before_members=row["before_members"],
        opened=row["opened"],
        opening_members=row["opening_members"],
        status=row["status"],
        members=row["members"],
        by_form=row["latest_status"] or "",
        roster=row["roster"],
        **_household(row),
    )


def _household(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "commune_id": row["commune"],
        "household_id": row["household"],
        "code": row["code"],
        "head_name": row["head_name"],
    }


_OF_THE_HOUSEHOLD = {"code": F("household__code"), "head_name": F("household__head_name")}


def _contradicted(
    year: int, standard: PovertyStandard, user: User, compared: Compared
) -> Iterable[Any]:
    before = PovertyRecord.objects.filter(
        household=OuterRef("household"),
        standard=standard,
        year=year - 1,
        status__in=_LISTED,
        has_left=False,
    )
    latest = deciding_results(year=year, standard=standard).filter(
        assessment__household=OuterRef("household")
    )
    roster = Member.objects.filter(household=OuterRef("household")).order_by().values("household")
    records = (
        PovertyRecord.objects.visible_to(user)
        .of_year(year, standard)
        .annotate(
            before=Coalesce(Subquery(before.values("status")), Value(""), output_field=TextField()),
            before_members=Coalesce(Subquery(before.values("members")), 0),
            opened=Case(
                When(opening_status__in=_LISTED, then=F("opening_status")),
                default=Value(""),
                output_field=TextField(),
            ),
            roster=Coalesce(
                Subquery(roster.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
            ),
            latest=Subquery(latest.values("pk")[:1]),
            latest_status=Subquery(latest.values("status")[:1]),
        )
        .annotate(
            **{MOVEMENT: _flag(~(MOVEMENT_FITS & NEAR_POOR_MOVEMENT_FITS))},
            **{OPENING: _flag(_OPENS_DIFFERENTLY if compared.with_last_year else None)},
            **{CLASS: _flag(_CLASS_DIFFERS)},
            **{PEOPLE: _flag(_people_differ(year) if compared.with_register else None)},
            **{REGISTER: _flag(_register_differs(year) if compared.with_register else None)},
        )
        .filter(
            Q(**{MOVEMENT: True})
            | Q(**{OPENING: True})
            | Q(**{CLASS: True})
            | Q(**{PEOPLE: True})
            | Q(**{REGISTER: True})
        )
    )
    return records.order_by("household__code").values(
        *("commune", "household"),
        *("before", "before_members", "opened", "opening_members", "status", "members", "roster"),
        *("latest_status", MOVEMENT, OPENING, CLASS, PEOPLE, REGISTER),
        **_OF_THE_HOUSEHOLD,
    )


def _flag(condition: Q | None) -> Case | Value:
    if condition is None:
        return Value(value=False)
    return Case(
        When(condition, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


_OPENS_DIFFERENTLY = ~Q(opened=F("before")) | ~Q(opened="") & ~Q(
    opening_members=F("before_members")
)
# With a form, the class is the latest one's; without, the one it opened or came with.
_CLASS_DIFFERS = (
    Q(latest__isnull=False) & (Q(result__isnull=True) | ~Q(result=F("latest")))
    | Q(latest__isnull=False) & ~Q(status=F("latest_status"))
    | Q(latest__isnull=True, result__isnull=False)
    | Q(latest__isnull=True) & ~Q(status=F("opening_status")) & ~Q(status=F("inherited_status"))
)


def _people_differ(year: int) -> Q:
    """A household with an event that counts in a later year counts with its people before."""
    later = LifeEvent.objects.standing().filter(
        counts_in__gt=year, parts__household=OuterRef("household")
    )
    return Q(has_left=False) & ~Q(members=F("roster")) & ~Q(Exists(later))


def _register_differs(year: int) -> Q:
    is_gone = Q(household__left_on__lte=dt.date(year, 12, 31))
    return (
        ~Q(commune=F("household__commune"))
        | Q(has_left=False) & is_gone
        | Q(has_left=True) & (Q(household__left_on__isnull=True) | ~is_gone)
    )


def _not_opened(year: int, standard: PovertyStandard, user: User) -> Iterable[Any]:
    this_year = PovertyRecord.objects.of_year(year, standard).filter(
        household=OuterRef("household")
    )
    return (
        PovertyRecord.objects.visible_to(user)
        .of_year(year - 1, standard)
        .filter(~Exists(this_year), status__in=_LISTED, has_left=False)
        .order_by("household__code")
        .values("commune", "household", "status", **_OF_THE_HOUSEHOLD)
    )


def _forms_without_record(year: int, standard: PovertyStandard, user: User) -> Iterable[Any]:
    records = PovertyRecord.objects.of_year(year, standard).filter(
        household=OuterRef("assessment__household")
    )
    from_forms: dict[str, Any] = {
        "commune": F("assessment__commune"),
        "household": F("assessment__household"),
        "code": F("assessment__household__code"),
        "head_name": F("assessment__household__head_name"),
    }
    return (
        scoped(deciding_results(year=year, standard=standard), user, "assessment__commune")
        .filter(~Exists(records))
        .order_by("assessment__household__code")
        .values("status", **from_forms)
    )
