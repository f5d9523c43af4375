from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from households.choices import HouseholdState
from tests import factories

EXPORT = reverse("households:export")


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


def sheet_of(response):
    return load_workbook(BytesIO(response.getvalue()))["Danh sách hộ"]


def rows_of(response):
    return list_in(sheet_of(response))


def list_in(sheet):
    return list(sheet.iter_rows(min_row=7, values_only=True))


@pytest.fixture
def household(village, this_round):
    made = factories.HouseholdFactory(
        village=village,
        head_name="=1+1",
        address="+84",
        with_head__citizen_number="064080001234",
    )
    factories.PovertyRecordFactory(household=made)
    return made


def test_a_household_reads_back_as_it_stands_in_the_list(log_in, officer, household):
    sheet = sheet_of(log_in(officer).get(EXPORT))

    assert list_in(sheet) == [
        (
            1,
            household.code,
            "Xã Ia O",
            household.village.full_name,
            "=1+1",
            "064080001234",
            1980,
            "Gia Rai",
            1,
            "+84",
            "Hộ nghèo",
            None,
            None,
            "Đang cư trú",
            None,
        )
    ]
    assert sheet["E7"].data_type == "s"
    assert sheet["F7"].number_format == "@"


def test_the_file_says_whose_which_and_when(log_in, officer, household):
    response = log_in(officer).get(EXPORT, {"q": "1+1", "status": "POOR"})

    source = sheet_of(response)["A5"].value
    assert "xã Ia O" in source
    assert "Phân loại năm nay: Hộ nghèo" in source
    assert "lập lúc" in source
    assert "DỮ LIỆU MẪU" in source


def test_the_file_names_the_register_not_the_office_that_downloads(log_in, household):
    response = log_in(factories.UserFactory(finance=True)).get(EXPORT)

    source = sheet_of(response)["A5"].value
    assert "Nguồn: sổ hộ huyện Ia Grai" in source
    assert "Phòng" not in source


def test_people_who_may_not_edit_get_masked_numbers(log_in, household):
    response = log_in(factories.UserFactory(finance=True)).get(EXPORT)

    assert rows_of(response)[0][5] == "0**********4"


def test_an_officer_exports_own_households_only(log_in, officer, household, other_commune):
    factories.HouseholdFactory(village__commune=other_commune)

    response = log_in(officer).get(EXPORT, {"state": "ALL"})

    assert [row[1] for row in rows_of(response)] == [household.code]


def test_the_export_holds_what_the_filtered_list_shows(log_in, officer, village, household):
    gone = factories.HouseholdFactory(
        village=village, state=HouseholdState.DISSOLVED, left_on="2021-10-01"
    )

    response = log_in(officer).get(EXPORT, {"state": "DISSOLVED"})

    assert [row[1] for row in rows_of(response)] == [gone.code]


def test_an_empty_commune_exports_its_headers(log_in, officer):
    sheet = sheet_of(log_in(officer).get(EXPORT))

    assert list_in(sheet) == []
    assert sheet["B6"].value == "Mã hộ"


@pytest.mark.parametrize("household_count", [3, 30])
def test_the_number_of_queries_does_not_grow_with_the_file(
    log_in, labour_office, village, this_round, django_assert_num_queries, household_count
):
    factories.HouseholdFactory.create_batch(household_count, village=village)
    client = log_in(labour_office)
    client.get(EXPORT)

    with django_assert_num_queries(5):
        client.get(EXPORT)


@pytest.mark.parametrize("role", ["leader", "administrator"])
def test_people_without_the_right_to_rows_get_no_file(log_in, role):
    response = log_in(factories.UserFactory(**{role: True})).get(EXPORT)

    assert response.status_code == 403
