"""What every official report keeps to, whatever its figures; new ones of the catalogue too."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from reports.exports.catalogue import REPORTS
from tests import factories
from tests.targets.data import listed, plan_of_a_small_district

pytestmark = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.code)


@pytest.fixture(autouse=True)
def _district(commune, other_commune, this_round):
    factories.InstallationFactory(is_demo=True)
    plan_of_a_small_district(above=commune, below=other_commune)
    listed(commune)
    listed(commune, near_poor_exit=True)


@pytest.fixture
def reader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def book(report, reader, log_in):
    return book_of(log_in(reader).get(reverse(report.url_name, args=[2021])))


def book_of(answer):
    return load_workbook(BytesIO(answer.getvalue()))


def cells_of(book):
    """Return every cell that has a value, except the source line, which has the time."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [
        (cell.parent.title, cell.coordinate, cell.value)
        for cell in cells
        if cell.value is not None and "Lập lúc" not in str(cell.value)
    ]


def texts_of(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


def test_the_sheets_are_those_of_the_catalogue(report, book):
    assert tuple(book.sheetnames) == report.sheets


def test_every_sheet_has_its_source_its_time_and_the_mark_of_demo_data(report, book):
    for sheet in book:
        texts = texts_of(sheet)
        assert any(text.startswith("Nguồn: ") and "Lập lúc " in text for text in texts)
        assert "DỮ LIỆU MẪU – không phải số liệu thật" in texts


def test_every_sheet_prints_on_a4_landscape_as_wide_as_the_page(report, book):
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)


def test_the_api_gives_the_same_file(report, book, reader, api_as):
    by_api = api_as(reader).get(reverse(report.api_name), {"year": 2021})

    assert by_api["Content-Disposition"].endswith('-ia-grai-2021.xlsx"')
    assert cells_of(book_of(by_api)) == cells_of(book)


def test_the_queries_do_not_grow_with_the_records(report, commune, reader, log_in):
    client, address = log_in(reader), reverse(report.url_name, args=[2021])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    listed(commune)
    listed(commune, kinh=True, near_poor=True)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_a_year_without_figures_is_not_found(report, reader, log_in, api_as):
    by_api = api_as(reader).get(reverse(report.api_name), {"year": 2019})

    assert (by_api.status_code, by_api.json()["detail"]) == (404, report.missing)
    assert log_in(reader).get(reverse(report.url_name, args=[2019])).status_code == 404
