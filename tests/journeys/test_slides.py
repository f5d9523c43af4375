"""The dashboard in the meeting room, and its faces in place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SIZES = """() => [...document.querySelectorAll(".deck *")]
  .filter((each) => [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((each) => !each.closest("title, .visually-hidden, svg"))
  .map((each) => parseFloat(getComputedStyle(each).fontSize))"""


def test_slides_are_large_and_follow_the_arrow_keys(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
):
    sign_in("lanhdao")
    page.goto(f"{live_server.url}/bang-dieu-hanh/trinh-chieu/")

    assert min(page.evaluate(SIZES)) >= 24
    page.keyboard.press("ArrowRight")
    expect(page.locator("#trang-2")).to_be_focused()
    page.get_by_role("button", name="Trang trước").click()
    expect(page.locator("#trang-1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bảng điều hành năm 2021")


def test_slides_print_one_figure_per_page(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
):
    sign_in("lanhdao")
    page.goto(f"{live_server.url}/bang-dieu-hanh/trinh-chieu/")
    number = page.locator(".slide").count()

    paper = page.pdf(prefer_css_page_size=True, print_background=True)

    assert paper.count(b"/Type /Page\n") == number


def test_a_face_replaces_the_card_in_place(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
):
    sign_in("lanhdao")
    page.goto(f"{live_server.url}/bang-dieu-hanh/")
    months = page.locator("#the-months")

    months.get_by_role("link", name="Bảng").click()

    expect(months.get_by_role("table")).to_contain_text("Đến 15/11/2021")
    months.get_by_role("link", name="Tải về").click()
    with page.expect_download() as png:
        months.get_by_role("button", name="PNG").click()
    assert png.value.suggested_filename == "bang-dieu-hanh-theo-thang.png"
    assert page.url.endswith("/bang-dieu-hanh/")
