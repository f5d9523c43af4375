"""The split of the district's goal: a broken rule is shown while typing, and needs a reason."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from targets.models import CommuneTarget

pytestmark = pytest.mark.browser


def faults_of(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_a_hand_edit_that_breaks_a_rule_shows_at_once_and_is_adopted_only_with_a_reason(
    demo, sign_in: Callable[[str], None], shoot: Callable[[str], None], page: Page, live_server
):
    sign_in("ldtbxh")
    page.goto(f"{live_server.url}/ke-hoach/2021/phan-bo/")
    page.get_by_label("Tên phương án").fill("Bản sửa tay")
    page.get_by_label("Cách chia").select_option(label="Nhập tay")
    page.get_by_role("button", name="Lập phương án").click()
    verdict = page.locator("#kiem-tra")
    fall = page.get_by_label("Xã Ia O: giảm hộ nghèo", exact=True)
    given = int(fall.input_value())

    fall.fill(str(given - 1))
    page.get_by_label("Xã Ia O: giảm hộ nghèo DTTS", exact=True).fill("0")

    expect(verdict).to_contain_text("Trái")
    expect(verdict).to_contain_text("thiếu 1 hộ so với mục tiêu huyện")
    assert faults_of(page) == []
    shoot("chia-chi-tieu-trai-quy-tac")

    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Giao chỉ tiêu").click()
    page.get_by_label("Số quyết định").fill("61/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("20/4/2021")
    page.get_by_role("button", name="Giao chỉ tiêu").click()
    expect(page.locator("main")).to_contain_text("thiếu 1 hộ so với mục tiêu huyện")
    page.get_by_label("Lý do giao khác quy tắc").fill("Xã Ia O có nhiều hộ già yếu")
    page.get_by_role("button", name="Giao chỉ tiêu").click()

    expect(page.locator("main")).to_contain_text("Giao khác quy tắc")
    expect(page.locator("main")).to_contain_text("Xã Ia O có nhiều hộ già yếu")
    assert CommuneTarget.objects.get(commune__code="23782").fall == given - 1
