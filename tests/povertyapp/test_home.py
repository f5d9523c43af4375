"""The home page of each role."""

import datetime as dt

import pytest

from tests import factories
from tests.procedure.application_data import NOON, ApplicationFactory
from tests.targets.data import adopted_as_planned, listed, live_in, plan_of_a_small_district

OCTOBER, DUE_ON = dt.date(2021, 10, 8), dt.date(2021, 11, 1)


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


def home_of(log_in, user):
    return log_in(user).get("/")


def text_of(page):
    return page.content.decode()


def test_an_officer_sees_what_is_still_to_do_by_village(log_in, officer, commune, this_round, plan):
    listed(commune, reviewed=False)
    factories.AssessmentFactory(household=live_in(commune))
    factories.AssessmentFactory(household=live_in(commune), return_reason="Thiếu điểm B1")

    page = home_of(log_in, officer)

    row = page.context["desk"].villages[0]
    assert (row.awaiting, row.drafts, row.returned, row.submitted) == (1, 1, 1, 0)
    assert "Thiếu điểm B1" in text_of(page)


def test_an_officer_sees_nothing_of_another_commune(
    log_in, officer, commune, other_commune, this_round, plan
):
    factories.AssessmentFactory(household=live_in(other_commune), return_reason="Thiếu điểm B1")

    desk = home_of(log_in, officer).context["desk"]

    assert (desk.villages, desk.returned) == ([], [])


def test_a_chair_sees_nothing_of_another_commune(log_in, chair, other_commune, this_round, plan):
    factories.AssessmentFactory(household=live_in(other_commune), submitted=True)

    desk = home_of(log_in, chair).context["desk"]

    assert (desk.villages, desk.waiting) == ([], [])


def test_a_chair_sees_the_forms_that_wait(log_in, chair, commune, this_round, plan):
    form = factories.AssessmentFactory(household=live_in(commune), submitted=True)

    page = text_of(home_of(log_in, chair))

    assert "Chờ bạn duyệt: 1 phiếu" in page
    assert f"/phieu/{form.pk}/" in page


def test_people_of_a_commune_see_how_it_stands(log_in, officer, commune, plan):
    listed(commune, exited=True)
    listed(commune)

    page = home_of(log_in, officer)

    assert page.context["own"].row.everyone.remaining == 2
    assert "chỉ tiêu 3 hộ" in text_of(page)


@pytest.mark.parametrize("trait", ["leader", "finance"])
def test_the_district_sees_one_line_of_verdict(log_in, plan, commune, trait):
    listed(commune)

    page = home_of(log_in, factories.UserFactory(**{trait: True}))

    assert page.context["overview"].answer in text_of(page)
    assert "/bang-dieu-hanh/" in text_of(page)
    assert "Các xã có nguy cơ không đạt chỉ tiêu" not in text_of(page)


def test_the_bank_opens_its_three_lists(log_in, commune, plan):
    listed(commune)
    listed(commune, near_poor=True)
    listed(commune, exited=True)

    page = home_of(log_in, factories.UserFactory(bank=True))

    counted = page.context["borrowers"]
    assert (counted.poor, counted.near_poor, counted.exited) == (1, 1, 1)
    assert "/ho-ngheo/?year=2021&amp;standard=VN-2016-2020&amp;figure=near_poor_now" in text_of(
        page
    )


def test_what_waits_stands_in_one_list_the_longest_overdue_first(log_in, officer, commune, plan):
    adopted_as_planned(plan, answers_due_on=dt.date(2021, 11, 10))
    for title, due_on in (("Gấp", dt.date(2021, 6, 30)), ("Sắp tới", dt.date(2021, 11, 20))):
        direction = factories.DirectionFactory(plan=plan, title=title, due_on=due_on)
        factories.DirectionBearerFactory(direction=direction, commune=commune)

    page = home_of(log_in, officer)

    found = page.context["to_do"]
    assert [each.days_late for each in found.first] == [138, 5, 0, 0, 0]
    assert [found.first[0].name, found.first[2].name] == ["Gấp", "Sắp tới"]
    assert "5 việc, 2 quá hạn" in text_of(page)


def test_what_does_not_fit_stands_folded_below(log_in, officer, commune, plan):
    for number in range(10):
        direction = factories.DirectionFactory(plan=plan, title=f"Việc {number}")
        factories.DirectionBearerFactory(direction=direction, commune=commune)

    page = home_of(log_in, officer)

    assert (len(page.context["to_do"].first), len(page.context["to_do"].more)) == (8, 3)
    assert "Xem thêm 3 việc" in text_of(page)


def test_the_leaders_first_page_leads_to_the_dashboard(log_in, plan):
    page = text_of(home_of(log_in, factories.UserFactory(leader=True)))

    assert "Mở bảng điều hành" in page


def test_an_administrator_sees_the_accounts(log_in):
    administrator = factories.UserFactory(administrator=True)
    factories.UserFactory(is_active=False)
    factories.UserFactory(must_change_password=True)

    counted = home_of(log_in, administrator).context["people"]

    assert (counted.active, counted.inactive, counted.first_password) == (2, 1, 1)


def test_without_a_plan_the_first_page_says_so(log_in):
    page = text_of(home_of(log_in, factories.UserFactory(leader=True)))

    assert "Chưa có năm kế hoạch nào" in page


@pytest.mark.parametrize(
    ("role", "state", "is_due"),
    [
        ("officer", "RECEIVED", True),
        ("officer", "SURVEYED", False),
        ("chair", "SURVEYED", True),
        ("chair", "RECEIVED", False),
    ],
)
def test_an_overdue_application_is_due_for_whoever_has_to_act(
    log_in, api_as, commune, plan, role, state, is_due
):
    user = factories.UserFactory(**{role: True}, commune=commune)
    signed = {"surveyed_by": user, "surveyed_at": NOON} if state == "SURVEYED" else {}
    household = live_in(commune)
    ApplicationFactory(
        household=household, state=state, received_on=OCTOBER, due_on=DUE_ON, **signed
    )
    ApplicationFactory(household=live_in(commune), due_on=dt.date(2021, 11, 16))

    found = home_of(log_in, user).context["to_do"]
    answer = api_as(user).get("/api/v1/to-do/").json()

    names = [each.name for each in found.first if each.days_late == 14]
    assert names == ([f"Đơn của hộ {household.head_name}"] if is_due else [])
    assert answer["total"] == found.total
    assert [each["name"] for each in answer["reminders"]] == [
        each.name for each in (*found.first, *found.more)
    ]


def test_a_leader_lands_on_the_dashboard_and_everyone_else_on_what_is_due(log_in, officer, plan):
    leader = factories.UserFactory(leader=True)

    assert log_in(leader).get("/bat-dau/").url == "/bang-dieu-hanh/"
    assert log_in(officer).get("/bat-dau/").url == "/"


def test_what_is_due_is_given_as_a_card_too(log_in, officer, commune, plan):
    direction = factories.DirectionFactory(plan=plan, title="Gấp", due_on=dt.date(2021, 6, 30))
    factories.DirectionBearerFactory(direction=direction, commune=commune)

    card = text_of(log_in(officer).get("/can-lam/"))

    assert "Gấp" in card
    assert "Quá 138 ngày" in card


def test_an_officer_finds_adds_and_continues_from_the_home_page(
    log_in, officer, labour_office, commune, this_round, plan
):
    older, newer = (
        factories.AssessmentFactory(household=live_in(commune), entered_by=officer)
        for _ in range(2)
    )
    factories.AssessmentFactory(household=live_in(commune), entered_by=labour_office)

    page = home_of(log_in, officer)

    assert [form.pk for form in page.context["desk"].drafts] == [newer.pk, older.pk]
    assert "Tiếp tục phiếu đang dở" in text_of(page)
    assert f'href="/phieu/{newer.pk}/sua/"' in text_of(page)
    assert 'action="/ho-dan/"' in text_of(page)
    assert 'href="/ho-dan/them/"' in text_of(page)


def test_a_chair_enters_nothing_from_the_home_page(log_in, chair, plan):
    page = text_of(home_of(log_in, chair))

    assert 'href="/ho-dan/them/"' not in page
