"""The frame in a real browser: themes, phone menu, keyboard, and an accessibility checker."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import factories
from tests.factories import PASSWORD
from tests.journeys.site import sign_in_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def administrator(transactional_db):
    factories.InstallationFactory(is_demo=True)
    return factories.UserFactory(administrator=True)


@pytest.fixture
def signed_in(page: Page, live_server, administrator) -> Page:
    sign_in_at(live_server.url, page, username=administrator.username, password=PASSWORD)
    page.goto(f"{live_server.url}/doi-mat-khau/")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signing_in_and_a_form_with_errors_are_open_to_everyone(signed_in, live_server, theme):
    signed_in.emulate_media(color_scheme=theme)
    signed_in.get_by_role("button", name="Đổi mật khẩu").click()
    form = Axe().run(signed_in).response["violations"]
    signed_in.context.clear_cookies()
    signed_in.goto(f"{live_server.url}/dang-nhap/")
    sign_in = Axe().run(signed_in).response["violations"]

    assert signed_in.locator("html").get_attribute("data-bs-theme") == theme
    assert (form, sign_in) == ([], [])


def test_the_chosen_theme_outlives_the_page(signed_in):
    root = signed_in.locator("html")
    signed_in.locator(".user-menu summary").click()
    signed_in.get_by_role("button", name="Tối").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")

    signed_in.reload()

    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_a_refused_form_puts_the_focus_on_its_summary_and_leads_to_the_field(signed_in):
    signed_in.get_by_role("button", name="Đổi mật khẩu").click()

    expect(signed_in).to_have_title(re.compile("^Lỗi: "))
    expect(signed_in.locator("#error-summary")).to_be_focused()
    signed_in.locator("#error-summary a").first.click()
    expect(signed_in.get_by_label("Mật khẩu hiện nay", exact=True)).to_be_focused()


def test_the_skip_link_leaves_the_focus_of_a_refused_form_to_its_summary(signed_in):
    signed_in.locator(".skip-link").press("Enter")
    expect(signed_in.locator("main")).to_be_focused()
    signed_in.get_by_role("button", name="Đổi mật khẩu").click()

    expect(signed_in.locator("#error-summary")).to_be_focused()


def test_a_password_can_be_looked_at(signed_in):
    box = signed_in.get_by_label("Mật khẩu mới", exact=True)
    box.fill("mat-khau")

    signed_in.get_by_role("button", name="Hiện mật khẩu").nth(1).click()

    expect(box).to_have_attribute("type", "text")


def test_the_menu_slides_in_on_a_phone(signed_in):
    signed_in.set_viewport_size(PHONE)
    link = signed_in.get_by_role("link", name="Thiết lập, danh mục")
    expect(link).to_be_hidden()

    signed_in.get_by_role("button", name="Mở danh mục").click()
    link.click()

    expect(signed_in.get_by_role("heading", level=1, name="Người dùng")).to_be_visible()


def test_no_page_is_wider_than_a_phone(signed_in, live_server):
    signed_in.set_viewport_size(PHONE)
    signed_in.goto(f"{live_server.url}/nguoi-dung/")

    assert signed_in.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_page_breaks_no_security_policy(page: Page, live_server, administrator):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(f"{live_server.url}/dang-nhap/")
    page.wait_for_load_state("networkidle")

    assert complaints == []


def test_leaving_changed_input_is_asked_about(signed_in, live_server):
    signed_in.goto(f"{live_server.url}/nguoi-dung/them/")
    signed_in.get_by_label("Họ và tên").fill("Siu Bôk")
    questions: list[str] = []
    signed_in.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))

    signed_in.get_by_role("link", name="Hủy").click()

    assert questions == ["beforeunload"]
