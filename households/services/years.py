"""The records of the year's lists: updated by approved forms and by household changes."""

import datetime as dt
from typing import Any

from accounts.models import User
from common.errors import Refused
from common.history import save_with_history
from households.choices import EXITS, NearPoorMovement, PovertyStatus
from households.models import AssessmentResult, Household, PovertyRecord
from households.queries.poor_list import deciding_results
from households.queries.rounds import arrival_year, is_year_closed_for
from households.queries.year_end import HouseholdThen, facts_at_year_end, facts_now
from households.rules import near_poor_list_movement, poor_list_movement

LISTED = (PovertyStatus.POOR, PovertyStatus.NEAR_POOR)


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
    record.commune_id = household.commune_id
    _follow(record, facts_at_year_end(household, year))
    record.status, record.result = result.status, result
    move(record, household, on=on)
    save_with_history(record, by=by)
    return record


def _new_record(household: Household, *, year: int, standard_id: int) -> PovertyRecord:
    record = PovertyRecord(
        household=household, commune_id=household.commune_id, year=year, standard_id=standard_id
    )
    _follow(record, facts_now(household))
    return record


def _follow(record: PovertyRecord, facts: HouseholdThen) -> bool:
    """Set the people and the ethnic-minority mark of a record; return whether they changed.

    Without an opening the mark at the opening is the present one: the household enters the
    ethnic-minority tables as it enters the list.
    """
    before = (record.members, record.is_ethnic_minority)
    record.members, record.is_ethnic_minority = facts.members, facts.is_ethnic_minority
    if record.opening_status not in LISTED:
        record.opened_as_minority = facts.is_ethnic_minority
    return before != (record.members, record.is_ethnic_minority)


def _latest(household: Household, year: int, standard_id: int) -> AssessmentResult:
    """Return the deciding result of a household in a year: the last survey approved."""
    deciding = deciding_results(year=year, standard=standard_id)
    return deciding.filter(assessment__household=household).select_related("standard")[0]


def record_inherited(
    *, source: Household, household: Household, year: int, on: dt.date, by: User | None
) -> None:
    """Put a household that split off or moved in on the lists with the class of `source`.

    On those from `year` on, under each standard by which `source` is poor or near-poor; it counts
    as another increase (tăng khác), and with its own class once a form of its own is approved. Both
    households are as after the event. Idempotent.
    """
    known = {
        (record.year, record.standard_id): record
        for record in household.poverty_records.filter(year__gte=year)
    }
    listed = source.poverty_records.filter(year__gte=year, status__in=LISTED)
    for inherited in listed.order_by("year"):
        record = known.get((inherited.year, inherited.standard_id)) or _new_record(
            household, year=inherited.year, standard_id=inherited.standard_id
        )
        if record.opening_status or record.inherited_status:
            continue
        record.inherited_status = inherited.status
        if record.result_id is None:
            record.status = inherited.status
        move(record, household, on=record.moved_on or on)
        save_with_history(record, by=by, reason=f"Theo phân loại của hộ {source.code}")


def refresh_records(
    *,
    household: Household,
    by: User | None,
    since: int = 0,
    facts: HouseholdThen | None = None,
) -> None:
    """Update people and ethnic-minority mark on the lists of open years from the register.

    A closed year keeps its figures, a household that left those of that day, and the years before
    `since` theirs: an event changes no list earlier than that in which it counts. `facts` replace
    those of the register.
    """
    for record in household.poverty_records.filter(has_left=False, year__gte=since):
        then = facts or (
            facts_now(household) if since else facts_at_year_end(household, record.year)
        )
        if _follow(record, then) and not _closed_because(record.year, record.commune_id):
            save_with_history(record, by=by, reason="Số khẩu hoặc dân tộc của hộ thay đổi")


def record_departure(
    *, household: Household, year: int, on: dt.date, by: User | None, at: dt.datetime
) -> None:
    """Take a household that moved away or was dissolved off the lists from `year` on (giảm khác)."""
    for record in household.poverty_records.filter(year__gte=year).order_by("year"):
        record.has_left = True
        move(record, household, on=on)
        save_with_history(record, by=by, reason=f"Rời địa bàn {at:%d/%m/%Y %H:%M}")


def refresh_movements(*, household: Household, by: User, on: dt.date, at: dt.datetime) -> None:
    """Recompute the movements after the household's past has changed.

    Raises Refused where that would change a closed year.
    """
    for record in household.poverty_records.order_by("year"):
        before = (record.movement, record.near_poor_movement)
        move(record, household, on=on)
        if (record.movement, record.near_poor_movement) != before:
            require_year_not_closed(record.year, commune_id=record.commune_id, at=at)
            save_with_history(record, by=by, reason="Sửa quá khứ của hộ")


def record_return(*, household: Household, by: User, at: dt.datetime) -> None:
    """Undo a departure: restore the household on the list."""
    for record in household.poverty_records.filter(has_left=True):
        require_year_not_closed(record.year, commune_id=record.commune_id, at=at)
        before = record.history.filter(has_left=False).first()
        record.has_left = False
        _follow(record, facts_at_year_end(household, record.year))
        move(record, household, on=before.moved_on if before else None)
        save_with_history(record, by=by, reason="Hoàn tác rời địa bàn")


def move(record: PovertyRecord, household: Household, *, on: dt.date | None) -> None:
    """Set the movements that follow from a record's class, opening and past."""
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
    return bool(record.inherited_status) or arrival_year(household) == record.year


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
