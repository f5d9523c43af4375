"""Each figure of the dashboard in its faces: the same numbers on page, in CSV, Excel and the API."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from reports.choices import OF_SLUG, SLUGS, DashboardFigure, Face
from reports.words.about import ABOUT
from tests import factories
from tests.targets.data import listed, plan_of_a_small_district

PAGE = "/bang-dieu-hanh/so-lieu/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def analysed(plan, commune, other_commune):
    """Ia O: one household is landless; Ia Chia: six."""
    land = factories.PovertyReasonFactory(name="Thiếu đất", key="land")
    indicator = plan.standard.indicators.first()
    records = [listed(commune, exited=True), listed(commune)]
    for each in [*records, *(listed(other_commune) for _ in range(6))]:
        each.result.answers = {indicator.key: True}
        each.result.save()
        factories.ReasonAnalysisFactory(
            household=each.household, commune=each.commune, year=2021
        ).findings.create(reason=land)


def content_of(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of_csv(answer):
    return list(csv.reader(StringIO(content_of(answer).decode("utf-8-sig"))))


@pytest.mark.parametrize("slug", OF_SLUG)
@pytest.mark.parametrize("face", Face)
def test_every_figure_opens_in_every_face(log_in, leader, analysed, slug, face):
    page = log_in(leader).get(f"{PAGE}{slug}/", {"face": face})

    assert page.status_code == 200
    assert page.context["view"].face == face


def test_htmx_is_given_the_card_alone(log_in, leader, analysed):
    headers = {"HX-Request": "true"}

    card = log_in(leader).get(f"{PAGE}cac-xa/", {"face": "table"}, headers=headers)

    assert "<html" not in card.content.decode()
    assert 'id="the-communes"' in card.content.decode()


@pytest.mark.parametrize("figure", DashboardFigure)
def test_every_figure_is_explained(figure):
    assert all(words.endswith(".") for _, words in ABOUT[figure].lines)


@pytest.mark.parametrize("asked", [{"face": "x"}, {"nonsense": "1"}, {"area": "x"}])
def test_an_address_that_makes_no_sense_is_refused(log_in, leader, plan, asked):
    assert log_in(leader).get(f"{PAGE}cac-xa/", asked).status_code == 400


def test_a_figure_that_does_not_exist_is_not_found(log_in, leader, plan):
    assert log_in(leader).get(f"{PAGE}khac/").status_code == 404
    assert log_in(leader).get(f"{PAGE}khac/csv/").status_code == 404


@pytest.mark.parametrize("figure", DashboardFigure)
def test_a_file_has_the_table_of_the_page(log_in, labour_office, analysed, figure):
    """Read without a reader: small numbers are hidden in it."""
    client = log_in(labour_office)
    table = client.get(f"{PAGE}{figure.slug}/", {"face": "table"}).context["view"].table

    [title, source, heads, *rows] = rows_of_csv(client.get(f"{PAGE}{figure.slug}/csv/"))

    book = load_workbook(BytesIO(content_of(client.get(f"{PAGE}{figure.slug}/xlsx/")))).active
    sheet = [list(row) for row in book.iter_rows(values_only=True)]
    assert title == [table.title] == [sheet[0][0]]
    assert "số liệu đến ngày 15/11/2021" in source[0]
    assert "DỮ LIỆU MẪU" in source[0]
    assert heads == [column.head for column in table.columns] == list(sheet[2])
    assert len(rows) == len(sheet) - 3 == len(table.every_row)
    for shown, written, stored in zip(table.every_row, rows, sheet[3:], strict=True):
        for value, text, cell in zip(shown, written, stored, strict=True):
            if isinstance(value, int) and "ẩn" not in {text, cell}:
                assert (text, cell) == (str(value), value)


def test_small_numbers_are_hidden_in_files_from_everyone(log_in, leader, analysed):
    client = log_in(leader)
    table = client.get(f"{PAGE}nguyen-nhan/", {"face": "table"}).context["view"].table

    [_, source, _, [*cells]] = rows_of_csv(client.get(f"{PAGE}nguyen-nhan/csv/"))

    assert "ẩn" not in table.rows[0]
    assert cells[1] == "ẩn"
    assert set(cells[3:]) == {"ẩn"}
    assert "dưới 5 hộ" in source[0]
    assert "ẩn" in content_of(client.get(f"{PAGE}nguyen-nhan/svg/")).decode()


def test_the_table_hides_small_numbers_from_other_offices(log_in, analysed):
    bank = log_in(factories.UserFactory(bank=True))

    table = bank.get(f"{PAGE}nguyen-nhan/", {"face": "table"}).context["view"].table

    assert set(table.rows[0][3:]) == {"ẩn"}


def test_a_commune_as_the_area_shows_no_hidden_number(log_in, analysed, commune):
    bank = log_in(factories.UserFactory(bank=True))

    asked = {"face": "table", "area": commune.code}
    table = bank.get(f"{PAGE}nguyen-nhan/", asked).context["view"].table

    assert [row[1] for row in table.rows] == ["ẩn"]


def test_the_numbers_of_a_file_are_those_of_the_api(api_as, leader, analysed):
    client = api_as(leader)
    communes = client.get("/api/v1/dashboard/").json()["progress"]["communes"]

    [_, _, _, *rows] = rows_of_csv(client.get("/api/v1/dashboard/communes/csv/"))

    assert {row[0]: row[1:5] for row in rows[:-1]} == {
        f"Xã {each['name']}": [
            str(each[key]) for key in ("opening", "closing", "net_fall", "target_fall")
        ]
        for each in communes
    }


@pytest.mark.parametrize("slug", SLUGS.values())
def test_a_drawing_needs_nothing_else(log_in, leader, analysed, slug):
    drawn = content_of(log_in(leader).get(f"{PAGE}{slug}/svg/")).decode()

    assert drawn.startswith("<svg xmlns=")
    assert "var(--" not in drawn
    assert "<style>" in drawn
    assert "số liệu đến ngày 15/11/2021" in " ".join(drawn.split("</text>"))


def test_slides_show_every_figure_with_its_source(log_in, leader, analysed):
    page = log_in(leader).get("/bang-dieu-hanh/trinh-chieu/").content.decode()

    assert page.count('class="slide"') + page.count('class="slide slide--') >= 8
    assert page.count("Số liệu đến ngày 15/11/2021") == page.count("<section")
