"""The leader reminds a commune from the dashboard; its officer answers from "Cần làm"."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from correspondence.models import Thread

pytestmark = pytest.mark.browser


def test_a_commune_is_reminded_from_the_dashboard_and_answers(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable,
):
    sign_in("lanhdao")
    page.goto(f"{live_server.url}/bang-dieu-hanh/")
    tasks = page.locator(".dash-tasks > li")
    task = tasks.filter(has_not_text="Đã đôn đốc").first
    if not task.count():
        task = tasks.first
    commune = task.locator(".dash-tasks__title").inner_text()
    task.get_by_role("link", name="Đôn đốc", exact=False).last.click()
    expect(page.get_by_label("Nội dung")).to_have_value(re.compile("Số liệu đến ngày 15/11/2021"))
    page.get_by_label("Về việc").select_option(label="Việc khác")
    shoot("reminder")
    page.get_by_role("button", name="Gửi đôn đốc").click()
    expect(page.get_by_text("Đã gửi, chưa đọc")).to_be_visible()
    reminder = Thread.objects.latest("pk")
    assert reminder.commune.full_name == commune

    officer = reminder.commune.users.get(role="COMMUNE_OFFICER").username
    sign_in(officer)
    page.goto(f"{live_server.url}/")
    line = page.locator("li").filter(has_text="Huyện đôn đốc, chờ trả lời")
    line.get_by_role("link", name="Việc khác").click()
    page.get_by_label("Trả lời").fill("UBND xã đã họp, phân công từng thôn.")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã gửi trả lời")).to_be_visible()
    shoot("reminder-answered")

    sign_in("lanhdao")
    page.goto(f"{live_server.url}/")
    expect(page.get_by_text("Có nội dung chưa đọc").first).to_be_visible()
    page.goto(f"{live_server.url}/bang-dieu-hanh/")
    of_commune = page.locator(".dash-tasks > li").filter(has_text=commune)
    expect(of_commune).to_contain_text("đã trả lời")
    of_commune.get_by_role("link", name="đã trả lời").click()
    expect(page.get_by_text("UBND xã đã họp, phân công từng thôn.")).to_be_visible()
    page.get_by_role("button", name="Kết thúc").click()
    expect(page.get_by_text("Đã kết thúc").first).to_be_visible()
