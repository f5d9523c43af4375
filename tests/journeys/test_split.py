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
    page.get_by_label("Cách phân bổ").select_option(label="Nhập tay")
    page.get_by_role("button", name="Lập phương án").click()
    verdict = page.locator("#kiem-tra")
    fall = page.get_by_label("Xã Ia O: giảm hộ nghèo", exact=True)
    given = int(fall.input_value())

    fall.fill(str(given - 1))
    page.get_by_label("Xã Ia O: giảm hộ nghèo DTTS", exact=True).fill("0")

    expect(verdict).to_contain_text("Chưa đáp ứng")
    expect(verdict).to_contain_text("thiếu 1 hộ so với mục tiêu huyện")
    assert faults_of(page) == []
    shoot("chia-chi-tieu-trai-quy-tac")

    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Trình lãnh đạo").click()
    page.get_by_label("Lý do giao lại").fill("Xã Ia O đề nghị")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.locator("main")).to_contain_text("thiếu 1 hộ so với mục tiêu huyện")
    page.get_by_label("Lý do giao khi chưa đáp ứng ràng buộc").fill("Xã Ia O có nhiều hộ già yếu")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Đã trình lãnh đạo")).to_be_visible()
    address = page.url
    sign_in("lanhdao")
    page.goto(address)
    page.get_by_role("link", name="Ký giao").click()
    page.get_by_label("Số quyết định").fill("61/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("20/4/2021")
    shoot("ky-giao-chi-tieu")
    page.get_by_role("button", name="Ký giao chỉ tiêu").click()

    expect(page.locator("main")).to_contain_text("Giao khi chưa đáp ứng ràng buộc")
    expect(page.locator("main")).to_contain_text("Xã Ia O có nhiều hộ già yếu")
    assert CommuneTarget.objects.get(commune__code="23782").fall == given - 1


def test_enter_and_arrows_move_in_the_column_and_never_propose(
    demo, sign_in: Callable[[str], None], page: Page, live_server
):
    sign_in("ldtbxh")
    page.goto(f"{live_server.url}/ke-hoach/2021/phan-bo/")
    page.get_by_label("Tên phương án").fill("Bản sửa tay")
    page.get_by_label("Cách phân bổ").select_option(label="Nhập tay")
    page.get_by_role("button", name="Lập phương án").click()
    address = page.url
    column = page.locator('[data-cell="fall"]')

    column.nth(0).fill("2")
    column.nth(0).press("Enter")
    expect(column.nth(1)).to_be_focused()
    column.nth(1).press("ArrowDown")
    expect(column.nth(2)).to_be_focused()
    column.nth(2).press("Shift+Enter")
    expect(column.nth(1)).to_be_focused()
    assert page.url == address

    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "3\\t1\\r\\n2\\t0\\r\\n");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
            );
        }"""
    )
    expect(column.nth(1)).to_have_value("3")
    expect(column.nth(2)).to_have_value("2")
    expect(page.locator('[data-cell="em_fall"]').nth(2)).to_have_value("0")

    page.keyboard.press("Control+s")
    expect(page.get_by_text("Đã lưu phương án.")).to_be_visible()
    expect(column.nth(1)).to_have_value("3")

    page.get_by_label("Tên phương án").press("Enter")
    expect(page.get_by_text("Đã lưu phương án.")).to_be_visible()
    expect(column.nth(1)).to_have_value("3")

    page.get_by_role("button", name="Đề xuất lại").click()
    expect(page.get_by_text("kể cả số đã nhập tay")).to_be_visible()
    page.get_by_role("button", name="Ghi đè, đề xuất lại").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(column.nth(1)).to_have_value("3")


def test_enter_does_not_press_a_final_button(
    demo, sign_in: Callable[[str], None], page: Page, live_server
):
    sign_in("quantri")
    page.goto(f"{live_server.url}/dot-ra-soat/")
    page.get_by_role("link", name="Mở lại").first.click()
    address = page.url

    page.get_by_label("Lý do mở lại").fill("Sót hộ")
    page.get_by_label("Lý do mở lại").press("Enter")
    page.keyboard.press("Control+s")

    expect(page).to_have_url(address)
    expect(page.get_by_label("Lý do mở lại")).to_have_value("Sót hộ")
