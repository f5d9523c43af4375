"""The Excel lists by API: the rows of the pages' files, within the caller's scope."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import factories

HOUSEHOLDS = "/api/v1/households/export/"
RECORDS = "/api/v1/poverty-records/export/"


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def mine(village, this_round):
    record = factories.PovertyRecordFactory(household__village=village, exited=True)
    return record.household


@pytest.fixture
def theirs(other_commune, standard):
    village = factories.VillageFactory(commune=other_commune)
    return factories.PovertyRecordFactory(household__village=village, exited=True).household


def codes(response):
    sheet = load_workbook(BytesIO(response.getvalue())).active
    return [row[1] for row in sheet.iter_rows(min_row=7, values_only=True)]


@pytest.mark.parametrize("address", [HOUSEHOLDS, f"{RECORDS}?year=2021&figure=exits"])
def test_an_officer_gets_the_own_commune_only(api_as, officer, mine, theirs, address):
    response = api_as(officer).get(address)

    assert codes(response) == [mine.code]


def test_the_file_of_the_api_is_that_of_the_page(api_as, log_in, labour_office, mine, theirs):
    by_api = api_as(labour_office).get(f"{RECORDS}?year=2021&figure=exits")
    by_page = log_in(labour_office).get("/ho-ngheo/xuat-excel/?year=2021&figure=exits")

    assert codes(by_api) == codes(by_page) != []


@pytest.mark.parametrize("address", [f"{HOUSEHOLDS}?status=rich", f"{RECORDS}?figure=all"])
def test_a_filter_that_makes_no_sense_is_refused(api_as, labour_office, address):
    response = api_as(labour_office).get(address)

    assert response.status_code == 400
