"""The roster typed by keyboard, pasted from Excel, and corrected."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from households.models import Household

pytestmark = pytest.mark.browser

IA_O = "23782"


@pytest.fixture
def new_household(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
) -> Callable[..., None]:
    """Open the page of a new household and type into the focused cell and those after it."""
    sign_in("canbo-ia-o")
    page.goto(f"{live_server.url}/ho-dan/them/")
    page.get_by_label("Thôn, làng, tổ dân phố").select_option(index=1)
    page.locator("[name=members-0-full_name]").focus()

    def type_cells(*cells: str) -> None:
        page.keyboard.type(cells[0])
        for cell in cells[1:]:
            page.keyboard.press("Tab")
            page.keyboard.type(cell)

    return type_cells


def stored() -> list[tuple]:
    """Return the members of the household entered last, in order."""
    household = Household.objects.filter(commune__code=IA_O).latest("pk")
    people = household.members.order_by("position")
    return list(people.values_list("full_name", "birth_date__year", "sex", "relation"))


def test_a_household_is_typed_without_touching_the_mouse(
    page: Page, new_household: Callable[..., None], shoot: Callable[[str], None]
):
    new_household("Rơ Châm Thử", "5/6/1980", "1", "10")
    page.keyboard.press("Enter")
    new_household("Siu H'Vợ", "1982", "2", "1")
    page.keyboard.press("Enter")
    new_household("Rơ Châm Con", "05062010")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+d")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    new_household("Rơ Châm Út", "2015", "1", "2")
    shoot("roster-typed")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Thử")
    assert stored() == [
        ("Rơ Châm Thử", 1980, "MALE", ""),
        ("Siu H'Vợ", 1982, "FEMALE", "SPOUSE"),
        ("Rơ Châm Con", 2010, "FEMALE", "CHILD"),
        ("Rơ Châm Út", 2015, "MALE", "CHILD"),
    ]


def test_rows_of_excel_are_pasted_moved_taken_out_and_brought_back(
    page: Page, new_household: Callable[..., None]
):
    rows = [
        "Rơ Châm Một\t01/02/1970\tNam\tChủ hộ\tJrai\t\tTiểu học\tLàm thuê, làm công\tcó\t",
        "Siu Hai\t1972\tnữ\tvợ\t\t\t\t\tKhông\tx",
        "Rơ Châm Ba\t2001\t1\t2",
        "Rơ Châm Bốn\t2003\tNam\tCon",
    ]
    paste = """text => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
    }"""
    page.evaluate(paste, "\n".join(rows))
    expect(page.get_by_text("Đã dán 4 dòng.")).to_be_visible()
    page.locator("[name=members-3-full_name]").press("Alt+ArrowUp")
    page.locator("[name=members-1-full_name]").press("Control+Delete")
    expect(page.get_by_text("Đã bỏ Siu Hai.").first).to_be_visible()
    page.keyboard.press("Enter")
    page.locator("[name=members-2-full_name]").press("Control+Delete")
    page.get_by_role("button", name="Lưu hộ").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Một")
    assert stored() == [
        ("Rơ Châm Một", 1970, "MALE", ""),
        ("Siu Hai", 1972, "FEMALE", "SPOUSE"),
        ("Rơ Châm Bốn", 2003, "MALE", "CHILD"),
    ]


def test_a_doubtful_citizen_number_is_told_at_once_and_saved_with_a_reason(
    page: Page, new_household: Callable[..., None]
):
    new_household("Rơ Châm Thử", "1980", "1", "10", "064180001111")
    page.keyboard.press("Tab")

    expect(page.get_by_text("chữ số thứ 4 không khớp giới tính")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Chưa lưu được")).to_be_visible()
    page.get_by_label("Lý do số định danh không khớp").first.fill("Căn cước ghi như vậy")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Đã lưu hộ").first).to_be_visible()
    expect(page.get_by_text("Số không khớp: Căn cước ghi như vậy")).to_be_visible()


def test_a_new_head_takes_ethnicity_and_relation_along(
    page: Page, new_household: Callable[..., None]
):
    new_household("Rơ Châm Thử", "1980", "1", "10")
    page.keyboard.press("Enter")
    new_household("Siu H'Vợ", "1982", "2", "1")
    page.locator("[name=members-head][value='1']").check()

    expect(page.get_by_text("Đã đổi chủ hộ")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hộ Siu H'Vợ")
    assert stored() == [
        ("Rơ Châm Thử", 1980, "MALE", "SPOUSE"),
        ("Siu H'Vợ", 1982, "FEMALE", ""),
    ]
