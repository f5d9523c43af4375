"""What support a household and its members need: recorded with the reasons of its poverty."""

import datetime as dt
from uuid import uuid4

import pytest

from common.errors import Conflict
from support.models import NeedFinding
from support.services import CannotRecordNeed, WantedNeed, record_analysis
from support.services.reference import load_needs
from tests import factories

TODAY = dt.date(2021, 11, 15)
AT = dt.datetime(2021, 11, 15, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _needs(db):
    factories.SupportNeedFactory()
    factories.SupportNeedFactory(number=5, key="housing", name="Nhà ở")


@pytest.fixture
def child(poor_household):
    return factories.MemberFactory(household=poor_household, position=2, full_name="Siu Nhỏ")


def recorded(household, *needs, by, version=0, note=""):
    wanted = None if needs == (None,) else needs
    return record_analysis(
        household_id=household.pk,
        year=2021,
        reason_keys=["no_land"],
        analysed_on=dt.date(2021, 5, 4),
        note=note,
        version=version,
        needs=wanted,
        by=by,
        at=AT,
        on=TODAY,
    )


def found_of(analysis):
    return [(each.need.key, each.person_name) for each in analysis.needs.select_related("need")]


def test_needs_of_a_household_and_of_a_member_are_recorded(poor_household, child, officer):
    made = recorded(
        poor_household, WantedNeed("housing"), WantedNeed("health", child.client_id), by=officer
    )

    assert found_of(made) == [("health", "Siu Nhỏ"), ("housing", "")]


def test_what_is_no_longer_needed_stays_in_the_history(poor_household, officer):
    recorded(poor_household, WantedNeed("health"), WantedNeed("housing"), by=officer)

    changed = recorded(poor_household, WantedNeed("housing"), by=officer, version=1)

    assert (found_of(changed), changed.version) == ([("housing", "")], 2)
    past = NeedFinding.history.filter(analysis_id=changed.pk).order_by("history_id")
    assert [row.history_type for row in past] == ["+", "+", "-"]


def test_the_same_needs_again_change_nothing(poor_household, child, officer):
    needs = (WantedNeed("housing"), WantedNeed("health", child.client_id))
    recorded(poor_household, *needs, by=officer)

    again = recorded(poor_household, *needs, by=officer)

    assert (again.version, again.history.count()) == (1, 1)


def test_without_needs_given_those_known_stay(poor_household, officer):
    recorded(poor_household, WantedNeed("housing"), by=officer)

    changed = recorded(poor_household, None, by=officer, version=1, note="Nhà dột")

    assert (found_of(changed), changed.note) == ([("housing", "")], "Nhà dột")


def test_who_comes_late_with_needs_is_told(poor_household, officer):
    recorded(poor_household, WantedNeed("housing"), by=officer)

    with pytest.raises(Conflict, match=officer.full_name):
        recorded(poor_household, WantedNeed("health"), by=officer)

    assert NeedFinding.objects.get().need.key == "housing"


def test_the_need_of_a_member_who_moved_out_can_be_kept(poor_household, child, officer):
    need = WantedNeed("health", child.client_id)
    recorded(poor_household, need, by=officer)
    child.household = factories.HouseholdFactory(village=poor_household.village)
    child.save()

    kept = recorded(poor_household, need, WantedNeed("housing"), by=officer, version=1)

    assert found_of(kept) == [("health", "Siu Nhỏ"), ("housing", "")]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (WantedNeed("gold"), "Không có nhu cầu hỗ trợ “gold”"),
        (WantedNeed("health", uuid4()), "Nhân khẩu không thuộc hộ này"),
    ],
)
def test_an_unknown_need_or_person_is_refused(poor_household, officer, need, words):
    with pytest.raises(CannotRecordNeed, match=words):
        recorded(poor_household, need, by=officer)

    assert not NeedFinding.objects.exists()


def test_the_form_ticks_needs_by_member(poor_household, child, officer, log_in):
    client = log_in(officer)
    address = f"/nguyen-nhan/{poor_household.pk}/ghi/"
    sent = {"version": 0, "reasons": ["no_land"], "analysed_on": "04/05/2021", "note": ""}

    client.post(f"{address}?year=2021", {**sent, "needs": ["housing", f"health:{child.client_id}"]})

    page = client.get(f"{address}?year=2021").content.decode()
    assert page.count('name="needs"') == 6
    assert page.count('checked aria-label="Y tế: Siu Nhỏ"') == 1
    assert page.count('checked aria-label="Nhà ở: Cả hộ"') == 1
    detail = client.get(f"/nguyen-nhan/{poor_household.pk}/").content.decode()
    assert "Nhu cầu hỗ trợ: Siu Nhỏ" in detail


def test_the_api_records_and_gives_the_same_needs(poor_household, child, officer, api_as):
    sent = {
        "household": poor_household.pk,
        "year": 2021,
        "reasons": ["no_land"],
        "analysed_on": "2021-05-04",
        "needs": [{"need": "housing"}, {"need": "health", "person": str(child.client_id)}],
    }

    answer = api_as(officer).post("/api/v1/reason-analyses/", sent, format="json")

    assert answer.status_code == 200
    assert answer.json()["needs"] == [
        {"need": "health", "person": str(child.client_id), "name": "Siu Nhỏ"},
        {"need": "housing", "person": None, "name": ""},
    ]


def test_the_kinds_of_support_are_loaded_once(db):
    NeedFinding.objects.all().delete()

    assert (load_needs(), load_needs()) == (4, 0)
