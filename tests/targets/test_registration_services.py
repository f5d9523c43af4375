"""Registering households, taking notes on them, withdrawing registrations."""

import datetime as dt

import pytest

from common.errors import Conflict
from households.choices import RoundState
from households.models import PovertyRecord
from targets.models import ExitRegistration
from targets.queries.candidates import candidates, with_names
from targets.queries.coverage import coverage
from targets.services.registrations import (
    CannotRegisterExit,
    Registered,
    note_candidate,
    register_exits,
    withdraw_registration,
)
from tests import factories
from tests.targets.data import TODAY, listed

pytestmark = pytest.mark.django_db

IN_APRIL = dt.date(2021, 4, 15)
NOTE = {"has_plan": True, "support": "vay 50 triệu", "reason": "Có bò, con đi làm"}


def register(plan, *households, by, reason="Có bò", day=IN_APRIL):
    return register_exits(
        plan_id=plan.pk,
        household_ids=[household.pk for household in households],
        reason=reason,
        registered_on=day,
        by=by,
        at=factories.NOON,
        on=TODAY,
    )


def note(plan, household, *, by, version=0, **said):
    return note_candidate(
        plan_id=plan.pk,
        household_id=household.pk,
        version=version,
        by=by,
        at=factories.NOON,
        **(NOTE | said),
    )


def withdraw(plan, household, *, by, version=1, reason="Chủ hộ ốm nặng"):
    return withdraw_registration(
        plan_id=plan.pk,
        household_id=household.pk,
        version=version,
        reason=reason,
        by=by,
        at=factories.NOON,
    )


@pytest.fixture
def household(commune):
    return listed(commune, reviewed=False).household


def only():
    return ExitRegistration.objects.get()


def test_several_households_are_named_at_once(plan, commune, household, officer):
    other = listed(commune, exited=True).household

    done = register(plan, household, other, by=officer)

    assert done == Registered(new=2, already=0)
    rows = ExitRegistration.objects.values_list("state", "reason", "registered_on", "commune")
    assert set(rows) == {("REGISTERED", "Có bò", IN_APRIL, commune.pk)}
    history = ExitRegistration.history.values_list("history_user", "history_change_reason")
    assert set(history) == {(officer.pk, "Đăng ký thoát nghèo")}


def test_asking_twice_changes_nothing(plan, household, officer):
    register(plan, household, by=officer)

    done = register(plan, household, by=officer, reason="Khác", day=dt.date(2021, 5, 1))

    assert done == Registered(new=0, already=1)
    assert (only().reason, only().version, only().history.count()) == ("Có bò", 1, 1)


def test_a_household_ticked_twice_is_named_once(plan, household, officer):
    assert register(plan, household, household, by=officer) == Registered(new=1, already=0)


def test_one_household_off_the_list_refuses_all_and_is_named(plan, commune, household, officer):
    off = listed(commune, relapsed=True).household

    with pytest.raises(CannotRegisterExit, match=f"{off.code} – {off.head_name} không có trong"):
        register(plan, household, off, by=officer)

    assert not ExitRegistration.objects.exists()


def test_a_household_of_another_commune_is_only_a_number(plan, household, other_commune, officer):
    theirs = listed(other_commune).household

    with pytest.raises(CannotRegisterExit) as refused:
        register(plan, household, theirs, by=officer)

    assert refused.value.message.startswith(f"Hộ có khóa {theirs.pk} không có trong")
    assert theirs.head_name not in refused.value.message
    assert not ExitRegistration.objects.exists()


def test_a_household_that_left_is_not_named(plan, commune, officer):
    gone = listed(commune, left=True).household

    with pytest.raises(CannotRegisterExit, match="đã rời địa bàn"):
        register(plan, gone, by=officer)


def test_a_household_of_another_standard_is_not_on_the_list(plan, commune, officer):
    other = factories.StandardFactory(code="VN-2022-2025")
    household = listed(commune, standard=other).household

    with pytest.raises(CannotRegisterExit, match="không có trong danh sách"):
        register(plan, household, by=officer)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (dt.date(2020, 12, 31), "trong năm 2021"),
        (dt.date(2022, 1, 1), "trong năm 2021"),
        (dt.date(2021, 11, 16), "sau hôm nay"),
    ],
)
def test_a_day_outside_the_year_or_ahead_is_refused(day, message, plan, household, officer):
    with pytest.raises(CannotRegisterExit, match=message) as refused:
        register(plan, household, by=officer, day=day)

    assert refused.value.field == "registered_on"


@pytest.mark.parametrize("day", [dt.date(2021, 1, 1), TODAY])
def test_the_first_day_and_today_are_taken(day, plan, household, officer):
    assert register(plan, household, by=officer, day=day).new == 1


def test_nobody_ticked_is_told(plan, officer):
    with pytest.raises(CannotRegisterExit, match="ít nhất một hộ"):
        register(plan, by=officer)


def test_too_many_at_once_are_refused(plan, officer):
    with pytest.raises(CannotRegisterExit, match="nhiều nhất 500 hộ"):
        register_exits(
            plan_id=plan.pk,
            household_ids=range(1, 502),
            reason="",
            registered_on=IN_APRIL,
            by=officer,
            at=factories.NOON,
            on=TODAY,
        )


@pytest.mark.parametrize("act", [register, note, withdraw])
def test_nothing_is_written_once_the_year_is_closed(act, plan, household, officer):
    factories.ExitRegistrationFactory(plan=plan, household=household)
    factories.RoundFactory(year=2021, state=RoundState.CLOSED)

    with pytest.raises(CannotRegisterExit, match="đã khóa"):
        act(plan, household, by=officer)


def test_a_first_note_puts_a_household_under_consideration(plan, commune, household, officer):
    note(plan, household, by=officer)

    row = only()
    assert (row.state, row.has_plan, row.support, row.commune) == (
        "CONSIDERED",
        True,
        "vay 50 triệu",
        commune,
    )


def test_a_note_of_the_same_content_changes_nothing(plan, household, officer):
    note(plan, household, by=officer)

    note(plan, household, by=officer)

    assert (only().version, only().history.count()) == (1, 1)


def test_a_note_keeps_the_name(plan, household, officer):
    register(plan, household, by=officer)

    note(plan, household, by=officer, version=1)

    assert (only().state, only().has_plan, only().version) == ("REGISTERED", True, 2)


def test_a_note_made_meanwhile_is_not_overwritten(plan, household, officer, chair):
    note(plan, household, by=chair)

    with pytest.raises(Conflict, match=chair.full_name):
        note(plan, household, by=officer, has_plan=False)

    assert only().has_plan is True


def test_a_household_of_another_commune_is_not_noted(plan, other_commune, officer):
    with pytest.raises(CannotRegisterExit, match="Hộ có khóa"):
        note(plan, listed(other_commune).household, by=officer)


def test_naming_a_considered_household_keeps_its_note(plan, household, officer):
    note(plan, household, by=officer)

    register(plan, household, by=officer, reason="")

    row = only()
    assert (row.state, row.support, row.reason, row.version) == (
        "REGISTERED",
        "vay 50 triệu",
        "Có bò, con đi làm",
        2,
    )


def test_a_name_is_taken_back_with_its_reason(plan, household, officer):
    register(plan, household, by=officer)

    withdraw(plan, household, by=officer)

    row = only()
    assert (row.state, row.withdrawn_reason, row.version) == ("WITHDRAWN", "Chủ hộ ốm nặng", 2)
    assert row.history.latest().history_change_reason == "Rút tên: Chủ hộ ốm nặng"


def test_taking_a_name_back_twice_changes_nothing(plan, household, officer):
    register(plan, household, by=officer)
    withdraw(plan, household, by=officer)

    withdraw(plan, household, by=officer)

    assert only().version == 2


def test_a_name_taken_back_by_somebody_else_is_told(plan, household, officer, chair):
    register(plan, household, by=officer)
    withdraw(plan, household, by=chair)

    with pytest.raises(Conflict, match=chair.full_name):
        withdraw(plan, household, by=officer, reason="Lý do khác")


def test_a_name_is_not_taken_back_without_a_reason(plan, household, officer):
    register(plan, household, by=officer)

    with pytest.raises(CannotRegisterExit, match="lý do rút tên"):
        withdraw(plan, household, by=officer, reason="")


def test_a_household_that_is_not_named_has_no_name_to_take_back(plan, household, officer):
    note(plan, household, by=officer)

    with pytest.raises(CannotRegisterExit, match="chưa đăng ký"):
        withdraw(plan, household, by=officer)


def test_a_name_of_another_commune_is_not_taken_back(plan, other_commune, officer):
    theirs = factories.ExitRegistrationFactory(plan=plan, household=listed(other_commune).household)

    with pytest.raises(CannotRegisterExit, match="chưa đăng ký"):
        withdraw(plan, theirs.household, by=officer)


def test_a_withdrawn_name_can_be_given_again(plan, household, officer):
    register(plan, household, by=officer)
    withdraw(plan, household, by=officer)

    register(plan, household, by=officer, day=dt.date(2021, 6, 1))

    row = only()
    assert (row.state, row.withdrawn_reason, row.registered_on) == (
        "REGISTERED",
        "",
        dt.date(2021, 6, 1),
    )


def test_the_preview_is_what_registering_brings(plan, commune, officer):
    for record in ({"exited": True}, {"kinh": True}, {"reviewed": False}):
        listed(commune, **record)
    records = PovertyRecord.objects.of_year(2021, plan.standard)
    rows = candidates(plan, records)
    preview = with_names(coverage(plan).of(commune.pk), rows)

    register(plan, *(row.record.household for row in rows), by=officer)

    assert coverage(plan).of(commune.pk) == preview


@pytest.mark.parametrize("households", [1, 5])
def test_naming_costs_the_same_for_one_and_for_many(
    households, plan, commune, officer, django_assert_max_num_queries
):
    rows = [listed(commune, reviewed=False).household for _ in range(households)]

    with django_assert_max_num_queries(12):
        register(plan, *rows, by=officer)


def test_a_household_reviewed_still_poor_is_registered_with_a_reason_only(plan, commune, officer):
    reviewed = listed(commune).household

    with pytest.raises(CannotRegisterExit, match="kết quả vẫn nghèo") as refusal:
        register(plan, reviewed, by=officer, reason="")

    assert refusal.value.field == "reason"
    assert register(plan, reviewed, by=officer, reason="Rà soát lại tháng 12").new == 1
