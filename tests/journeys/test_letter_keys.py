"""Letters that open pages, in a real browser: outside boxes only, and they can be turned off."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.factories import PASSWORD
from tests.journeys.site import sign_in_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(page: Page, live_server, transactional_db) -> Page:
    factories.InstallationFactory(is_demo=True)
    commune = factories.CommuneFactory()
    officer = factories.UserFactory(officer=True, commune=commune)
    sign_in_at(live_server.url, page, username=officer.username, password=PASSWORD)
    page.wait_for_load_state()  # the keys work once the scripts of the page have run
    return page


def heading(page, name):
    return page.get_by_role("heading", level=1, name=name)


def test_g_and_a_letter_open_a_page_and_the_slash_finds_households(signed_in, live_server):
    signed_in.keyboard.press("g")
    signed_in.keyboard.press("f")
    expect(heading(signed_in, "Phiếu rà soát")).to_be_visible()
    signed_in.wait_for_load_state()

    signed_in.keyboard.press("g")
    signed_in.keyboard.press("v")
    expect(heading(signed_in, "Xin chào")).to_be_visible()
    signed_in.wait_for_load_state()

    signed_in.keyboard.press("/")
    expect(signed_in.locator("main input[type=search]").first).to_be_focused()

    signed_in.goto(f"{live_server.url}/don-vi/")
    signed_in.keyboard.press("/")
    expect(heading(signed_in, "Sổ hộ")).to_be_visible()
    expect(signed_in.locator("main input[type=search]").first).to_be_focused()


def test_letters_typed_into_a_form_open_nothing(signed_in, live_server):
    address = f"{live_server.url}/doi-mat-khau/"
    signed_in.goto(address)
    signed_in.get_by_label("Mật khẩu hiện nay", exact=True).press_sequentially("gf/")

    assert signed_in.url == address


def test_the_switch_in_the_list_of_keys_turns_the_letters_off(signed_in, live_server):
    signed_in.keyboard.press("Control+/")
    switch = signed_in.get_by_label("Dùng phím chữ trên máy này")
    expect(switch).to_be_checked()
    switch.uncheck()
    signed_in.keyboard.press("Escape")
    address = signed_in.url

    signed_in.keyboard.press("g")
    signed_in.keyboard.press("f")
    signed_in.wait_for_timeout(300)
    assert signed_in.url == address

    signed_in.reload()
    signed_in.keyboard.press("Control+/")
    expect(switch).not_to_be_checked()
    switch.check()
    signed_in.keyboard.press("Escape")
    signed_in.keyboard.press("g")
    signed_in.keyboard.press("f")
    expect(heading(signed_in, "Phiếu rà soát")).to_be_visible()


def test_a_link_of_the_list_of_keys_opens_its_page(signed_in):
    signed_in.keyboard.press("Control+/")
    signed_in.locator("#shortcuts").get_by_role("link", name="Sổ hộ").click()

    expect(heading(signed_in, "Sổ hộ")).to_be_visible()
