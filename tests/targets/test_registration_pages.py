"""The pages on which a commune registers households, and the district's summary."""

import datetime as dt
import re
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from targets.models import ExitRegistration
from targets.pages.reminders import registration_reminders
from targets.queries.candidates import page_of_rows
from tests import factories
from tests.targets.data import TODAY, listed

pytestmark = pytest.mark.django_db

LIST = "/dang-ky-thoat-ngheo/"
SUMMARY = f"{LIST}cac-xa/"
REGISTER = f"{LIST}dang-ky/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def named(plan, commune, **record):
    household = listed(commune, **record).household
    return factories.ExitRegistrationFactory(plan=plan, household=household)


def names_on(page):
    return [row.record.household.head_name for row in page.context["page"]]


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_an_officer_sees_the_own_opening_list_with_its_coverage(
    plan, commune, other_commune, officer, log_in
):
    named(plan, commune, reviewed=False)
    listed(commune, relapsed=True)
    listed(other_commune)

    page = log_in(officer).get(LIST)

    assert len(names_on(page)) == 1
    assert "Đã đăng ký 1 hộ, cần ít nhất 4 ; còn thiếu 3 hộ" in words_of(page)
    assert "Danh sách chưa đủ cho chỉ tiêu hụt 3 hộ so với chỉ tiêu" in words_of(page)


def test_people_of_the_district_choose_a_commune(plan, commune, labour_office, log_in):
    listed(commune)
    client = log_in(labour_office)

    assert client.get(LIST)["Location"] == f"{SUMMARY}?year=2021"
    assert len(names_on(client.get(LIST, {"commune": commune.pk}))) == 1


def test_another_commune_is_no_choice(plan, other_commune, officer, log_in):
    assert log_in(officer).get(LIST, {"commune": other_commune.pk}).status_code == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "REGISTERED"}, 1),
        ({"state": "NONE"}, 2),
        ({"outcome": "EXITED"}, 1),
        ({"outcome": "NOT_REVIEWED"}, 1),
        ({"minority": "true"}, 2),
        ({"state": "sai"}, 0),
    ],
)
def test_the_list_is_narrowed(query, found, plan, commune, officer, log_in):
    named(plan, commune, exited=True)
    listed(commune, reviewed=False)
    listed(commune, kinh=True)

    assert len(names_on(log_in(officer).get(LIST, query))) == found


def test_the_list_can_be_sorted_by_name(plan, commune, officer, log_in):
    village = factories.VillageFactory(commune=commune)
    for name, key in (("B", "b"), ("A", "a")):
        household = factories.HouseholdFactory(village=village, head_name=name, sort_key=key)
        factories.PovertyRecordFactory(household=household)

    assert names_on(log_in(officer).get(LIST, {"order": "NAME"})) == ["A", "B"]


@pytest.mark.parametrize("page", ["0", "2", "-1", "1e9", "x"])
def test_a_page_there_is_not_is_not_found(page, plan, commune, officer, log_in):
    listed(commune)

    assert log_in(officer).get(LIST, {"cursor": page}).status_code == 400


def test_every_link_of_the_pager_opens_its_page():
    pages = {cursor: page_of_rows(list(range(5)), cursor, size=2) for cursor in ("", "2", "last")}
    request = RequestFactory().get(LIST)
    html = render_to_string("components/pagination.html", {"page": pages["2"]}, request=request)

    assert {cursor: page.rows for cursor, page in pages.items()} == {
        "": [0, 1],
        "2": [2, 3],
        "last": [4],
    }
    assert set(re.findall(r"cursor=(\w+)", html)) == {"1", "3", "last", "all"}


def test_ticked_households_are_shown_with_the_change_before_they_are_named(
    plan, commune, officer, log_in
):
    household = listed(commune, reviewed=False).household

    page = log_in(officer).get(REGISTER, {"household": household.pk})

    assert "Đăng ký 1 hộ thoát nghèo năm 2021?" in words_of(page)
    assert "0 → 1 hộ, cần ít nhất 3 ; còn thiếu 2 hộ" in words_of(page)
    assert not ExitRegistration.objects.exists()


def test_naming_returns_to_the_list_and_twice_does_no_harm(plan, commune, officer, log_in):
    household = listed(commune, reviewed=False).household
    sent = {"household": household.pk, "registered_on": "15/4/2021", "reason": "Có bò"}
    client = log_in(officer)

    first, second = (client.post(REGISTER, sent) for _ in range(2))

    assert [first.status_code, second.status_code] == [302, 302]
    row = ExitRegistration.objects.get()
    assert (row.registered_on, row.registered_by, row.version) == (
        dt.date(2021, 4, 15),
        officer,
        1,
    )


def test_a_day_ahead_is_told_beside_the_field(plan, commune, officer, log_in):
    household = listed(commune).household

    page = log_in(officer).post(
        REGISTER, {"household": household.pk, "registered_on": "16/11/2021"}
    )

    assert page.context["form"].errors == {
        "registered_on": ["Ngày đăng ký không được sau hôm nay."]
    }


def test_nobody_ticked_is_told(plan, officer, log_in):
    page = log_in(officer).post(REGISTER, follow=True)

    assert "Hãy chọn từ 1 đến 500 hộ" in words_of(page)


def test_a_household_of_another_commune_cannot_be_ticked(
    plan, commune, other_commune, officer, log_in
):
    keys = [listed(place).household_id for place in (commune, other_commune)]

    answer = log_in(officer).post(REGISTER, {"household": keys, "registered_on": "15/4/2021"})

    assert answer.status_code == 404
    assert not ExitRegistration.objects.exists()


def test_plan_and_support_are_noted(plan, commune, officer, log_in):
    household = listed(commune).household
    sent = {"version": 0, "has_plan": "on", "support": "Vay 50 triệu", "reason": ""}

    answer = log_in(officer).post(f"{LIST}{household.pk}/", sent)

    assert answer.status_code == 302
    row = ExitRegistration.objects.get()
    assert (row.state, row.has_plan, row.support) == ("CONSIDERED", True, "Vay 50 triệu")


def test_a_note_on_an_old_page_is_refused_with_who_was_first(plan, commune, officer, chair, log_in):
    row = named(plan, commune)
    row.version = 2
    row._history_user = chair
    row.save()

    page = log_in(officer).post(f"{LIST}{row.household_id}/", {"version": 1, "support": "Bò"})

    assert f"{chair.full_name} đã sửa bản ghi này" in str(page.context["form"].errors)


def test_a_name_is_taken_back_with_a_reason(plan, commune, officer, log_in):
    row = named(plan, commune)

    answer = log_in(officer).post(
        f"{LIST}{row.household_id}/rut-ten/", {"version": 1, "reason": "Chủ hộ ốm"}
    )

    row.refresh_from_db()
    assert answer["Location"] == f"{LIST}?year=2021"
    assert (row.state, row.withdrawn_reason) == ("WITHDRAWN", "Chủ hộ ốm")


def test_the_summary_stands_worst_first_and_marks_who_cannot(
    plan, commune, other_commune, leader, log_in
):
    named(plan, other_commune, reviewed=False)

    page = log_in(leader).get(SUMMARY)

    assert [line.row.commune_id for line in page.context["lines"]] == [
        commune.pk,
        other_commune.pk,
    ]
    assert "Danh sách đăng ký của 1 xã, thị trấn chưa đủ cho chỉ tiêu" in words_of(page)


def test_figures_open_lists_only_where_households_may_be_seen(
    plan, commune, other_commune, leader, officer, labour_office, log_in
):
    listed(commune)

    opened = {
        user: {
            line.row.commune_id
            for line in log_in(user).get(SUMMARY).context["lines"]
            if line.everyone[0].url
        }
        for user in (leader, officer, labour_office)
    }

    assert opened == {
        leader: set(),
        officer: {commune.pk},
        labour_office: {commune.pk, other_commune.pk},
    }


def test_each_figure_opens_the_households_behind_it(plan, commune, labour_office, log_in):
    (line,) = [
        each
        for each in log_in(labour_office).get(SUMMARY).context["lines"]
        if each.row.commune_id == commune.pk
    ]

    urls = [cell.url for cell in (*line.everyone, line.minority[0]) if cell.url]

    narrowed = [parse_qs(url.partition("?")[2]) for url in urls]
    assert [(each["state"], each.get("outcome"), each.get("minority")) for each in narrowed] == [
        (["REGISTERED"], None, None),
        (["REGISTERED"], ["EXITED"], None),
        (["REGISTERED"], ["STILL_POOR"], None),
        (["REGISTERED"], ["NOT_REVIEWED"], None),
        (["REGISTERED"], None, ["true"]),
    ]


@pytest.mark.parametrize("address", [LIST, SUMMARY])
def test_a_year_without_a_plan_is_told(address, commune, officer, log_in):
    page = log_in(officer).get(address)

    assert "Năm 2021 chưa có kế hoạch" in words_of(page)


def test_a_plan_without_a_list_is_told(plan, commune, officer, log_in):
    assert "Chưa có danh sách hộ nghèo đầu năm" in words_of(log_in(officer).get(LIST))


@pytest.mark.parametrize("households", [1, 6])
def test_the_list_costs_the_same_for_one_and_for_many(
    households, plan, commune, officer, log_in, django_assert_max_num_queries
):
    for _ in range(households):
        named(plan, commune)
    client = log_in(officer)
    client.get(LIST)

    with django_assert_max_num_queries(12):
        client.get(LIST)


@pytest.mark.parametrize("communes", [1, 5])
def test_the_summary_costs_the_same_for_one_and_for_many(
    communes, plan, leader, log_in, django_assert_max_num_queries
):
    for _ in range(communes):
        named(plan, factories.CommuneFactory())
    client = log_in(leader)

    with django_assert_max_num_queries(14):
        client.get(SUMMARY)


def test_a_commune_that_cannot_reach_its_target_is_reminded(plan, commune, officer):
    (found,) = registration_reminders(officer, plan, TODAY)

    assert found.what == "Danh sách đăng ký chưa đủ cho chỉ tiêu: thiếu 3 hộ, cần ít nhất 3 hộ"
    assert found.url == f"{LIST}?year=2021"


def test_a_commune_short_of_minority_names_only_is_reminded_of_them(plan, commune, officer):
    for _ in range(3):
        named(plan, commune, kinh=True, reviewed=False)

    (found,) = registration_reminders(officer, plan, TODAY)

    assert "thiếu 1 hộ DTTS" in found.what


def test_who_names_nobody_is_not_reminded(plan, commune, leader, labour_office):
    assert registration_reminders(leader, plan, TODAY) == []
    assert registration_reminders(labour_office, plan, TODAY) == []


def test_a_commune_with_enough_names_is_not_reminded(plan, commune, officer):
    for _ in range(3):
        named(plan, commune, reviewed=False)

    assert registration_reminders(officer, plan, TODAY) == []


def test_the_plan_of_another_year_reminds_nobody(plan, commune, officer):
    assert registration_reminders(officer, plan, dt.date(2022, 1, 5)) == []
