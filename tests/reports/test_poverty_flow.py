"""The official flow tables, read back: their cells are the numbers of the page."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests import factories
from tests.households.review_data import new_standard


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def department(db):
    return factories.UserFactory(finance=True)


@pytest.fixture
def records(village, other_commune, this_round, standard):
    elsewhere = factories.VillageFactory(commune=other_commune)
    kinh = factories.EthnicGroupFactory(kinh=True)
    for place in (village, elsewhere):
        for kind in ({"members": 3}, {"near_poor_exit": True}, {"fallen": True}):
            factories.PovertyRecordFactory(household__village=place, standard=standard, **kind)
    factories.PovertyRecordFactory(
        household__village=village, household__ethnicity=kinh, standard=standard
    )


def book_of(answer):
    return load_workbook(BytesIO(answer.getvalue()), data_only=True)


def lines_of(sheet, name):
    """Return the two lines of a unit: from its unit of count on."""
    rows = list(sheet.iter_rows(values_only=True))
    first = next(number for number, row in enumerate(rows) if row[1] == name)
    return [row[2:] for row in rows[first : first + 2]]


@pytest.fixture
def book(records, department, log_in):
    return book_of(log_in(department).get(reverse("reports:poverty_flow", args=[2021])))


def test_the_sheets_stand_in_reading_order(book):
    assert book.sheetnames == [
        "Diễn biến hộ nghèo",
        "Diễn biến hộ cận nghèo",
        "Hộ nghèo - DTTS",
        "Hộ cận nghèo - DTTS",
    ]


def test_each_commune_has_a_line_of_households_and_one_of_people(book):
    households, people = lines_of(book["Diễn biến hộ nghèo"], "Xã Ia O")

    assert households == ("Hộ", 3, 1, 0, 0, 1, 0, 0, 0, 3)
    assert people == ("Nhân khẩu", 3, 1, 0, 0, 1, 0, 0, 2, 5)


def test_the_district_is_the_sum_of_its_communes(book):
    for name in ("Diễn biến hộ nghèo", "Diễn biến hộ cận nghèo"):
        parts = [lines_of(book[name], commune) for commune in ("Xã Ia O", "Xã Ia Chia")]
        total = lines_of(book[name], "Toàn huyện")

        added = [
            tuple(map(sum, zip(*(part[line][1:] for part in parts), strict=True)))
            for line in (0, 1)
        ]
        assert [line[1:] for line in total] == added


def test_the_two_tables_agree_with_one_another(book):
    poor = lines_of(book["Diễn biến hộ nghèo"], "Toàn huyện")
    near_poor = lines_of(book["Diễn biến hộ cận nghèo"], "Toàn huyện")

    for of_the_poor, of_the_near_poor in zip(poor, near_poor, strict=True):
        assert of_the_poor[2] == of_the_near_poor[5] > 0
        assert of_the_poor[5] == of_the_near_poor[3] > 0


def test_ethnic_minority_households_have_sheets_of_their_own(book):
    everyone, minority = (
        lines_of(book[name], "Toàn huyện")[0] for name in ("Diễn biến hộ nghèo", "Hộ nghèo - DTTS")
    )

    assert (everyone[1], minority[1]) == (5, 4)


def test_the_form_says_year_standard_day_and_that_it_agrees(book):
    texts = [
        cell.value
        for row in book["Diễn biến hộ cận nghèo"].iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]

    assert "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO NĂM 2021" in texts
    assert "(Chuẩn nghèo 2016–2020; số liệu đến ngày 15/11/2021)" in texts
    assert "(9)=1-2-3-4+5+6+7+8" in texts
    assert any(text.startswith("Số liệu khớp ở từng xã") for text in texts)


def test_another_standard_is_another_file(records, village, department, log_in):
    newer = new_standard()
    factories.PovertyRecordFactory(
        household__village=village, standard=newer, opening_status="", movement="FIRST_YEAR"
    )
    address = reverse("reports:poverty_flow", args=[2021])

    book = book_of(log_in(department).get(address, {"standard": newer.code}))

    assert lines_of(book["Diễn biến hộ nghèo"], "Xã Ia O")[0] == ("Hộ", *[None] * 8, 1)


def test_the_api_gives_the_same_file(records, department, log_in, api_as):
    page = log_in(department).get(reverse("reports:poverty_flow", args=[2021]))
    by_api = api_as(department).get("/api/v1/reports/poverty-flow/", {"year": 2021})

    name = "Diễn biến hộ nghèo"
    assert page["Content-Disposition"].endswith(
        '"dien-bien-ho-ngheo-chuan-2016-2020-ia-grai-2021.xlsx"'
    )
    assert lines_of(book_of(page)[name], "Xã Ia O") == lines_of(book_of(by_api)[name], "Xã Ia O")


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"year": 2019}, 404), ({"year": "x"}, 400), ({"standard": "VN-1999"}, 400)],
)
def test_the_api_wants_a_year_with_a_round(records, department, api_as, asked, status):
    assert api_as(department).get("/api/v1/reports/poverty-flow/", asked).status_code == status


def test_a_year_without_a_round_has_no_tables(records, department, log_in):
    assert log_in(department).get(reverse("reports:poverty_flow", args=[2019])).status_code == 404
