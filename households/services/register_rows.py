"""Rows of a household and its roster, each written with its history."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Length

from accounts.models import User
from areas.models import Commune, Village
from common.history import create_many, delete_with_history, save_with_history, update_many
from common.text import given_name_sort_key, search_key, sort_key
from households.choices import HouseholdState
from households.models import Household, LifeEventPart, Member
from households.rules.register import HOUSEHOLD_FIELDS, MEMBER_COLUMNS, HouseholdFacts, MemberFacts
from households.services.roster import TAKEN_NUMBER, CannotRegister, field_of

Row = TypeVar("Row", bound=Model)

# Columns that follow from other facts or are not stored under the name of theirs.
_DERIVED = ("position", "search_key", "birth_date", "birth_date_is_exact", "citizen_number")
_WRITTEN = (*_DERIVED, *(name for name in MEMBER_COLUMNS if name != "client_id"))


def write_household(
    household: Household,
    *,
    current: Sequence[Member],
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    by: User,
    at: dt.datetime,
) -> None:
    """Write a household and its roster. The head is inserted before the household refers to it."""
    head = next(member for member in members if member.is_head)
    _require_free_numbers(household, members)
    _release_numbers(household, members, by=by, at=at)
    for name in HOUSEHOLD_FIELDS:
        setattr(household, name, getattr(facts, name))
    name_after_head(household, head)
    try:
        if household.pk is None:
            save_with_history(stamped(household, at), by=by)
        roster, removed = _write_members(household, current, members, by=by, at=at)
    except IntegrityError as error:  # a concurrent edit
        raise _concurrent_edit(error) from error
    household.head = roster[members.index(head)]
    household.member_count = len(roster)
    save_with_history(stamped(household, at), by=by)
    for member in removed:
        delete_with_history(stamped(member, at), by=by)


def name_after_head(household: Household, head: Member | MemberFacts) -> None:
    """Copy to the household's row what lists show and search of its head."""
    household.head_name, household.ethnicity_id = head.full_name, head.ethnicity_id
    household.search_key = search_key(head.full_name)
    household.sort_key = sort_key(head.full_name)
    household.given_name_key = given_name_sort_key(head.full_name)


def lock_commune(commune_id: int) -> Commune:
    """Lock the commune's row while one of its households gets its code.

    FOR NO KEY UPDATE: a full lock would block every insert that refers to the commune.
    """
    return Commune.objects.select_for_update(no_key=True).get(pk=commune_id)


def next_code(commune: Commune) -> str:
    """Return the commune's next household code. The commune's row must be locked.

    Codes are not reused, not even those of households removed by an undo.
    """
    prefix = f"{commune.code}-"
    given: list[QuerySet[Any]] = [Household.objects.all(), LifeEventPart.objects.all()]
    last = [
        rows.filter(code__startswith=prefix)
        .order_by(Length("code").desc(), "-code")
        .values_list("code", flat=True)
        .first()
        for rows in given
    ]
    serial = max(int(code.removeprefix(prefix)) if code else 0 for code in last) + 1
    return f"{prefix}{serial:05d}"


def require_village(village_id: int, commune_id: int, today: dt.date) -> None:
    """Raise CannotRegister unless the village belongs to the commune and is in force today."""
    valid = Village.objects.valid_on(today).filter(pk=village_id, commune=commune_id)
    if not valid.exists():
        raise CannotRegister("Thôn, làng này không thuộc xã của hộ.", field="village")


def _write_members(
    household: Household,
    current: Sequence[Member],
    members: Sequence[MemberFacts],
    *,
    by: User,
    at: dt.datetime,
) -> tuple[list[Member], list[Member]]:
    """Insert and update members; returns the roster in order, and the members to delete."""
    known = {row.client_id: row for row in current}
    before = {row.client_id: _values(row) for row in current}
    roster = []
    for position, member in enumerate(members, start=1):
        row = known.pop(member.client_id, None) or Member(client_id=member.client_id)
        row.household, row.commune_id = household, household.commune_id
        roster.append(_filled(row, member, position, at))
    added = [row for row in roster if row.pk is None]
    changed = [row for row in roster if row.pk and before[row.client_id] != _values(row)]
    removed = [stamped(row, at) for row in known.values()]
    # Numbers may pass from one row to another: clear all of them before setting any.
    giving = [row.pk for row in (*changed, *removed)]
    Member.objects.filter(pk__in=giving).update(citizen_number=None)
    update_many(changed, _WRITTEN, by=by)
    create_many(added, by=by)
    return roster, removed


def _filled(row: Member, member: MemberFacts, position: int, at: dt.datetime) -> Member:
    for name in MEMBER_COLUMNS:
        setattr(row, name, getattr(member, name))
    row.position, row.search_key = position, search_key(member.full_name)
    row.birth_date = member.birth.date if member.birth else None
    row.birth_date_is_exact = member.birth.is_exact if member.birth else True
    row.citizen_number = member.citizen_number or None
    return stamped(row, at)


def _values(row: Member) -> list[Any]:
    return [row.serializable_value(name) for name in _WRITTEN]


def _others_with_numbers(household: Household, members: Sequence[MemberFacts]) -> QuerySet[Member]:
    numbers = [member.citizen_number for member in members if member.citizen_number]
    return Member.objects.exclude(household=household.pk).filter(citizen_number__in=numbers)


def _require_free_numbers(household: Household, members: Sequence[MemberFacts]) -> None:
    """Raise CannotRegister for a number in use, without revealing whose it is."""
    living_here = Q(household__state=HouseholdState.ACTIVE)
    known = _others_with_numbers(household, members).filter(living_here)
    taken = set(known.values_list("citizen_number", flat=True))
    for position, member in enumerate(members):
        if member.citizen_number in taken:
            raise CannotRegister(TAKEN_NUMBER, field=field_of(position, "citizen_number"))
    keys = [member.client_id for member in members]
    if Member.objects.exclude(household=household.pk).filter(client_id__in=keys).exists():
        raise CannotRegister("Một dòng nhân khẩu không thuộc hộ này.", field="members")


def _release_numbers(
    household: Household, members: Sequence[MemberFacts], *, by: User, at: dt.datetime
) -> None:
    """Remove these numbers from members of households that moved away or were dissolved.

    Their rows keep them as released, so that none of them can live here again meanwhile.
    """
    _release(_others_with_numbers(household, members), by=by, at=at)


def _release(holders: QuerySet[Member], *, by: User, at: dt.datetime) -> None:
    former = list(holders.select_for_update())
    for row in former:
        row.released_number, stamped(row, at).citizen_number = row.citizen_number, None
    update_many(former, ["citizen_number", "released_number"], by=by)


def take_numbers_back(household: Household, *, by: User, at: dt.datetime) -> None:
    """Return to the members of a household the numbers that others took while it was away.

    Raises CannotRegister, with their names, for members who are in another household now.
    """
    away = list(household.members.select_for_update().exclude(released_number=None))
    held = Member.objects.filter(citizen_number__in=[row.released_number for row in away])
    living_here = held.filter(household__state=HouseholdState.ACTIVE)
    taken = set(living_here.values_list("citizen_number", flat=True))
    if names := [row.full_name for row in away if row.released_number in taken]:
        raise CannotRegister(
            f"{', '.join(names)} nay đã có trong một hộ khác theo số định danh;"
            " ghi trở lại thì một người ở hai nơi."
        )
    _release(held, by=by, at=at)
    for row in away:
        stamped(row, at).citizen_number, row.released_number = row.released_number, None
    update_many(away, ["citizen_number", "released_number"], by=by)


def _concurrent_edit(error: IntegrityError) -> CannotRegister:
    if "citizen_number" in str(error):
        return CannotRegister(TAKEN_NUMBER, field="members")
    return CannotRegister("Có người vừa ghi cùng lúc. Hãy lưu lại lần nữa.")


def stamped(row: Row, at: dt.datetime) -> Row:
    """Set the moment of a row's next history row; the rows of one action share it."""
    row._history_date = at  # type: ignore[attr-defined]
    return row
