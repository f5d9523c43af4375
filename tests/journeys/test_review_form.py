"""The yearly form: last year's facts, one difference, the required reason, both results."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from households.models import Assessment, Household, PovertyRecord

pytestmark = pytest.mark.browser

IA_O = "23782"


def poor_with_a_form_of_last_year() -> Household:
    """A poor household of Ia O with an approved form of 2020 and no form of 2021."""
    waiting = PovertyRecord.objects.filter(year=2021, commune__code=IA_O).behind("not_reviewed")
    records = waiting.exclude(household__assessments__round__year=2021).filter(
        opening_status="POOR", household__assessments__round__year=2020
    )
    return records.order_by("pk")[0].household


def answer_what_is_still_open(page: Page) -> None:
    """Type 2 ("no") at every unanswered question."""
    for question in page.locator("[data-question]:not([data-derived])").all():
        if not question.locator("input:checked").count():
            question.locator("input[type=radio]").first.focus()
            page.keyboard.press("2")


def test_a_form_begins_with_last_years_facts_and_explains_what_changed(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable[[str], None],
):
    url = live_server.url
    household = poor_with_a_form_of_last_year()
    last = Assessment.objects.get(household=household, round__year=2020)
    points = last.results.get().b1_points

    # The officer begins the form: it contains the facts of 2020 and of the register.
    sign_in("canbo-ia-o")
    page.goto(f"{url}/ho-dan/{household.pk}/phieu/them/")
    page.get_by_role("button", name="Bắt đầu nhập phiếu").click()
    expect(page.get_by_text("Đã điền sẵn theo phiếu của")).to_be_visible()
    expect(page.locator("[data-carried]").first).to_be_visible()
    expect(page.get_by_text("suy ra:").first).to_be_visible()
    area = page.get_by_label("Diện tích nhà ở (m²)")
    assert area.input_value().replace(",", ".") == f"{last.house_area:f}".removesuffix(".0")
    form_of = re.search(r"/phieu/(\d+)/", page.url)
    assert form_of

    # Only changes are entered: the house was extended, and the points rose.
    area.fill(str(20 * household.member_count))
    expect(page.locator("#from_area")).to_contain_text("từ 8 m² trở lên")
    for box in page.locator("input[name$=_b1_points]").all():
        box.fill(str(points + 30))
    answer_what_is_still_open(page)
    page.get_by_label("Ngày khảo sát").fill("08/11/2021")
    page.keyboard.press("Tab")

    # Both results are shown side by side with their reasons; the change requires one, too.
    results = page.locator("#outcomes .outcome")
    expect(results).to_have_count(2)
    expect(results.nth(0)).to_contain_text("Chuẩn nghèo 2016–2020")
    expect(results.nth(0)).to_contain_text(f"B1 = {points + 30}")
    expect(results.nth(1)).to_contain_text("Chuẩn nghèo 2022–2025")
    expect(page.locator("#outcomes")).to_contain_text("B1 tăng 30 điểm")
    shoot("form-01-prefilled")
    page.get_by_role("button", name="Kiểm tra lại và nộp").click()
    expect(page.get_by_text("Phiếu chưa đủ để nộp")).to_be_visible()
    expect(page.get_by_role("button", name="Nộp phiếu")).to_have_count(0)
    shoot("form-02-reason-asked")
    page.get_by_role("link", name="Quay lại nhập tiếp").click()
    page.get_by_label("Lý do thay đổi so với năm trước").fill("Con đi làm công ty cao su")
    page.get_by_role("button", name="Kiểm tra lại và nộp").click()
    page.get_by_role("button", name="Nộp phiếu").click()
    expect(page.locator(".tag", has_text=re.compile("Chờ duyệt|Đã nộp")).first).to_be_visible()

    # The chair who approves it sees the differences and the reason.
    sign_in("chutich-ia-o")
    page.goto(f"{url}/phieu/{form_of[1]}/")
    differences = page.locator(".differences")
    expect(differences).to_contain_text("Con đi làm công ty cao su")
    expect(differences.get_by_role("row", name="Tổng điểm B1")).to_contain_text(str(points + 30))
    expect(differences.get_by_role("row", name="Diện tích nhà ở").last).to_contain_text("m²")
    shoot("form-03-differences")
