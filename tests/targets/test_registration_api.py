"""The API of exit registrations, and their Excel file read back."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from targets.models import ExitRegistration
from tests import factories
from tests.targets.data import listed

pytestmark = pytest.mark.django_db

LIST = "/api/v1/exit-registrations/"
COVERAGE = "/api/v1/exit-coverage/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(plan, commune):
    return listed(commune, reviewed=False).household


def test_the_list_is_ranked_with_its_reasons(household, plan, commune, officer, api_as):
    factories.ExitRegistrationFactory(plan=plan, household=household, has_plan=True)

    found = api_as(officer).get(LIST).json()

    assert (found["year"], found["commune"], found["count"]) == (2021, commune.pk, 1)
    (row,) = found["results"]
    assert (row["household"], row["state"], row["version"]) == (household.pk, "REGISTERED", 1)
    assert row["criteria"] == [
        {"points": 0, "words": "Chưa có phiếu"},
        {"points": 20, "words": "đã có kế hoạch"},
    ]


def test_people_of_the_district_name_the_commune(household, commune, labour_office, api_as):
    api = api_as(labour_office)

    assert api.get(LIST).status_code == 400
    assert api.get(LIST, {"commune": commune.pk}).json()["count"] == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"commune": "x"}, 400),
        ({"state": "x"}, 400),
        ({"cursor": "9"}, 400),
        ({"page": "2"}, 400),
        ({"year": "2019"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(query, status, household, officer, api_as):
    assert api_as(officer).get(LIST, query).status_code == status


def test_another_commune_is_no_choice(plan, other_commune, officer, api_as):
    theirs = listed(other_commune).household
    api = api_as(officer)

    assert api.get(LIST, {"commune": other_commune.pk}).json() == {"commune": ["Không có xã này."]}
    assert api.get(f"{LIST}{theirs.pk}/").status_code == 404


def test_households_are_named_noted_and_withdrawn(household, officer, api_as):
    api = api_as(officer)

    done = api.post(
        LIST, {"households": [household.pk], "registered_on": "2021-04-15"}, format="json"
    )
    noted = api.put(
        f"{LIST}{household.pk}/",
        {"version": 1, "has_plan": True, "support": "Bò", "reason": "Có bò"},
        format="json",
    )
    withdrawn = api.post(
        f"{LIST}{household.pk}/withdraw/", {"version": 2, "reason": "Ốm"}, format="json"
    )

    assert done.json() == {"new": 1, "already": 0}
    assert (noted.json()["support"], noted.json()["version"]) == ("Bò", 2)
    assert (withdrawn.json()["state"], withdrawn.json()["withdrawn_reason"]) == ("WITHDRAWN", "Ốm")


def test_one_wrong_household_refuses_all(household, other_commune, officer, api_as):
    theirs = listed(other_commune).household
    sent = {"households": [household.pk, theirs.pk], "registered_on": "2021-04-15"}

    answer = api_as(officer).post(LIST, sent, format="json")

    assert answer.status_code == 400
    assert f"Hộ có khóa {theirs.pk}" in answer.json()["detail"]
    assert not ExitRegistration.objects.exists()


def test_a_stale_version_is_answered_with_409(household, plan, officer, api_as):
    factories.ExitRegistrationFactory(plan=plan, household=household, version=3)

    answer = api_as(officer).post(
        f"{LIST}{household.pk}/withdraw/", {"version": 2, "reason": "Ốm"}, format="json"
    )

    assert answer.status_code == 409


def test_a_household_off_the_list_is_not_found(commune, plan, officer, api_as):
    off = listed(commune, relapsed=True).household

    assert api_as(officer).get(f"{LIST}{off.pk}/").status_code == 404


def test_coverage_is_told_in_figures(household, plan, commune, leader, api_as):
    factories.ExitRegistrationFactory(plan=plan, household=household)

    found = api_as(leader).get(COVERAGE).json()

    rows = {row["commune"]: row for row in found["communes"]}
    assert rows[commune.pk]["all"] == {
        "registered": 1,
        "exited": 0,
        "still_poor": 0,
        "not_reviewed": 1,
        "left": 0,
        "exits_unnamed": 0,
        "target": 3,
        "expected_gains": 0,
        "needed": 3,
        "share": 0.3333333333,
        "short": 2,
        "reach": 1,
        "can_reach": False,
    }
    assert found["total"]["all"]["target"] == 4


def test_the_file_lists_who_is_named_with_plan_support_and_result(plan, commune, officer, log_in):
    household = listed(commune, exited=True).household
    factories.ExitRegistrationFactory(
        plan=plan, household=household, has_plan=True, support="=Bò", reason="Có bò"
    )
    listed(commune)

    answer = log_in(officer).get("/dang-ky-thoat-ngheo/xuat-excel/")
    sheet = load_workbook(BytesIO(answer.getvalue()), data_only=True).active

    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == household.code]
    assert len(rows) == 1
    assert rows[0][2] == household.head_name
    assert rows[0][6:11] == (135, 0, "Có", "=Bò", "Có bò")
    assert (rows[0][11].date(), rows[0][12]) == (dt.date(2021, 4, 15), "Đã thoát nghèo")
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "DANH SÁCH HỘ ĐĂNG KÝ THOÁT NGHÈO NĂM 2021" in texts
    assert any(text.startswith("Đã đăng ký 1 hộ, cần ít nhất 3") for text in texts)


def test_the_file_of_the_district_names_the_communes(
    plan, commune, other_commune, labour_office, api_as
):
    for place in (commune, other_commune):
        factories.ExitRegistrationFactory(plan=plan, household=listed(place).household)

    answer = api_as(labour_office).get(f"{LIST}export/")
    sheet = load_workbook(BytesIO(answer.getvalue()), data_only=True).active

    assert {row[3] for row in sheet.iter_rows(values_only=True)} >= {"Ia O", "Ia Chia"}


def test_the_file_of_a_commune_without_names_is_empty(plan, commune, officer, api_as):
    assert api_as(officer).get(f"{LIST}export/").status_code == 200
