"""What every official report keeps to, whatever its figures; new ones of the catalogue too."""

import ast
import operator
import re
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
    return load_workbook(BytesIO(answer.getvalue()), data_only=True)


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


def test_every_sheet_is_as_wide_as_a_landscape_page_in_readable_type(report, book):
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert 75 <= setup.scale <= 100  # type of 12 points


def test_every_sheet_has_the_margins_and_page_numbers_of_the_decree(report, book):
    for sheet in book:
        margins = sheet.page_margins
        sides = [margins.top, margins.bottom, margins.left, margins.right]
        assert [round(side * 25.4) for side in sides] == [20, 20, 30, 15]
        assert (sheet.HeaderFooter.differentFirst, sheet.oddHeader.center.text) == (True, "&P")
        assert sheet.firstHeader.center.text is None


def test_every_page_carries_the_mark_of_demo_data(report, book):
    for sheet in book:
        marks = {sheet.firstFooter.center.text, sheet.oddFooter.center.text}
        assert marks == {"DỮ LIỆU MẪU – không phải số liệu thật"}


def test_the_date_and_the_number_are_left_open_for_the_registry(report, book):
    for sheet in book:
        texts = texts_of(sheet)
        assert "Ia Grai, ngày … tháng … năm 2021" in texts
        assert any(text.startswith("Số: ") and text.endswith("/BC-LĐTBXH") for text in texts)
        assert "(Ký tên, đóng dấu)" in texts


def test_every_formula_gives_the_stored_figure(report, reader, log_in):
    content = log_in(reader).get(reverse(report.url_name, args=[2021])).getvalue()
    formulas, figures = (
        load_workbook(BytesIO(content)),
        load_workbook(BytesIO(content), data_only=True),
    )

    found = formulas_of(formulas)

    assert found
    for sheet, cell, formula in found:
        assert computed(formula, figures[sheet]) == pytest.approx(figures[sheet][cell].value)


def formulas_of(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [
        (cell.parent.title, cell.coordinate, cell.value) for cell in cells if cell.data_type == "f"
    ]


def computed(formula, sheet):
    """Return what a formula of sums, differences and quotients of cells gives."""

    def added(match):
        ranges = match[1].split(",")
        cells = [cell for each in ranges for row in cells_in(sheet, each) for cell in row]
        return str(sum(cell.value or 0 for cell in cells))

    text = re.sub(r"SUM\(([A-Z0-9:,]+)\)", added, formula.removeprefix("="))
    text = re.sub(r"[A-Z]+[0-9]+", lambda match: repr(sheet[match[0]].value), text)
    return value_of(ast.parse(text, mode="eval").body)


OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def value_of(node):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.UnaryOp):
        return -value_of(node.operand)
    return OPERATIONS[type(node.op)](value_of(node.left), value_of(node.right))


def cells_in(sheet, reference):
    found = sheet[reference]
    return found if isinstance(found, tuple) else ((found,),)


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
