"""The catalogue and the downloads, by page and by API."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.targets.data import listed, plan_of_a_small_district


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def department(db):
    return factories.UserFactory(finance=True)


def test_the_catalogue_offers_each_year(log_in, department, plan):
    page = log_in(department).get("/bao-cao/").content.decode()

    assert "Tổng hợp kết quả giảm nghèo của huyện" in page
    assert "/bao-cao/tong-hop-huyen/2021/" in page


def test_without_a_plan_the_catalogue_says_what_to_do(log_in, department):
    assert "Chưa có năm kế hoạch nào" in log_in(department).get("/bao-cao/").content.decode()


def test_the_page_and_the_api_give_the_same_numbers(log_in, api_as, department, plan, commune):
    listed(commune, exited=True)
    listed(commune)
    api = api_as(department)

    page = log_in(department).get("/bao-cao/tong-hop-huyen/2021/")
    by_api = api.get("/api/v1/reports/district-summary/", {"year": 2021})
    told = next(row for row in api.get("/api/v1/progress/").json()["communes"] if row["exits"])

    assert page["Content-Disposition"] == (
        'attachment; filename="tong-hop-giam-ngheo-ia-grai-2021.xlsx"'
    )
    shown = flow_of(page)
    assert shown == flow_of(by_api)
    assert (shown[0], shown[8]) == (told["opening"], told["closing"])


def flow_of(response):
    sheet = load_workbook(BytesIO(response.getvalue()), data_only=True)["Diễn biến hộ nghèo"]
    rows = sheet.iter_rows(values_only=True)
    return next(row for row in rows if row[1] == "Xã Ia O")[2:]


def test_a_file_is_given_whatever_the_client_accepts(api_as, department, plan):
    answer = api_as(department).get(
        "/api/v1/reports/district-summary/", headers={"accept": "application/vnd.ms-excel"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("year", "status"), [("2022", 404), ("abc", 400), ("99999", 400), ("", 200)]
)
def test_the_api_wants_a_year_with_a_plan(api_as, department, plan, year, status):
    answer = api_as(department).get("/api/v1/reports/district-summary/", {"year": year})

    assert answer.status_code == status


def test_a_year_without_a_plan_has_no_report(log_in, department, plan):
    assert log_in(department).get("/bao-cao/tong-hop-huyen/2022/").status_code == 404


def test_the_api_lists_the_reports(api_as, department, plan):
    report = api_as(department).get("/api/v1/reports/").json()[0]

    assert (report["code"], report["years"]) == ("district-summary", [2021])
    assert report["url"] == "/api/v1/reports/district-summary/"


def test_an_administrator_downloads_no_report(log_in, api_as, plan):
    administrator = factories.UserFactory(administrator=True)

    assert log_in(administrator).get("/bao-cao/tong-hop-huyen/2021/").status_code == 403
    assert api_as(administrator).get("/api/v1/reports/").status_code == 403
