"""The year's goal in the browser: split, adopted, reported, disputed, decided, followed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from targets.models import AllocationAnswer, CommuneTarget, YearPlan
from tests.journeys.conftest import DESKTOP
from tests.journeys.site import sign_in_at

pytestmark = pytest.mark.browser

SPLIT, ANSWERS = "/ke-hoach/2021/phan-bo/", "/ke-hoach/2021/de-nghi/"
PAPER = {"name": "Tờ trình.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@pytest.fixture
def as_another(browser: Browser, live_server, settings) -> Callable:
    """Let a second user work in a separate window."""

    @contextmanager
    def window(username: str, address: str) -> Iterator[Page]:
        context = browser.new_context(viewport=DESKTOP, locale="vi-VN")
        page = context.new_page()
        sign_in_at(live_server.url, page, username=username, password=settings.DEMO_PASSWORD)
        page.goto(f"{live_server.url}{address}")
        yield page
        context.close()

    return window


def target_of(code: str) -> CommuneTarget:
    return CommuneTarget.objects.get(plan__year=2021, commune__code=code)


def move_one_household(page: Page, address: str, *, away: str, to: str) -> None:
    """Make a draft from the targets in force, with one household moved between two communes."""
    page.goto(f"{address}{SPLIT}")
    page.get_by_label("Tên phương án").fill("Phương án tháng 11")
    page.get_by_label("Cách phân bổ").select_option(label="Nhập tay")
    page.get_by_role("button", name="Lập phương án").click()
    for place, more in ((away, -1), (to, 1)):
        for what in ("giảm hộ nghèo", "giảm hộ nghèo DTTS"):
            cell = page.get_by_label(f"{place}: {what}", exact=True)
            cell.fill(str(int(cell.input_value()) + more))
    expect(page.locator("#kiem-tra")).to_contain_text("Đáp ứng các ràng buộc")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Trình lãnh đạo").click()
    page.get_by_label("Lý do giao lại").fill("Chuyển một hộ giữa hai xã")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Đã trình lãnh đạo")).to_be_visible()


def adopt(page: Page, number: str) -> None:
    page.get_by_role("link", name="Ký giao").click()
    page.get_by_label("Số quyết định").fill(number)
    page.get_by_label("Ngày quyết định").fill("15/11/2021")
    page.get_by_label("Hạn xã trả lời").fill("30/11/2021")
    page.get_by_role("button", name="Ký giao chỉ tiêu").click()
    expect(page.get_by_text("Đã giao chỉ tiêu cho")).to_be_visible()


def propose(page: Page, *, fall: int, em_fall: int, reason: str) -> None:
    page.get_by_text("Đề nghị điều chỉnh chỉ tiêu", exact=True).click()
    page.get_by_label("Đề nghị giảm hộ nghèo").fill(str(fall))
    page.get_by_label("Trong đó hộ nghèo DTTS").fill(str(em_fall))
    page.get_by_label("Lý do").fill(reason)
    page.get_by_label("Tệp đính kèm").set_input_files([PAPER])
    page.get_by_role("button", name="Gửi đề nghị điều chỉnh").click()
    expect(page.get_by_text("Đã gửi đề nghị điều chỉnh")).to_be_visible()


def decide(page: Page, verdicts: dict[str, str], *, number: str, override: str) -> None:
    for place, verdict in verdicts.items():
        page.get_by_label(f"{place}: quyết định").select_option(label=verdict)
        page.get_by_label(f"{place}: lý do").fill("Đã xem xét danh sách hộ của xã.")
    page.get_by_label("Số quyết định").fill(number)
    page.get_by_label("Lý do giao khi chưa đáp ứng ràng buộc").fill(override)
    page.get_by_role("button", name="Quyết định các đề nghị đã chọn").click()


def test_the_goal_is_split_reported_disputed_decided_and_followed(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable,
    as_another: Callable,
):
    sign_in("ldtbxh")
    move_one_household(page, live_server.url, away="Xã Ia Chia", to="Xã Ia O")
    submitted = page.url
    sign_in("lanhdao")
    page.goto(submitted)
    adopt(page, "12/QĐ-UBND")
    expect(page.get_by_text("Đang áp dụng").first).to_be_visible()
    ia_o, ia_chia = target_of("23782"), target_of("23788")

    # Two communes answer concurrently: both have the form open before either sends it.
    sign_in("canbo-ia-o")
    page.goto(f"{live_server.url}/chi-tieu/")
    with as_another("chutich-ia-chia", "/chi-tieu/") as other:
        page.get_by_label("Ngày báo cáo Đảng ủy").fill("15/11/2021")
        page.get_by_role("button", name="Ghi ngày báo cáo").click()
        expect(page.get_by_text("Đã ghi ngày báo cáo Đảng ủy")).to_be_visible()
        propose(page, fall=ia_o.fall + 1, em_fall=ia_o.em_fall, reason="Xã làm thêm được một hộ.")
        # Its answer covers the lower figure; to ask for less still it takes the answer back.
        other.get_by_role("button", name="Rút trả lời").click()
        expect(other.get_by_text("Đã rút trả lời")).to_be_visible()
        propose(other, fall=ia_chia.fall - 1, em_fall=0, reason="Nhiều hộ già yếu.")
    shoot("target-of-a-commune")
    assert AllocationAnswer.objects.filter(kind="PROPOSE", withdrawn_at=None).count() >= 2

    # The district decides; a colleague with an older page gets a conflict.
    sign_in("lanhdao")
    page.goto(f"{live_server.url}{ANSWERS}")
    with as_another("ldtbxh", ANSWERS) as late:
        verdicts = {"Xã Ia O": "Đồng ý điều chỉnh", "Xã Ia Chia": "Giữ chỉ tiêu đã giao"}
        decide(page, verdicts, number="78/QĐ-UBND", override="Xã Ia O nhận thêm một hộ.")
        expect(page.get_by_text("Đã quyết định 2 đề nghị")).to_be_visible()
        shoot("answers-decided")
        decide(late, {"Xã Ia O": "Giữ chỉ tiêu đã giao"}, number="79/QĐ-UBND", override="Khác.")
        expect(late.get_by_role("alert").first).to_be_visible()
    assert target_of("23782").fall == ia_o.fall + 1
    assert target_of("23788").fall == ia_chia.fall
    assert YearPlan.objects.get(year=2021).allocations.filter(state="ADOPTED").count() == 1

    # Progress and dashboard show that the sum is no longer the goal.
    page.goto(f"{live_server.url}/tien-do/")
    expect(page.get_by_text("các xã cộng lại").first).to_be_attached()
    page.goto(f"{live_server.url}/bang-dieu-hanh/")
    expect(page.get_by_role("link", name="Ia O").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"/{ia_o.fall + 1}")
    shoot("dashboard")
