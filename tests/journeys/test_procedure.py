"""A village's round in the browser: from the list to the recognition, and what is refused."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from areas.models import Village
from households.models import Assessment, Household, Round
from procedure.models import Certificate, VillageReview
from tests.households import review_data as forms

pytestmark = pytest.mark.browser

IA_HRUNG = "23770"


def untouched_village() -> Village:
    """A village of Ia Hrung with poor or near-poor households and no list yet."""
    listed = VillageReview.objects.filter(commune__code=IA_HRUNG).values("village")
    waiting = Household.objects.filter(
        commune__code=IA_HRUNG,
        poverty_records__year=2021,
        poverty_records__status__in=["POOR", "NEAR_POOR"],
        poverty_records__has_left=False,
        assessments__round__year=2020,
    )
    return Village.objects.filter(households__in=waiting).exclude(pk__in=listed).order_by("pk")[0]


def hand_in_forms(review: VillageReview) -> None:
    """Submit the form of each household directly: the pages are tested in the main job."""
    officer = User.objects.get(username="canbo-ia-hrung")
    at_work = {form.household_id: form for form in Assessment.objects.at_work()}
    for listed in review.listed_households.all():
        form = at_work.get(listed.household_id) or answered(listed.household, review.round, officer)
        form.state, form.submitted_by, form.submitted_at = "SUBMITTED", officer, forms.NOON
        form.return_reason, form.version = "", form.version + 1
        form.save()


def answered(household: Household, round_: Round, officer: User) -> Assessment:
    form = forms.start(household, round_, officer)
    for result in form.results.all():
        result.b1_points, result.status, result.basis = 100, "POOR", "BY_INCOME"
        result.answers = dict.fromkeys(result.answers, False)
        result.save()
    form.surveyed_on, form.change_reason = forms.TODAY, "Mùa màng mất trắng"
    return form


def step(page: Page, fields: dict[str, str], button: str) -> None:
    """Fill in the form of the current step and submit it."""
    here = page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))
    for label, value in fields.items():
        here.get_by_label(label).fill(value)
    here.get_by_role("button", name=button, exact=True).click()


def meeting(day: str, votes_for: int, votes_against: int) -> dict[str, str]:
    return {
        "Ngày họp": day,
        "Nơi họp": "Nhà rông",
        "Chủ trì": "Rơ Châm Mẫu",
        "Thư ký": "Siu Mẫu",
        "Số người được mời": "120",
        "Số người dự họp": "100",
        "Số người tán thành": str(votes_for),
        "Số người không tán thành": str(votes_against),
        "Số hộ trong danh sách": "1",
    }


def refusal_of(page: Page, address: str, **fields: object) -> str:
    """Return the response to a step sent out of order, bypassing the page."""
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    sent = {"csrfmiddlewaretoken": token, **{key: str(value) for key, value in fields.items()}}
    answer = page.request.post(address, form=sent, headers={"Referer": page.url})
    return answer.text()


def test_a_villages_round_from_the_list_to_the_recognition(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable[[str], None],
):
    url, village = live_server.url, untouched_village()

    # The officer draws up the list of a village.
    sign_in("canbo-ia-hrung")
    page.goto(f"{url}/quy-trinh/")
    shoot("20-procedure-commune")
    row = page.locator("tr").filter(has_text=village.full_name)
    row.get_by_role("button", name="Lập danh sách").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(village.full_name)
    review = VillageReview.objects.get(village=village)
    address = f"{url}/quy-trinh/{review.pk}"
    shoot("21-procedure-list")

    # Each later step is refused, naming what is missing.
    version = review.version
    minutes = {
        "version": version,
        "held_on": "25/10/2021",
        "place": "Nhà rông",
        "chair_name": "A",
        "secretary_name": "B",
        "invited": 10,
        "present": 10,
        "votes_for": 10,
        "votes_against": 0,
        "households_represented": 0,
    }
    said = refusal_of(page, f"{address}/hop-thon/", **minutes)
    assert "Còn thiếu: chốt danh sách hộ cần rà soát; nộp đủ phiếu và kết thúc khảo sát." in said
    said = refusal_of(
        page, f"{address}/niem-yet/", version=version, places="Nhà rông", posted_on="28/10/2021"
    )
    assert "họp thôn với đủ tỷ lệ người dự họp tán thành." in said
    said = refusal_of(page, f"{address}/khao-sat-xong/", version=version, finished_on="22/10/2021")
    assert "Chưa đến bước “Khảo sát, chấm điểm”" in said

    step(page, {"Ngày bắt đầu": "18/10/2021"}, "Chốt danh sách, bắt đầu khảo sát")
    step(page, {"Ngày khảo sát xong": "22/10/2021"}, "Khảo sát xong")
    expect(page.locator("body")).to_contain_text("chưa có phiếu nộp")
    hand_in_forms(review)
    step(page, {"Ngày khảo sát xong": "22/10/2021"}, "Khảo sát xong")

    # With 49 of 100 votes the village meets again.
    step(page, meeting("25/10/2021", 49, 51), "Lưu kết quả họp thôn")
    expect(page.get_by_text("không đủ tỷ lệ tán thành").first).to_be_visible()
    assert VillageReview.objects.get(pk=review.pk).step == "SURVEY"
    hand_in_forms(review)
    step(page, {"Ngày khảo sát xong": "26/10/2021"}, "Khảo sát xong")
    shoot("22-procedure-meeting")
    step(page, meeting("27/10/2021", 80, 10), "Lưu kết quả họp thôn")

    # A posting cannot be closed before the days required by law.
    step(
        page, {"Nơi niêm yết": "Nhà rông, UBND xã", "Niêm yết từ": "28/10/2021"}, "Bắt đầu niêm yết"
    )
    step(page, {"Kết thúc niêm yết": "01/11/2021"}, "Kết thúc niêm yết")
    expect(page.get_by_text("Chưa niêm yết đủ 3 ngày làm việc (mới 2)").first).to_be_visible()
    shoot("23-procedure-posting")
    step(page, {"Kết thúc niêm yết": "02/11/2021"}, "Kết thúc niêm yết")
    expect(page.get_by_role("button", name="Kết thúc niêm yết")).to_have_count(0)

    # The commune reports, the district agrees, the chair signs.
    page.goto(f"{url}/quy-trinh/")
    page.get_by_label(village.full_name).check()
    step(page, {"Ngày báo cáo": "03/11/2021"}, "Ghi báo cáo huyện")
    page.wait_for_url(re.compile(r"/quy-trinh/bao-cao/\d+/"))
    report = page.url
    sign_in("ldtbxh")
    page.goto(report)
    shoot("24-procedure-opinion")
    step(page, {"Ngày trả lời": "05/11/2021"}, "Ghi ý kiến")
    expect(page.get_by_text("Đã ghi ý kiến của huyện").first).to_be_visible()
    sign_in("chutich-ia-hrung")
    page.goto(f"{url}/")
    shoot("25-procedure-chair-home")
    page.goto(report)
    shoot("26-procedure-decision")
    step(page, {"Số quyết định": "175/QĐ-UBND", "Ngày ký": "08/11/2021"}, "Xem lại trước khi ký")
    shoot("26-procedure-decision-confirm")
    page.get_by_role("button", name="Ký quyết định công nhận").click()
    expect(page.get_by_text("Quyết định số 175/QĐ-UBND ngày 08/11/2021").first).to_be_visible()
    shoot("27-procedure-recognised")

    households = review.listed_households.values("household")
    forms_now = Assessment.objects.filter(round=review.round, household__in=households)
    assert VillageReview.objects.get(pk=review.pk).step == "RECOGNISED"
    assert set(forms_now.values_list("state", flat=True)) == {"APPROVED"}
    assert Certificate.objects.filter(decision__number="175/QĐ-UBND").exists()
