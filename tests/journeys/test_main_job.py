"""The main job: from a household's form to the progress page and the Excel summary."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from common.text import search_key
from households.models import Household, PovertyRecord

pytestmark = pytest.mark.browser

IA_O = "23782"
ABOVE_EVERY_LINE = "190"


def poor_and_not_reviewed() -> Household:
    """A household of Ia O on the poor list of 2021 without a form."""
    waiting = PovertyRecord.objects.filter(year=2021, commune__code=IA_O).behind("not_reviewed")
    records = waiting.exclude(household__assessments__round__year=2021).order_by("pk")
    return records[0].household


def figures(page: Page, place: str) -> dict[str, str]:
    """The figures of a commune (or of the whole district), by the number of their column."""
    row = page.locator("table.communes__table tr").filter(has=page.locator("th", has_text=place))
    cells = row.first.locator("td.num").all()
    return {f"({n})": cell.inner_text().split()[0] for n, cell in enumerate(cells, start=1)}


def answer_everything_no(page: Page) -> None:
    """Type 2 ("no") at each question, as on the paper; answers from the register are skipped."""
    for question in page.locator("[data-question]:not([data-derived])").all():
        question.locator("input[type=radio]").first.focus()
        page.keyboard.press("2")
    for box in page.locator("input[name$=_b1_points]").all():
        box.fill(ABOVE_EVERY_LINE)


def sheet_row(path: Path, sheet: str, place: str) -> dict[str, object]:
    """The cells of a row of the workbook, by the number printed above their column."""
    rows = list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    numbers = next(row for row in rows if "(1)" in row)
    found = next(row for row in rows if any(place in str(cell) for cell in row[:2]))
    return {str(number).split("=")[0]: value for number, value in zip(numbers, found, strict=True)}


def written(*values: object) -> list[str]:
    """Whole numbers as a page writes them, dots between thousands."""
    return [f"{value:,}".replace(",", ".") for value in values]


def test_a_household_leaves_poverty_from_form_to_excel(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable[[str], None],
    tmp_path: Path,
):
    url = live_server.url
    household = poor_and_not_reviewed()
    sign_in("lanhdao")
    page.goto(f"{url}/tien-do/?year=2021")
    before, district_before = figures(page, "Ia O"), figures(page, "Toàn huyện")

    # The officer finds the household by a name typed without marks and enters the form of 2021.
    sign_in("canbo-ia-o")
    shoot("01-officer-home")
    page.goto(f"{url}/ho-dan/")
    page.get_by_label("Tên, mã hộ hoặc số định danh").fill(search_key(household.head_name))
    page.get_by_role("button", name="Lọc", exact=True).click()
    page.wait_for_url("**q=**")
    shoot("02-officer-search")
    page.locator(f"a[href='/ho-dan/{household.pk}/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(household.head_name)
    shoot("03-household")
    page.get_by_role("link", name="Chọn đợt khác").click()
    page.get_by_label("Đợt rà soát").select_option(label="Rà soát thường xuyên trong năm 2021")
    page.get_by_role("button", name="Bắt đầu nhập phiếu").click()
    expect(page.get_by_text("Năm 2020:").first).to_be_visible()
    answer_everything_no(page)
    page.get_by_label("Ngày khảo sát").fill("05/11/2021")
    page.get_by_label("Lý do thay đổi so với năm trước").fill("Cà phê được mùa, được giá")
    expect(page.get_by_text(f"B1 = {ABOVE_EVERY_LINE} > 150").first).to_be_visible()
    shoot("04-form-filled")
    page.get_by_role("button", name="Kiểm tra lại và nộp").click()
    shoot("05-check-answers")
    page.get_by_role("button", name="Nộp phiếu").click()
    expect(page.locator(".tag", has_text=re.compile("Chờ duyệt|Đã nộp")).first).to_be_visible()
    shoot("06-submitted")
    form_address = page.url

    # The chair of the commune approves it.
    sign_in("chutich-ia-o")
    shoot("07-chair-home")
    page.goto(form_address)
    page.get_by_role("button", name="Duyệt phiếu").click()
    page.get_by_role("dialog").get_by_role("button", name="Duyệt phiếu").click()
    expect(page.locator(".tag", has_text="Đã duyệt").first).to_be_visible()
    shoot("08-approved")

    # The leader sees one more exit, for Ia O and for the district.
    sign_in("lanhdao")
    page.goto(f"{url}/tien-do/?year=2021")
    after, district_after = figures(page, "Ia O"), figures(page, "Toàn huyện")
    shoot("09-progress")
    assert int(after["(2)"]) == int(before["(2)"]) + 1
    assert int(after["(7)"]) == int(before["(7)"]) - 1
    assert int(district_after["(2)"]) == int(district_before["(2)"]) + 1

    # The department downloads the Excel summary: its cells are the figures of the page.
    sign_in("taichinh")
    page.goto(f"{url}/bao-cao/")
    shoot("10-reports")
    with page.expect_download() as download:
        page.locator("a[href*='tong-hop-huyen/2021']").first.click()
    workbook = tmp_path / "summary.xlsx"
    download.value.save_as(workbook)
    communes = sheet_row(workbook, "Theo xã", "Ia O")
    flow = sheet_row(workbook, "Diễn biến hộ nghèo", "Ia O")
    total = sheet_row(workbook, "Diễn biến hộ nghèo", "Toàn huyện")
    assert [after[n] for n in ("(1)", "(7)", "(8)", "(11)", "(12)", "(13)")] == written(
        *(communes[n] for n in ("(2)", "(5)", "(4)", "(8)", "(9)", "(10)"))
    )
    assert [after[n] for n in ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)")] == written(
        flow["(1)"],
        flow["(2)"] + flow["(3)"],
        flow["(4)"],
        flow["(6)"],
        flow["(5)"] + flow["(7)"],
        flow["(8)"],
        flow["(9)"],
    )
    assert district_after["(2)"] == str(total["(2)"] + total["(3)"])
