"""Lists of spreadsheets pasted into the roster, through real events of the clipboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from households.models import Household

pytestmark = pytest.mark.browser

PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
COLUMNS = (
    "full_name",
    "birth",
    "sex",
    "relation",
    "ethnicity",
    "citizen_number",
    "schooling",
    "work",
)


@pytest.fixture
def paste(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
) -> Callable[..., None]:
    """Open the page of a new household and paste a text into a cell of it."""
    sign_in("canbo-ia-o")

    def into(
        text: str,
        *,
        column: str = "full_name",
        row: int = 0,
        fresh: bool = True,
        is_read: bool = True,
    ) -> None:
        if fresh:
            page.goto(f"{live_server.url}/ho-dan/them/")
            page.get_by_label("Thôn, làng, tổ dân phố").select_option(index=1)
        page.locator(f"[name=members-{row}-{column}]").focus()
        page.evaluate(PASTE, text)
        if is_read:  # the grid is locked until the words are here
            expect(page.locator("[data-roster]:not([inert])")).to_be_attached()

    return into


def column(page: Page, name: str) -> list[str]:
    """Return the values of a column, without empty cells at its end."""
    values = page.locator(f"[data-row] [data-column={name}]").evaluate_all(
        "fields => fields.map(field => field.value)"
    )
    while values and not values[-1]:
        values.pop()
    return values


def shown(page: Page, row: int, name: str) -> str:
    """Return the words of the chosen option of a cell."""
    return page.locator(f"[name=members-{row}-{name}]").evaluate(
        "field => field.selectedOptions[0]?.textContent ?? ''"
    )


def stored() -> list[tuple]:
    people = Household.objects.latest("pk").members.order_by("position")
    return list(people.values_list("full_name", "ethnicity__name", "relation", "citizen_number"))


NAMES = ["Siu A", "", "Siu C"]
TABLES = {
    "Excel": "Siu A\t1980\r\n\t\r\nSiu C\t1990\r\n",
    "Excel for Mac": "Siu A\t1980\r\t\rSiu C\t1990\r",
    "LibreOffice, Google Sheets": "Siu A\t1980\n\t\nSiu C\t1990",
    "Numbers": "Siu A\t1980\n\t\nSiu C\t1990\n\n",
    "quoted cells": '"Siu\nA"\t"1980"\r\n""\t""\r\n"Siu\tC"\t1990\r\n',
    "a mark of byte order": "\ufeffSiu A\t1980\n\n Siu  C\t1990",
}


def test_every_form_of_cells_on_the_clipboard_arrives_cell_for_cell(page: Page, paste):
    for name, text in TABLES.items():
        paste(text)
        assert (name, column(page, "full_name")) == (name, NAMES)
        assert (name, column(page, "birth")) == (name, ["1980", "", "1990"])


def test_an_empty_cell_keeps_its_place_and_the_paste_can_be_undone(page: Page, paste):
    paste("Siu Một\nSiu Hai\nSiu Ba")
    paste("064085000111\n\n064090000333", column="citizen_number", fresh=False)

    assert column(page, "citizen_number") == ["064085000111", "", "064090000333"]
    page.get_by_role("button", name="Hoàn tác").click()
    assert column(page, "citizen_number") == []
    assert column(page, "full_name") == ["Siu Một", "Siu Hai", "Siu Ba"]


def test_what_does_not_fit_is_said_and_undone_rows_go(page: Page, paste):
    paste("\n".join(f"Siu {number}" for number in range(1, 46)))

    report = page.locator("[data-paste-report]")
    expect(report).to_contain_text("Đã dán 40 dòng.")
    expect(report).to_contain_text("Còn 5 dòng chưa dán")
    expect(report).to_contain_text("Siu 41, Siu 42, Siu 43, Siu 44, Siu 45")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(page.locator("[name=members-TOTAL_FORMS]")).to_have_value("3")


def test_columns_are_found_by_their_heads(page: Page, paste, shoot):
    paste(
        "DANH SÁCH NHÂN KHẨU\t\t\t\t\t\n"
        "STT\tGiới tính\tHọ và tên\tGhi chú\tQuan hệ với chủ hộ\tNăm sinh\tSố CCCD\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\n"
        "1\tNữ\tSiu H’Vợ\tx\tVợ\t12/03/1985 00:00:00\t064185000111\n"
        "2\tNam\tRơ Châm Chủ\t\tChủ hộ\t1980\t\n"
        "3\tNam\tRơ Châm Con\t\tCon đẻ\t20-Dec-2010\t64210000333\n",
        column="sex",
    )

    assert column(page, "full_name") == ["Siu H’Vợ", "Rơ Châm Chủ", "Rơ Châm Con"]
    assert column(page, "birth") == ["12/03/1985", "1980", "20/12/2010"]
    assert column(page, "sex") == ["FEMALE", "MALE", "MALE"]
    assert column(page, "relation") == ["SPOUSE", "", "CHILD"]
    assert column(page, "citizen_number") == ["064185000111", "", "64210000333"]
    expect(page.locator("[name=members-head]:checked")).to_have_value("1")
    expect(page.locator("[data-paste-report]")).to_contain_text("Không dán cột: STT, Ghi chú.")
    expect(page.locator("[data-paste-report]")).to_contain_text("Không dán 1 dòng phía trên")
    shoot("roster-pasted-by-heads")
    page.get_by_role("button", name="Thêm 0").click()
    expect(page.locator("[name=members-2-citizen_number]")).to_have_value("064210000333")


def test_a_column_of_serial_numbers_without_a_head_is_left_out(page: Page, paste):
    paste("1\tSiu A\t1980\n2\tSiu B\t1990")

    assert column(page, "full_name") == ["Siu A", "Siu B"]
    expect(page.locator("[data-paste-report]")).to_contain_text("số thứ tự")


def test_an_ethnic_group_that_is_not_understood_never_becomes_the_heads(page: Page, paste, shoot):
    paste(
        "Rơ Châm Chủ\t1980\tNam\tCH\tGia Rai\n"
        "Siu H'Vợ\t1982\tN\tvc\tÊ đe\t\tĐi học\t7/12\tthẻ\tmù\n"
        "Rơ Châm Con\t20-Dec-88\tNam\tCon riêng\tBa-na\n"
    )

    report = page.locator("[data-paste-report]")
    expect(report).to_contain_text("8 ô chưa đọc được")
    assert shown(page, 1, "ethnicity") == "? Ê đe"
    assert shown(page, 1, "sex") == "? N"
    assert shown(page, 2, "relation") == "? Con riêng"
    assert shown(page, 2, "ethnicity").endswith("Ba Na")
    expect(page.locator("[name=members-2-birth]")).to_have_value("20-Dec-88")
    shoot("roster-paste-unread")
    report.get_by_role("link", name="Dòng 2, Dân tộc").click()
    expect(page.locator("select[name=members-1-ethnicity]")).to_be_focused()
    for name, value in (("sex", "FEMALE"), ("schooling", ""), ("work", "STUDYING")):
        page.locator(f"select[name=members-1-{name}]").select_option(value)
    page.locator("select[name=members-1-has_health_insurance]").select_option("true")
    page.locator("input[type=checkbox][name=members-1-has_disability]").check()
    page.locator("[name=members-2-birth]").fill("20/12/1988")
    page.locator("select[name=members-2-relation]").select_option("CHILD")
    page.keyboard.press("Control+s")

    expect(page.get_by_text("Chưa lưu được")).to_be_visible()
    assert shown(page, 1, "ethnicity") == "? Ê đe"
    page.locator("select[name=members-1-ethnicity]").select_option(label="12 Ê Đê")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Đã lưu hộ").first).to_be_visible()
    assert [(name, group, relation) for name, group, relation, _ in stored()] == [
        ("Rơ Châm Chủ", "Gia Rai", ""),
        ("Siu H'Vợ", "Ê Đê", "SPOUSE"),
        ("Rơ Châm Con", "Ba Na", "CHILD"),
    ]


def test_one_cell_is_pasted_into_a_choice(page: Page, paste):
    paste("Hmông", column="ethnicity")

    assert shown(page, 0, "ethnicity").endswith("Mông")


WORDS = "**/api/v1/roster-words/**"
WIFE = "Siu H'Vợ\t1982\tNữ\tvc\tGia Rai"


def test_a_paste_on_a_slow_line_waits_for_the_words(page: Page, paste, shoot):
    held: list[Route] = []
    page.route(WORDS, lambda route: held.append(route))
    paste(WIFE, row=1, is_read=False)
    report = page.locator("[data-paste-report]")

    expect(report).to_contain_text("Đang tải bảng từ để đọc danh sách đã chép")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Chưa gửi: danh sách đã chép đang chờ dán")).to_be_visible()
    shoot("roster-paste-waits")
    assert column(page, "full_name") == []
    for route in held:
        route.continue_()

    expect(report).to_contain_text("Đã dán 1 dòng.")
    assert column(page, "relation") == ["", "SPOUSE"]
    expect(page.locator("[name=members-1-full_name]")).to_be_focused()


def test_a_paste_that_is_cancelled_while_it_waits_changes_nothing(page: Page, paste):
    held: list[Route] = []
    page.route(WORDS, lambda route: held.append(route))
    paste(WIFE, is_read=False)
    page.get_by_role("button", name="Bỏ, không dán").click()
    with page.expect_response(WORDS):
        for route in held:
            route.continue_()

    expect(page.locator("[data-paste-report]")).to_be_hidden()
    page.locator("[name=members-0-full_name]").fill("Siu A")
    assert column(page, "full_name") == ["Siu A"]
    assert column(page, "birth") == []


def test_without_the_words_nothing_is_pasted_until_they_are_here(page: Page, paste, shoot):
    page.route(WORDS, lambda route: route.abort())
    paste(WIFE)
    report = page.locator("[data-paste-report]")

    expect(report).to_contain_text("Chưa dán gì: không tải được bảng từ")
    shoot("roster-paste-failed")
    assert column(page, "full_name") == []
    page.unroute(WORDS)
    report.get_by_role("button", name="Thử lại").click()

    expect(report).to_contain_text("Đã dán 1 dòng.")
    assert column(page, "full_name") == ["Siu H'Vợ"]


def test_the_words_are_asked_once_per_sign_in(page: Page, paste):
    paste("Siu A\t1980")
    expect(page.locator("[data-paste-report]")).to_be_visible()
    page.reload(wait_until="networkidle")

    sizes = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(each => each.name.includes('roster-words')).map(each => each.transferSize)"
    )

    assert sizes == [0]
