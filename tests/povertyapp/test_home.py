"""The home page of each role."""

import datetime as dt

import pytest

from tests import factories
from tests.targets.data import adopted_as_planned, listed, live_in, plan_of_a_small_district


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
