"""Typed work outlives the end of the session, a failing line and a stopped request; keys do no harm."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from households.models import Household

pytestmark = pytest.mark.browser

COMPOSED_ENTER = """() => {
    const key = {key: "Enter", keyCode: 229, isComposing: false, bubbles: true, cancelable: true};
    return document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
}"""


@pytest.fixture
def typed(page: Page, live_server, demo: None, sign_in: Callable[[str], None]) -> Page:
    """Two members of a new household, typed and not yet sent."""
    sign_in("canbo-ia-o")
    page.goto(f"{live_server.url}/ho-dan/them/")
    page.get_by_label("Thôn, làng, tổ dân phố").select_option(index=1)
    page.get_by_label("Địa chỉ").fill("Cạnh nhà rông")
    for row, cells in enumerate((("Rơ Châm Giữ", "1980", "MALE"), ("Siu H'Còn", "1982", "FEMALE"))):
        for column, value in zip(("full_name", "birth"), cells[:2], strict=True):
            page.locator(f"[name=members-{row}-{column}]").fill(value)
        page.locator(f"select[name=members-{row}-sex]").select_option(cells[2])
    page.locator("select[name=members-0-ethnicity]").select_option(label="10 Gia Rai")
    page.locator("select[name=members-1-relation]").select_option("SPOUSE")
    for _ in range(2):
        page.get_by_role("button", name="Thêm dòng").click()
    page.locator("[name=members-4-full_name]").fill("Rơ Châm Út")
    page.locator("select[name=members-4-sex]").select_option("MALE")
    page.locator("select[name=members-4-relation]").select_option("CHILD")
    return page


def password_in(page: Page, settings) -> None:
    page.get_by_label("Tên đăng nhập").fill("canbo-ia-o")
    page.get_by_label("Mật khẩu", exact=True).fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def expect_everything_back(page: Page) -> None:
    expect(page.get_by_text(re.compile("chưa được lưu, nay đã điền lại"))).to_be_visible()
    expect(page.get_by_label("Địa chỉ")).to_have_value("Cạnh nhà rông")
    expect(page.locator("[name=members-0-full_name]")).to_have_value("Rơ Châm Giữ")
    expect(page.locator("[name=members-4-full_name]")).to_have_value("Rơ Châm Út")
    page.get_by_role("button", name="Lưu hộ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Giữ")
    people = Household.objects.latest("pk").members.order_by("position")
    assert list(people.values_list("full_name", "relation")) == [
        ("Rơ Châm Giữ", ""),
        ("Siu H'Còn", "SPOUSE"),
        ("Rơ Châm Út", "CHILD"),
    ]


def test_after_the_end_of_the_session_the_form_comes_back_filled(typed: Page, settings, shoot):
    typed.context.clear_cookies(name="sessionid")

    typed.get_by_role("button", name="Lưu hộ").click()
    expect(typed.get_by_text("Nội dung bạn vừa gửi chưa được lưu")).to_be_visible()
    shoot("sign-in-after-session")
    password_in(typed, settings)

    expect_everything_back(typed)


def test_after_signing_in_elsewhere_the_form_comes_back_filled(typed: Page, live_server, settings):
    typed.context.clear_cookies(name="sessionid")
    other = typed.context.new_page()
    other.goto(f"{live_server.url}/dang-nhap/")
    password_in(other, settings)
    expect(other.get_by_text("DỮ LIỆU MẪU").first).to_be_visible()

    typed.get_by_role("button", name="Lưu hộ").click()
    expect(typed.get_by_role("heading", level=1)).to_have_text("Trang đã hết hạn")
    typed.get_by_role("link", name="Mở lại biểu đã điền").click()

    expect_everything_back(typed)


def test_without_a_line_the_form_stays_and_says_so_above_its_buttons(typed: Page):
    typed.context.set_offline(True)

    typed.get_by_role("button", name="Lưu hộ").click()

    toast = typed.locator(".toast-note")
    expect(toast).to_contain_text("Chưa gửi được")
    bar = typed.locator(".save-bar").bounding_box()
    box = toast.bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
    expect(typed.locator("[name=members-0-full_name]")).to_have_value("Rơ Châm Giữ")
    typed.context.set_offline(False)
    typed.get_by_role("button", name="Lưu hộ").click()
    expect(typed.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Giữ")


def test_escape_while_sending_frees_the_buttons(typed: Page):
    typed.route("**/healthz/", lambda route: None)  # no answer
    button = typed.locator("[data-main-button]")
    button.click()
    expect(button).to_be_disabled()

    typed.keyboard.press("Escape")

    expect(button).to_be_enabled()
    expect(button).to_have_text("Lưu hộ")
    typed.unroute("**/healthz/")
    button.click()
    expect(typed.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Giữ")


def test_enter_moves_on_and_never_sends_an_unfinished_household(typed: Page):
    address = typed.url
    typed.get_by_label("Địa chỉ").press("Enter")
    expect(typed.get_by_label("Nguồn gốc hộ")).to_be_focused()
    typed.get_by_label("Có người có công với cách mạng").press("Enter")
    expect(typed.locator("[name=members-0-full_name]")).to_be_focused()

    rows = typed.locator("[data-row]").count()
    typed.locator("[name=members-4-full_name]").focus()
    typed.evaluate(COMPOSED_ENTER)

    assert (typed.url, typed.locator("[data-row]").count()) == (address, rows)


def test_marks_alone_open_nothing_while_letter_keys_are_off(typed: Page, live_server):
    typed.goto(f"{live_server.url}/ho-dan/")
    typed.evaluate("localStorage.setItem('phim-chu', 'off')")
    typed.locator("h1").click()
    for key in ("/", "?"):
        typed.keyboard.press(key)
    expect(typed.locator("#shortcuts")).to_be_hidden()
    expect(typed.locator("input[type=search]")).not_to_be_focused()

    typed.keyboard.press("Control+k")
    expect(typed.locator("input[type=search]")).to_be_focused()
    typed.keyboard.press("Control+/")
    expect(typed.locator("#shortcuts")).to_be_visible()
