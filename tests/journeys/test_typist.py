"""The officer's typing: cursor in the first box, one household after the other, saved in place."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from common.clock import now
from households.models import Assessment, Household
from households.queries.review import awaiting_review
from households.services.entry import discard_assessment
from support.models import ReasonAnalysis
from tests.journeys.typing import Typist

pytestmark = pytest.mark.browser

IA_O = "23782"
SAVED = re.compile(r"Đã lưu nháp lúc \d\d:\d\d")
NOT_DERIVED = "[data-question]:not([data-derived])"


def households_to_review() -> list[Household]:
    """Poor households of Ia O without a form of 2021, moved together into one village."""
    officer = User.objects.get(username="canbo-ia-o")
    for draft in Assessment.objects.filter(commune__code=IA_O, state="DRAFT"):
        discard_assessment(assessment_id=draft.pk, version=draft.version, by=officer, at=now())
    keys = awaiting_review(user=officer, year=2021).values_list("household", flat=True)
    households = Household.objects.filter(pk__in=list(keys)).order_by("sort_key")
    households.update(village=households[0].village_id)
    return list(households)


@pytest.fixture
def typist(page: Page, live_server, demo: None, sign_in: Callable[[str], None]) -> Typist:
    sign_in("canbo-ia-o")
    return Typist(page)


@pytest.fixture
def on_a_form(typist: Typist, live_server) -> Typist:
    """On a new form, as opened from the household's page."""
    household = households_to_review()[0]
    typist.page.goto(f"{live_server.url}/ho-dan/{household.pk}/")
    typist.page.get_by_role("button", name="Lập phiếu rà soát năm 2021").press("Enter")
    expect(typist.page.get_by_role("heading", level=1)).to_contain_text("Phiếu rà soát")
    typist.start_counting()
    return typist


def fill_the_form(typist: Typist) -> None:
    """Type a whole form: a total for each standard, the area, "no" to what is open, the day."""
    page = typist.page
    while typist.focused.endswith("_b1_points"):
        typist.type("100")
        typist.press("Enter")
    assert typist.focused == "house_area"
    typist.press("Enter")
    while page.evaluate("document.activeElement.type === 'radio'"):
        typist.press("2")
    assert typist.focused == "surveyed_on"
    typist.type("08112021")
    typist.press("Enter")


def test_a_whole_form_and_the_next_one_are_typed_without_a_mouse(on_a_form: Typist):
    page = on_a_form.page
    first = int(re.findall(r"/phieu/(\d+)/", page.url)[0])
    assert on_a_form.focused.endswith("_b1_points")

    fill_the_form(on_a_form)
    if on_a_form.focused == "change_reason":
        on_a_form.type("Khảo sát lại")
    on_a_form.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiểm tra lại")
    assert on_a_form.focused == "Nộp và sang hộ tiếp theo"
    assert on_a_form.keys < 60

    on_a_form.start_counting()
    on_a_form.press("Enter")
    expect(page.get_by_text(re.compile(r"Đã nộp phiếu của hộ .*; còn \d+ hộ của"))).to_be_visible()
    assert (on_a_form.keys, on_a_form.loads) == (1, 1)
    assert on_a_form.focused.endswith("_b1_points")
    handed_in = Assessment.objects.get(pk=first)
    following = Assessment.objects.get(pk=int(re.findall(r"/phieu/(\d+)/", page.url)[0]))
    assert handed_in.is_submitted
    assert following.is_draft
    assert following.household.village_id == handed_in.household.village_id
    assert following.round_id == handed_in.round_id


def test_the_receipt_leads_on_with_one_key(on_a_form: Typist):
    page = on_a_form.page
    fill_the_form(on_a_form)
    if on_a_form.focused == "change_reason":
        on_a_form.type("Khảo sát lại")
    on_a_form.press("Control+Enter")
    page.get_by_role("button", name="Nộp phiếu").press("Enter")
    expect(page.get_by_text("Đã nộp phiếu của hộ")).to_be_visible()

    on_a_form.start_counting()
    on_a_form.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiếu rà soát:")
    expect(page.locator("#review-form")).to_be_visible()
    assert on_a_form.focused.endswith("_b1_points")
    assert on_a_form.keys <= 3


def test_ctrl_s_saves_and_leaves_everything_where_it_is(on_a_form: Typist):
    page = on_a_form.page
    form = Assessment.objects.latest("pk")
    page.get_by_label("Ghi chú").focus()
    on_a_form.type("Nhà ở")
    scrolled = page.evaluate("scrollY")
    assert scrolled > 0

    for more in (" ven", " suối"):
        on_a_form.type(more)
        on_a_form.press("Control+s")
        expect(page.locator("[data-saved-note]")).to_have_text(SAVED)
        expect(page.locator("form[data-changed]")).to_have_count(0)

    assert (on_a_form.focused, page.evaluate("scrollY"), on_a_form.loads) == ("note", scrolled, 0)
    form.refresh_from_db()
    assert form.note == "Nhà ở ven suối"


def test_ctrl_s_shows_what_is_wrong_beside_its_box(on_a_form: Typist):
    page = on_a_form.page
    page.get_by_label("Ngày khảo sát").fill("31/02/2021")

    on_a_form.press("Control+s")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Ngày khảo sát")).to_have_value("31/02/2021")


def test_ctrl_s_tells_who_saved_first(on_a_form: Typist):
    page = on_a_form.page
    other = User.objects.get(username="ldtbxh")
    form = Assessment.objects.latest("pk")
    page.get_by_label("Ghi chú").fill("Của tôi")
    Assessment.objects.filter(pk=form.pk).update(
        note="Của người khác", version=form.version + 1, entered_by=other, entered_at=now()
    )

    on_a_form.press("Control+s")

    expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu vừa được người khác sửa")
    expect(page.get_by_role("row", name="Ghi chú")).to_contain_text("Của người khác")
    form.refresh_from_db()
    assert form.note == "Của người khác"


def test_without_a_line_ctrl_s_keeps_the_page_and_the_typed(on_a_form: Typist):
    page = on_a_form.page
    page.get_by_label("Ghi chú").fill("Ven suối")
    page.context.set_offline(True)

    on_a_form.press("Control+s")

    expect(page.locator(".toast-note")).to_contain_text("Chưa lưu được")
    expect(page.get_by_label("Ghi chú")).to_have_value("Ven suối")
    expect(page.locator("form[data-changed]")).to_have_count(1)
    page.context.set_offline(False)
    on_a_form.press("Control+s")
    expect(page.locator("[data-saved-note]")).to_have_text(SAVED)


def test_a_new_household_saved_in_place_is_changed_from_then_on(typist: Typist, live_server):
    page = typist.page
    page.goto(f"{live_server.url}/ho-dan/them/")
    before = Household.objects.count()
    assert typist.focused == "village"
    typist.press("2")
    assert (
        page.get_by_label("Thôn, làng, tổ dân phố").locator("option:checked").inner_text()[0] == "2"
    )
    page.locator("[name=members-0-full_name]").focus()
    typist.type("Rơ Châm Gõ")
    typist.press("Tab")
    typist.type("1980")
    typist.press("Tab", "1", "Tab")
    page.locator("select[name=members-0-ethnicity]").select_option(label="10 Gia Rai")

    typist.press("Control+s")
    expect(page.locator("[data-saved-note]")).to_contain_text("Đã lưu hộ")
    expect(page).to_have_url(re.compile(r"/ho-dan/\d+/sua/$"))
    page.get_by_label("Địa chỉ").fill("Cạnh nhà rông")
    typist.press("Control+s")
    expect(page.locator("form[data-changed]")).to_have_count(0)
    typist.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hộ Rơ Châm Gõ")
    assert Household.objects.count() == before + 1
    household = Household.objects.latest("pk")
    assert (household.address, household.members.count()) == ("Cạnh nhà rông", 1)


def test_reasons_of_fifteen_households_are_typed_in_sixteen_loads(
    page: Page,
    live_server,
    demo: None,
    sign_in: Callable[[str], None],
    shoot: Callable[[str], None],
):
    sign_in("ldtbxh")  # of all communes: those of the small demo have fewer households
    typist = Typist(page)
    ReasonAnalysis.objects.filter(year=2021).delete()
    page.goto(f"{live_server.url}/nguyen-nhan/?year=2021&state=open")
    typist.start_counting()
    page.locator("a", has_text="Ghi nguyên nhân").first.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Dữ liệu của hộ")).to_be_visible()
    shoot("reasons-form")

    for _ in range(15):
        expect(page.locator("[name=reasons]").first).to_be_focused()
        name = page.get_by_role("heading", level=1).inner_text()
        typist.press("1", "3", "Control+Enter")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(name)
    expect(page.get_by_text(re.compile(r"còn \d+ hộ chưa phân tích"))).to_be_visible()

    assert typist.loads <= 16
    assert typist.keys == 45
    assert ReasonAnalysis.objects.filter(year=2021).count() == 15
    assert "state=open" in page.url

    page.locator("[name=reasons]").first.focus()
    typist.press("2", "Shift+Digit2")
    expect(page.locator("[name=reasons]").nth(1)).to_be_checked()
    expect(page.get_by_label("Giáo dục: Cả hộ")).to_be_checked()


def test_a_shortcut_goes_to_a_final_button_and_does_not_press_it(on_a_form: Typist):
    page = on_a_form.page
    fill_the_form(on_a_form)
    if on_a_form.focused == "change_reason":
        on_a_form.type("Khảo sát lại")
    on_a_form.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiểm tra lại")
    address = page.url
    page.locator("h1").click()

    on_a_form.press("Control+Enter", "Control+Enter")

    assert on_a_form.focused == "Nộp và sang hộ tiếp theo"
    assert page.url == address
    assert Assessment.objects.latest("pk").is_draft


def test_home_finds_a_household_by_the_keyboard(typist: Typist, live_server):
    page = typist.page
    page.goto(f"{live_server.url}/")
    head = households_to_review()[0]

    typist.press("Control+k")
    typist.type(head.code)
    typist.press("Enter")

    expect(page.get_by_role("link", name=head.head_name).first).to_be_visible()
    assert "/ho-dan/?q=" in page.url
