"""Forms 14 and 15: households with members, marks and needs, as page, answer and workbook."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import factories

POOR, NEAR_POOR = "ho-ngheo", "ho-can-ngheo"


@pytest.fixture(autouse=True)
def _needs(db):
    factories.InstallationFactory(is_demo=True)
    factories.SupportNeedFactory()
    factories.SupportNeedFactory(number=5, key="housing", name="Nhà ở")


@pytest.fixture
def record(village, this_round, standard):
    """A poor household of two: the head, born 1980, and a daughter who needs health care."""
    indigenous = factories.EthnicGroupFactory(is_indigenous=True)
    household = factories.HouseholdFactory(
        village=village, head_name="Rơ Châm Bí", ethnicity=indigenous, has_merit=True
    )
    child = factories.MemberFactory(
        household=household,
        position=2,
        full_name="Rơ Châm Na",
        sex="FEMALE",
        relation="CHILD",
        birth_date=dt.date(2012, 1, 1),
        ethnicity=indigenous,
    )
    analysis = factories.ReasonAnalysisFactory(household=household, year=2021)
    factories.NeedFindingFactory(
        analysis=analysis, person=child.client_id, person_name=child.full_name
    )
    housing = factories.SupportNeedFactory(key="housing")
    factories.NeedFindingFactory(analysis=analysis, need=housing)
    return factories.PovertyRecordFactory(
        household=household, standard=standard, first_poor=True, members=2
    )


def rows_of(response):
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    first = next(number for number, row in enumerate(rows) if row[0] == "STT hộ")
    return [row for row in rows[first + 1 :] if row[2]]


def test_the_workbook_has_a_row_for_each_member(record, officer, log_in):
    head, child = rows_of(log_in(officer).get(f"/bao-cao/danh-sach/{POOR}/xuat-excel/"))

    assert head[:3] == (1, 1, "Rơ Châm Bí")
    assert head[3:5] == (1980, None)
    assert head[6:13] == ("Chủ hộ", "Mới", "x", "x", None, None, "hộ")
    assert child[:5] == (None, 2, "Rơ Châm Na", None, 2012)
    assert child[6:12] == ("Con", None, None, "x", None, "x")


def test_page_and_api_give_the_same_members(record, officer, log_in, api_as):
    page = log_in(officer).get(f"/bao-cao/danh-sach/{POOR}/").content.decode()
    answer = api_as(officer).get(f"/api/v1/member-lists/{POOR}/").json()

    [household] = answer["results"]
    assert household["mark"] == "Mới"
    assert [(each["full_name"], each["needs"]) for each in household["members"]] == [
        ("Rơ Châm Bí", {"housing": "hộ"}),
        ("Rơ Châm Na", {"health": "x"}),
    ]
    assert "Rơ Châm Na" in page and ">2012<" in page


def test_a_household_is_on_the_list_of_its_class_only(record, officer, log_in, village, standard):
    factories.PovertyRecordFactory(
        household__village=village,
        household__head_name="Siu Cận",
        standard=standard,
        near_poor=True,
    )
    client = log_in(officer)

    poor = client.get(f"/bao-cao/danh-sach/{POOR}/").content.decode()
    near_poor = client.get(f"/bao-cao/danh-sach/{NEAR_POOR}/").content.decode()

    assert ("Rơ Châm Bí" in poor, "Siu Cận" in poor) == (True, False)
    assert ("Rơ Châm Bí" in near_poor, "Siu Cận" in near_poor) == (False, True)


def test_an_officer_has_the_households_of_the_own_commune(record, other_commune, log_in, api_as):
    officer = factories.UserFactory(officer=True, commune=other_commune)

    assert "Rơ Châm Bí" not in log_in(officer).get(f"/bao-cao/danh-sach/{POOR}/").content.decode()
    assert rows_of(log_in(officer).get(f"/bao-cao/danh-sach/{POOR}/xuat-excel/")) == []
    assert api_as(officer).get(f"/api/v1/member-lists/{POOR}/").json()["results"] == []


def test_who_may_not_see_the_register_is_not_offered_the_lists(record, log_in):
    page = log_in(factories.UserFactory(leader=True)).get("/bao-cao/").content.decode()

    assert "Danh sách có thành viên" not in page


def test_the_district_chooses_a_commune(record, other_commune, log_in):
    client = log_in(factories.UserFactory())

    found = client.get(f"/bao-cao/danh-sach/{POOR}/", {"commune": other_commune.pk})

    assert "Không có hộ nào" in found.content.decode()


@pytest.mark.parametrize("address", ["/bao-cao/danh-sach/ho-ngheo/", "xuat-excel/", "/api/v1/"])
def test_the_queries_do_not_grow_with_the_members(
    record, village, standard, officer, log_in, api_as, address
):
    addresses = {
        "xuat-excel/": f"/bao-cao/danh-sach/{POOR}/xuat-excel/",
        "/api/v1/": f"/api/v1/member-lists/{POOR}/",
    }
    client = api_as(officer) if address == "/api/v1/" else log_in(officer)
    url = addresses.get(address, address)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(3):
        made = factories.PovertyRecordFactory(household__village=village, standard=standard)
        factories.MemberFactory(household=made.household, position=2)

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few) <= 15
