"""The year's lists: opened from last year's, updated by approved forms and by household changes."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import create_many, save_with_history
from households.choices import (
    EXITS,
    Arrival,
    HouseholdState,
    NearPoorMovement,
    PovertyStatus,
)
from households.models import (
    AssessmentResult,
    Household,
    PovertyRecord,
    PovertyStandard,
    Round,
    RoundReopening,
)
from households.queries.poor_list import deciding_results
from households.queries.rounds import is_year_closed_for
from households.rules import near_poor_list_movement, poor_list_movement


@transaction.atomic
def open_year(*, year: int, standard: PovertyStandard, by: User | None) -> int:
    """Open a year's list from the poor and near-poor of the year before; return rows created.

    The opening of a year equals the closing of the one before, in households and in people; a
    household that has left since is on it and counts as gone (giảm khác). Idempotent: households
    already on the year's list are left unchanged. Raises Refused while a round of the year before
    is open.
    """
    if Round.objects.open().filter(year=year - 1).exists():
        raise Refused(f"Hãy khóa các đợt rà soát năm {year - 1} trước khi mở năm {year}.")
    reopened = RoundReopening.objects.filter(round__year=year - 1, relocked_at=None)
    if names := [one.commune.full_name for one in reopened.select_related("commune")]:
        raise Refused(
            f"Năm {year - 1} đang mở lại cho {', '.join(names)}; hãy khóa lại trước khi mở năm {year}."
        )
    known = PovertyRecord.objects.of_year(year, standard).values("household")
    last_year = (
        PovertyRecord.objects.of_year(year - 1, standard)
        .filter(status__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR], has_left=False)
        .exclude(household__in=known)
        .select_related("household__ethnicity")
        .order_by("pk")
    )
    rows = [_opening(record, year) for record in last_year]
    create_many(rows, by=by)
    return len(rows)


def _opening(last: PovertyRecord, year: int) -> PovertyRecord:
    has_left = last.household.state != HouseholdState.ACTIVE
    facts: dict[str, Any] = {
        "opening": last.status,
        "current": last.status,
        "has_left": has_left,
        "ever_exited": False,
        "has_arrived": False,
        "first_year": False,
    }
    return PovertyRecord(
        household=last.household,
        commune_id=last.household.commune_id,
        year=year,
        standard_id=last.standard_id,
        is_ethnic_minority=last.household.ethnicity.is_minority,
        opening_status=last.status,
        status=last.status,
        has_left=has_left,
        movement=poor_list_movement(**facts),
        near_poor_movement=near_poor_list_movement(**facts),
        opening_members=last.members,
        members=last.household.member_count,
        moved_on=last.household.left_on,
    )


def require_year_not_closed(year: int, *, commune_id: int, at: dt.datetime | None) -> None:
    """Raise Refused when the year's final review is closed, or the next year already open.

    A commune with a reopened round may be written to until the reopening ends; without a moment
    (`at`) no reopening counts.
    """
    if why := _closed_because(year, commune_id, at):
        raise Refused(why)


def _closed_because(year: int, commune_id: int, at: dt.datetime | None = None) -> str:
    if is_year_closed_for(year, commune_id, at):
        return f"Đợt rà soát cuối năm {year} đã khóa; số liệu năm này không sửa được nữa."
    if PovertyRecord.objects.filter(year=year + 1).exclude(opening_status="").exists():
        return f"Năm {year + 1} đã mở; số liệu năm {year} không sửa được nữa."
    return ""


def record_result(
    *, household: Household, standard_id: int, year: int, by: User, on: dt.date
) -> PovertyRecord:
    """Update the year's list under one standard after a form was approved.

    A year can have an in-year and a year-end round: the later survey counts, even when a
    correction of the earlier one is approved after it. The caller has locked the household's row.
    """
    result = _latest(household, year, standard_id)
    record = PovertyRecord.objects.filter(
        household=household, year=year, standard=standard_id
    ).first()
    if record is None:
        record = _new_record(household, year=year, standard_id=standard_id)
    record.commune_id, record.members = household.commune_id, household.member_count
    record.status, record.result = result.status, result
    _move(record, household, on=on)
    save_with_history(record, by=by)
    return record


def _new_record(household: Household, *, year: int, standard_id: int) -> PovertyRecord:
    return PovertyRecord(
        household=household,
        commune_id=household.commune_id,
        year=year,
        standard_id=standard_id,
        is_ethnic_minority=household.ethnicity.is_minority,
        members=household.member_count,
    )


def _latest(household: Household, year: int, standard_id: int) -> AssessmentResult:
    """Return the deciding result of a household in a year: the last survey approved."""
    deciding = deciding_results(year=year, standard=standard_id)
    return deciding.filter(assessment__household=household).select_related("standard")[0]


def record_inherited(
    *,
    source: Household,
    household: Household,
    on: dt.date,
    by: User,
    at: dt.datetime | None = None,
) -> None:
    """Put a household that split off or moved in on the year's lists with the class of `source`.

    Under each standard of the year in which `source` is poor or near-poor; it counts as another
    increase (tăng khác) until a form of its own is approved. Both households are as after the
    event. Idempotent. Raises Refused for a closed year.
    """
    require_year_not_closed(on.year, commune_id=household.commune_id, at=at)
    known = household.poverty_records.filter(year=on.year).values("standard")
    listed = source.poverty_records.filter(
        year=on.year, status__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR]
    ).exclude(standard__in=known)
    for inherited in listed:
        record = _new_record(household, year=on.year, standard_id=inherited.standard_id)
        record.inherited_status = record.status = inherited.status
        _move(record, household, on=on)
        save_with_history(record, by=by, reason=f"Theo phân loại của hộ {source.code}")


def refresh_members(*, household: Household, by: User) -> None:
    """Update the number of people on the lists of open years from the register.

    A closed year keeps its number at the closing, a household that left its number when it left.
    """
    stale = household.poverty_records.filter(has_left=False).exclude(members=household.member_count)
    for record in stale:
        if not _closed_because(record.year, record.commune_id):
            record.members = household.member_count
            save_with_history(record, by=by, reason="Số khẩu của hộ thay đổi")


def record_departure(*, household: Household, on: dt.date, by: User, at: dt.datetime) -> None:
    """Take a household that moved away or was dissolved off the year's list (giảm khác)."""
    require_year_not_closed(on.year, commune_id=household.commune_id, at=at)
    for record in household.poverty_records.filter(year=on.year):
        record.has_left = True
        _move(record, household, on=on)
        save_with_history(record, by=by, reason=f"Rời địa bàn {at:%d/%m/%Y %H:%M}")


def refresh_movements(*, household: Household, by: User, on: dt.date, at: dt.datetime) -> None:
    """Recompute the movements after the household's past has changed.

    Raises Refused where that would change a closed year.
    """
    for record in household.poverty_records.order_by("year"):
        before = (record.movement, record.near_poor_movement)
        _move(record, household, on=on)
        if (record.movement, record.near_poor_movement) != before:
            require_year_not_closed(record.year, commune_id=record.commune_id, at=at)
            save_with_history(record, by=by, reason="Sửa quá khứ của hộ")


def record_return(*, household: Household, by: User, at: dt.datetime) -> None:
    """Undo a departure: restore the household on the list."""
    for record in household.poverty_records.filter(has_left=True):
        require_year_not_closed(record.year, commune_id=record.commune_id, at=at)
        before = record.history.filter(has_left=False).first()
        record.has_left, record.members = False, household.member_count
        _move(record, household, on=before.moved_on if before else None)
        save_with_history(record, by=by, reason="Hoàn tác rời địa bàn")


def _move(record: PovertyRecord, household: Household, *, on: dt.date | None) -> None:
    facts: dict[str, Any] = {
        "opening": record.opening_status,
        "current": record.status,
        "has_left": record.has_left,
        "has_arrived": _has_arrived(record, household),
        "first_year": _is_first_year(record),
    }
    exited, exited_near_poor = _ever_exited(record, household)
    movement = poor_list_movement(ever_exited=exited, **facts)
    near_poor_movement = near_poor_list_movement(ever_exited=exited_near_poor, **facts)
    if (movement, near_poor_movement) != (record.movement, record.near_poor_movement):
        record.movement, record.near_poor_movement = movement, near_poor_movement
        record.moved_on = on


def _has_arrived(record: PovertyRecord, household: Household) -> bool:
    if record.inherited_status:
        return True
    on = household.arrived_on
    return household.arrival != Arrival.RESIDENT and on is not None and on.year == record.year


def _ever_exited(record: PovertyRecord, household: Household) -> tuple[bool, bool]:
    """Return whether a household ever exited poverty, and whether it ever exited near-poverty.

    A household that brought its class along was on the list before it came: it arrives and does not
    fall back.
    """
    if record.inherited_status:
        return False, False
    earlier = household.poverty_records.filter(year__lt=record.year)
    year = household.earlier_exit_year
    exited = (year is not None and year < record.year) or earlier.filter(
        movement__in=EXITS
    ).exists()
    return exited, earlier.filter(near_poor_movement=NearPoorMovement.EXITED).exists()


def _is_first_year(record: PovertyRecord) -> bool:
    """Whether the standard has no opening list to compare with."""
    if record.opening_status:
        return False
    of_standard = PovertyRecord.objects.filter(standard=record.standard_id)
    opening = of_standard.filter(year=record.year).exclude(opening_status="")
    return not opening.exists() and not of_standard.filter(year=record.year - 1).exists()
