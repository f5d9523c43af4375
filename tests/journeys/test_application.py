"""An application within the year: received, surveyed, refused in writing; the letter read back."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from accounts.models import User
from common.clock import now
from households.models import Household, PovertyRecord, Round
from households.services import entry
from households.services.answers import ResultFacts
from procedure.models import Application

pytestmark = pytest.mark.browser

IA_HRUNG = "23770"
ABOVE_EVERY_LINE = 190
REASON = "Thu nhập của hộ cao hơn chuẩn cận nghèo."


def on_no_list() -> Household:
    """A household of Ia Hrung that is on no list and has no application in 2021."""
    households = Household.objects.active().filter(commune__code=IA_HRUNG, arrived_on=None)
    free = households.exclude(poverty_records__year=2021).exclude(applications__isnull=False)
    return free.exclude(assessments__round__year=2021).order_by("pk")[0]


def submit_form_above_every_line(household: Household) -> None:
    """Submit an in-year form through the services: its pages are tested in the main job."""
    officer = User.objects.get(username="canbo-ia-hrung")
    round_ = Round.objects.get(year=2021, kind="IN_YEAR")
    form = entry.start_assessment(
        household=household, round_=round_, client_id=uuid.uuid4(), by=officer, at=now()
    )
    standard = round_.standards.get()
    facts = ResultFacts(
        standard_id=standard.pk,
        b1_points=ABOVE_EVERY_LINE,
        answers={indicator.key: False for indicator in standard.indicators.all()},
    )
    signed = {"by": officer, "at": now()}
    saved = entry.save_assessment(
        assessment_id=form.pk,
        version=form.version,
        surveyed_on=dt.date(2021, 11, 12),
        note="",
        results=[facts],
        on=dt.date(2021, 11, 15),
        **signed,
    )
    entry.submit_assessment(assessment_id=form.pk, version=saved.version, **signed)


def words_of(path: Path) -> str:
    body = Document(str(path)).element.body
    lines = ("".join(text.text or "" for text in line.iter("{*}t")) for line in body.iter("{*}p"))
    return "\n".join(lines)


def test_a_paper_from_receipt_to_the_letter_that_refuses_it(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable[[str], None],
    tmp_path: Path,
):
    household = on_no_list()

    # The officer receives the application on the household's page.
    sign_in("canbo-ia-hrung")
    page.goto(f"{live_server.url}/ho-dan/{household.pk}/")
    page.get_by_role("link", name="Nhận đơn").click()
    page.get_by_label("Nguyên nhân khó khăn đột xuất").select_option(label="Tai nạn")
    page.get_by_label("Nội dung đơn").fill("Chồng bị tai nạn giao thông")
    page.get_by_role("button", name="Nhận đơn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Đơn của hộ {household.head_name}")
    expect(page.get_by_text("30/11/2021").first).to_be_visible()
    shoot("application-1-received")
    address = page.url

    # The survey: the in-year form, filled in and submitted; then the application goes to the chair.
    expect(page.get_by_role("button", name="Lập phiếu rà soát")).to_be_visible()
    submit_form_above_every_line(household)
    page.goto(address)
    page.get_by_role("button", name="Trình chủ tịch xã").click()
    page.get_by_role("dialog").get_by_role("button", name="Trình chủ tịch xã").click()
    expect(page.locator(".tag", has_text="chờ quyết định").first).to_be_visible()

    # The chair sees that the form contradicts the application, and refuses it.
    sign_in("chutich-ia-hrung")
    shoot("application-2-chair-home")
    page.goto(address)
    page.get_by_role("link", name="Quyết định").click()
    expect(page.get_by_text("Kết quả phiếu trái với đề nghị của hộ")).to_be_visible()
    page.get_by_label("Từ chối").check()
    page.get_by_label("Số quyết định, văn bản").fill("52/UBND-LĐTBXH")
    page.get_by_label("Lý do").fill(REASON)
    shoot("application-3-decide")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.locator(".tag", has_text="Bị từ chối").first).to_be_visible()
    shoot("application-4-refused")

    # The letter gives the reason; the year's list is unchanged.
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải văn bản trả lời (Word)").click()
    letter = tmp_path / "letter.docx"
    download.value.save_as(letter)
    text = words_of(letter)
    assert "52/UBND-LĐTBXH" in text
    assert f"Kính gửi: Ông (bà) {household.head_name}" in text
    assert f"Lý do: {REASON}" in text
    assert Application.objects.get(household=household).state == "REFUSED"
    assert not PovertyRecord.objects.filter(household=household, year=2021).exists()
