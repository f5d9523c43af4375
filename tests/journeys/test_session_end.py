"""The end of a session is announced in the browser before it comes, and can be put off."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def at_work(page: Page, live_server, demo, sign_in) -> Page:
    """The page of a list, opened at a time that the test moves on."""
    sign_in("canbo-ia-o")
    page.clock.install()
    page.goto(f"{live_server.url}/ho-dan/")
    return page


def test_the_end_is_announced_and_put_off(at_work: Page):
    dialog = at_work.get_by_role("alertdialog")
    at_work.clock.fast_forward("20:00")
    expect(dialog).to_be_hidden()

    at_work.clock.fast_forward("05:00")
    expect(dialog).to_contain_text("sẽ kết thúc sau 4 phút")
    expect(dialog.get_by_role("button", name="Tiếp tục làm việc")).to_be_focused()
    with at_work.expect_response("**/api/v1/session/") as answer:
        dialog.get_by_role("button", name="Tiếp tục làm việc").click()

    assert answer.value.status == 200
    expect(dialog).to_be_hidden()
    at_work.clock.fast_forward("20:00")
    expect(dialog).to_be_hidden()


def test_a_session_that_is_over_leads_to_signing_in_and_back(at_work: Page):
    dialog = at_work.get_by_role("alertdialog")

    at_work.clock.fast_forward("31:00")

    expect(dialog).to_contain_text("Phiên làm việc đã kết thúc")
    link = dialog.get_by_role("link", name="Đăng nhập lại")
    expect(link).to_have_attribute("href", re.compile(r"/dang-nhap/\?next=%2Fho-dan%2F$"))
