"""Registering the households expected to leave poverty this year, and withdrawing registrations."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many, save_with_history, update_many
from households.choices import PovertyStatus
from households.models import Household, PovertyRecord
from households.queries.rounds import is_year_closed_for
from targets.choices import RegistrationState, ReviewOutcome
from targets.models import ExitRegistration, YearPlan
from targets.queries.candidates import outcome_of

MOST_AT_ONCE = 500
_NAMED = ["state", "registered_on", "registered_by", "reason", "withdrawn_reason", "version"]


class CannotRegisterExit(Refused):
    """The household cannot be registered, or its registration not be withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The outcome of registering several households, in households."""

    new: int
    already: int


@transaction.atomic
def register_exits(
    *,
    plan_id: int,
    household_ids: Sequence[int],
    reason: str,
    registered_on: dt.date,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Registered:
    """Register households expected to leave poverty in the plan's year: all of them, or
    none.

    Households registered already are left unchanged. `reason` is why they are expected to exit;
    when empty, the recorded reason is kept. `on` is the working date. Raises CannotRegisterExit,
    naming each household that is not on the commune's opening poor list of the year or has left;
    for a household that this year's review found still poor, without a reason; for a day outside
    the year or in the future; once the year's final review is closed.
    """
    plan = YearPlan.objects.select_related("standard").get(pk=plan_id)
    wanted = sorted(set(household_ids))
    _require_some(wanted)
    _require_day(plan, registered_on, on=on)
    records = _locked_records(plan, wanted, by=by)
    if problems := list(_problems(plan, wanted, records)):
        raise CannotRegisterExit(" ".join(problems), field="household_ids")
    _require_open_year(plan, records.values(), at=at)
    rows = {row.household_id: row for row in plan.registrations.filter(household__in=wanted)}
    _require_reason(records, rows, reason)
    new, changed = [], []
    for key in wanted:
        row = rows.get(key)
        if row is None:
            row = ExitRegistration(plan=plan, household_id=key, commune=records[key].commune)
            new.append(row)
        elif row.state == RegistrationState.REGISTERED:
            continue
        else:
            row.version += 1
            changed.append(row)
        _name(row, reason=reason, registered_on=registered_on, by=by)
    create_many(new, by=by)
    update_many(changed, _NAMED, by=by)
    done = len(new) + len(changed)
    return Registered(new=done, already=len(wanted) - done)


@transaction.atomic
def note_candidate(
    *,
    plan_id: int,
    household_id: int,
    version: int,
    has_plan: bool,
    support: str,
    reason: str,
    by: User,
    at: dt.datetime,
) -> ExitRegistration:
    """Record the commune's notes on a poor household: plan, support, expected reason of
    exit.

    The first note puts the household under consideration; a registration in force or withdrawn
    keeps its state. `version` is 0 while there is no row. Idempotent; raises Conflict on a
    concurrent edit, CannotRegisterExit as `register_exits` does.
    """
    plan = YearPlan.objects.select_related("standard").get(pk=plan_id)
    records = _locked_records(plan, [household_id], by=by)
    if problems := list(_problems(plan, [household_id], records)):
        raise CannotRegisterExit(problems[0])
    _require_open_year(plan, records.values(), at=at)
    said = {"has_plan": has_plan, "support": support, "reason": reason}
    row = plan.registrations.filter(household=household_id).first()
    if row is None:
        row = ExitRegistration(
            plan=plan,
            household_id=household_id,
            commune=records[household_id].commune,
            state=RegistrationState.CONSIDERED,
            **said,
        )
        save_with_history(row, by=by, reason="Xem xét hộ")
        return row
    if all(getattr(row, name) == value for name, value in said.items()):
        return row
    if row.version != version:
        raise conflict_over(row)
    row.has_plan, row.support, row.reason = has_plan, support, reason
    row.version += 1
    save_with_history(row, by=by, reason="Ghi kế hoạch, hỗ trợ")
    return row


@transaction.atomic
def withdraw_registration(
    *, plan_id: int, household_id: int, version: int, reason: str, by: User, at: dt.datetime
) -> ExitRegistration:
    """Withdraw a registration; the row is kept with the reason.

    Idempotent for the same reason. Raises CannotRegisterExit for a household that is not
    registered, without a reason, or once the year's final review is closed; Conflict on a
    concurrent edit.
    """
    plan = YearPlan.objects.get(pk=plan_id)
    Household.objects.select_for_update().get(pk=household_id)
    row = ExitRegistration.objects.visible_to(by).filter(plan=plan, household=household_id).first()
    if row is None or row.state == RegistrationState.CONSIDERED:
        raise CannotRegisterExit("Hộ này chưa đăng ký thoát nghèo nên không có tên để rút.")
    if row.state == RegistrationState.WITHDRAWN and row.withdrawn_reason == reason:
        return row
    if row.version != version:
        raise conflict_over(row)
    if row.state == RegistrationState.WITHDRAWN:
        raise CannotRegisterExit("Hộ này đã rút tên.")
    if not reason:
        raise CannotRegisterExit("Hãy ghi lý do rút tên.", field="reason")
    _require_open_year(plan, [row], at=at)
    row.state, row.withdrawn_reason = RegistrationState.WITHDRAWN, reason
    row.version += 1
    save_with_history(row, by=by, reason=f"Rút tên: {reason}"[:100])
    return row


def _name(row: ExitRegistration, *, reason: str, registered_on: dt.date, by: User) -> None:
    row.state = RegistrationState.REGISTERED
    row.registered_on, row.registered_by = registered_on, by
    row.reason = reason or row.reason
    row.withdrawn_reason = ""
    row._change_reason = "Đăng ký thoát nghèo"  # type: ignore[attr-defined]


def _require_some(wanted: Sequence[int]) -> None:
    if not wanted:
        raise CannotRegisterExit("Hãy chọn ít nhất một hộ.", field="household_ids")
    if len(wanted) > MOST_AT_ONCE:
        raise CannotRegisterExit(
            f"Mỗi lần đăng ký nhiều nhất {MOST_AT_ONCE} hộ.", field="household_ids"
        )


def _require_day(plan: YearPlan, day: dt.date, *, on: dt.date) -> None:
    if day.year != plan.year:
        raise CannotRegisterExit(f"Ngày đăng ký phải trong năm {plan.year}.", field="registered_on")
    if day > on:
        raise CannotRegisterExit("Ngày đăng ký không được sau hôm nay.", field="registered_on")


def _locked_records(plan: YearPlan, wanted: Sequence[int], *, by: User) -> dict[int, PovertyRecord]:
    """Lock the households in key order, so that concurrent requests cannot deadlock."""
    locked = Household.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    keys = [household.pk for household in locked]
    records = (
        PovertyRecord.objects.visible_to(by)
        .of_year(plan.year, plan.standard)
        .filter(household__in=keys)
        .select_related("household", "commune")
    )
    return {record.household_id: record for record in records}


def _problems(
    plan: YearPlan, wanted: Sequence[int], records: dict[int, PovertyRecord]
) -> Iterable[str]:
    """Return why each household cannot be registered; one of another commune is named by
    its key only."""
    for key in wanted:
        record = records.get(key)
        if record is None or record.opening_status != PovertyStatus.POOR:
            name = f"Hộ {record.household}" if record else f"Hộ có khóa {key}"
            yield f"{name} không có trong danh sách hộ nghèo đầu năm {plan.year} của xã."
        elif record.has_left:
            yield f"Hộ {record.household} đã rời địa bàn."


def _require_reason(
    records: dict[int, PovertyRecord], rows: dict[int, ExitRegistration], reason: str
) -> None:
    """Raise CannotRegisterExit for households reviewed "still poor" that have no reason."""
    lacking = [
        record.household.head_name
        for key, record in sorted(records.items())
        if outcome_of(record) == ReviewOutcome.STILL_POOR
        and not (reason or (key in rows and rows[key].reason))
        and not (key in rows and rows[key].state == RegistrationState.REGISTERED)
    ]
    if lacking:
        raise CannotRegisterExit(
            f"Năm nay đã rà soát, kết quả vẫn nghèo: {', '.join(lacking)}. Hãy ghi căn cứ dự kiến"
            " thoát nghèo, hoặc bỏ chọn.",
            field="reason",
        )


def _require_open_year(
    plan: YearPlan, rows: Iterable[PovertyRecord | ExitRegistration], *, at: dt.datetime
) -> None:
    for commune in sorted({row.commune_id for row in rows}):
        if is_year_closed_for(plan.year, commune, at):
            raise CannotRegisterExit(
                f"Rà soát cuối năm {plan.year} đã khóa; danh sách đăng ký không sửa được nữa."
            )
