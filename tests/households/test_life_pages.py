"""Life events on pages: chosen, filled in, confirmed, saved, undone."""

import uuid

import pytest
from django.urls import reverse

from areas.queries import today
from households.models import Household, LifeEvent
from tests import factories
from tests.households.life_data import family, join, move_to, named, people, split, target_of


@pytest.fixture
def household(village, officer):
    return family(village, officer, "Siu Con", "Siu Cháu")


def page(name, household, query=""):
    return reverse(f"households:{name}", args=[household.pk]) + query


def typed(household, **facts):
    """Return what the browser sends in the second step."""
    said = {"client_id": str(uuid.uuid4()), "version": household.version, "on": "05/10/2021"}
    return {**said, "note": "", **facts}


def relations(household):
    return {f"relation_{member.pk}": "CHILD" for member in people(household)}


def split_page(household, *names):
    keys = named(household, *names)
    chosen = "&".join(f"members={key}" for key in keys)
    return page("split", household, f"?{chosen}&head={keys[0]}&staying_head=")


def test_the_first_step_asks_whom_it_is_about(log_in, officer, household):
    response = log_in(officer).get(page("split", household))

    assert response.templates[0].name == "households/life_choose.html"
    assert "Siu Con" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?head=", "members"),
        ("?members={0}&members={1}&members={2}&head={1}", "members"),
        ("?members={1}&head={2}", "head"),
        ("?members={0}&head={0}", "staying_head"),
        ("?members={0}&head={0}&staying_head={0}", "staying_head"),
        ("?members=99&head=99", "members"),
    ],
)
def test_an_impossible_choice_is_an_error_on_the_first_page(
    log_in, officer, household, query, field
):
    keys = [member.pk for member in people(household)]

    response = log_in(officer).get(page("split", household, query.format(*keys)))

    assert field in response.context["form"].errors


def test_before_it_is_written_everything_is_shown_once_more(log_in, officer, household):
    client, where = log_in(officer), split_page(household, "Siu Con", "Siu Cháu")
    sent = typed(household, village=household.village_id, address="Số 7", **relations(household))

    response = client.post(where, sent)

    shown = response.content.decode()
    assert response.templates[0].name == "households/life_check.html"
    assert "Tách 2 khẩu" in shown
    assert "Con của Siu Con" in shown
    assert Household.objects.count() == 1
    assert not LifeEvent.objects.exists()


def test_confirmed_it_is_written_once_however_often_it_is_sent(log_in, officer, household):
    client, where = log_in(officer), split_page(household, "Siu Con", "Siu Cháu")
    sent = typed(household, village=household.village_id, **relations(household))

    first = client.post(where, {**sent, "confirmed": "1"})
    client.post(where, {**sent, "confirmed": "1"})

    made = Household.objects.get(came_from=household)
    assert first["Location"] == f"/ho-dan/{made.pk}/"
    assert (made.member_count, LifeEvent.objects.count()) == (2, 1)


def test_sent_back_to_be_mended_what_was_typed_stays(log_in, officer, household):
    sent = typed(household, village=household.village_id, address="Số 7", **relations(household))

    response = log_in(officer).post(split_page(household, "Siu Con"), {**sent, "edit": "1"})

    assert response.templates[0].name == "households/life_form.html"
    assert "Số 7" in response.content.decode()


def test_a_refusal_stands_beside_its_field_before_anything_is_confirmed(log_in, officer, household):
    sent = typed(household, on="01/01/2200", village=household.village_id)

    response = log_in(officer).post(split_page(household, "Siu Con"), sent)

    assert "on" in response.context["form"].errors


def test_an_old_page_begins_anew_and_says_who_was_first(log_in, officer, household):
    sent = typed(household, village=household.village_id, confirmed="1")
    move_to(household, factories.VillageFactory(commune=household.commune), by=officer)

    response = log_in(officer).post(split_page(household, "Siu Con"), sent, follow=True)

    assert officer.full_name in str(list(response.context["messages"])[0])
    assert not Household.objects.filter(came_from=household).exists()


def test_a_poor_household_is_asked_whether_the_class_goes_along(log_in, officer, household):
    factories.PovertyRecordFactory(household=household, year=today().year)

    response = log_in(officer).get(split_page(household, "Siu Con"))

    assert "inherits_class" in response.context["form"].fields


def test_a_household_joins_the_one_whose_code_is_typed(log_in, officer, household, village):
    other = family(village, officer, head_name="Rơ Châm Hyơi")
    where = page("merge", household, f"?into={other.code}")
    sent = typed(household, into_version=other.version, **relations(household))

    log_in(officer).post(where, {**sent, "confirmed": "1"})

    other.refresh_from_db()
    assert other.member_count == 4


@pytest.mark.parametrize("code", ["99999-00001", "", "x"])
def test_a_code_that_is_not_of_the_commune_is_refused(log_in, officer, household, code):
    response = log_in(officer).get(page("merge", household, f"?into={code}"))

    assert "into" in response.context["form"].errors


def test_a_household_cannot_be_sent_into_one_of_another_commune(
    log_in, officer, household, other_commune
):
    elsewhere = family(factories.VillageFactory(commune=other_commune), officer)

    response = log_in(officer).get(page("merge", household, f"?into={elsewhere.code}"))

    assert "into" in response.context["form"].errors


def test_an_officer_sends_a_household_to_another_commune_and_sees_it_no_more(
    log_in, officer, household, other_commune
):
    village = factories.VillageFactory(commune=other_commune)
    sent = typed(household, village=village.pk, address="", confirmed="1")
    client = log_in(officer)

    response = client.post(page("move_between", household), sent, follow=True)

    made = Household.objects.get(came_from=household)
    assert response.redirect_chain[0][0] == f"/ho-dan/{household.pk}/"
    assert client.get(f"/ho-dan/{made.pk}/").status_code == 404
    assert "Đã chuyển đi" in response.content.decode()


def test_the_receiving_commune_sees_where_it_came_from_but_cannot_take_it_back(
    log_in, officer, household, other_commune
):
    event = move_to(household, factories.VillageFactory(commune=other_commune), by=officer)
    there = factories.UserFactory(officer=True, commune=other_commune)
    client = log_in(there)

    shown = client.get(f"/ho-dan/{target_of(event).pk}/").content.decode()

    assert "Chuyển sang xã khác" in shown
    assert reverse("households:life_undo", args=[event.pk]) not in shown
    assert client.get(f"/bien-dong-ho/{event.pk}/hoan-tac/").status_code == 404


def test_relations_to_a_new_head_are_suggested_where_they_follow(log_in, officer, household):
    child = named(household, "Siu Con")[0]

    form = log_in(officer).get(page("change_head", household, f"?head={child}")).context["form"]

    suggested = [row.field.value() for row in form.relation_rows]
    assert suggested == ["PARENT", "SIBLING"]


def test_a_death_is_written_down(log_in, officer, household):
    gone, heir = named(household, "Siu Blơi", "Siu Con")
    where = page("death", household, f"?person={gone}&head={heir}")

    log_in(officer).post(where, {**typed(household), **relations(household), "confirmed": "1"})

    household.refresh_from_db()
    assert (household.head_name, household.member_count) == ("Siu Con", 2)


def test_when_the_head_died_the_first_step_asks_for_another(log_in, officer, household):
    gone = named(household, "Siu Blơi")[0]

    response = log_in(officer).get(page("death", household, f"?person={gone}"))

    assert "head" in response.context["form"].errors


def test_what_happened_is_listed_and_taken_back(log_in, officer, household):
    event = split(household, "Siu Con", by=officer)
    client = log_in(officer)

    listed = client.get("/bien-dong-ho/").content.decode()
    client.post(f"/bien-dong-ho/{event.pk}/hoan-tac/", {"reason": "Ghi nhầm"})

    assert event.summary in listed
    assert Household.objects.count() == 1
    assert "Đã hoàn tác" in client.get("/bien-dong-ho/").content.decode()


def test_what_stands_in_the_way_of_taking_back_is_told(log_in, officer, household):
    event = split(household, "Siu Con", by=officer)
    made = target_of(event)
    join(made, household, by=officer)

    response = log_in(officer).post(f"/bien-dong-ho/{event.pk}/hoan-tac/", {"reason": "Nhầm"})

    assert "Nhập hộ" in response.context["form"].non_field_errors()[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?kind=SPLIT", 1),
        ("?kind=MERGE", 0),
        ("?since=06/10/2021", 0),
        ("?until=05/10/2021", 2),
        ("?q=siu con", 1),
        ("?undone=true", 0),
        ("?kind=NONSENSE", 0),
    ],
)
def test_the_list_is_narrowed(log_in, officer, household, query, found):
    split(household, "Siu Con", by=officer)
    move_to(household, factories.VillageFactory(commune=household.commune), by=officer)

    response = log_in(officer).get(f"/bien-dong-ho/{query}")

    assert len(response.context["page"]) == found


def test_the_list_costs_the_same_however_long_it_is(
    log_in, officer, household, django_assert_max_num_queries
):
    for _ in range(5):
        village = factories.VillageFactory(commune=household.commune)
        move_to(household, village, by=officer)
    client = log_in(officer)

    with django_assert_max_num_queries(10):
        client.get("/bien-dong-ho/")


def test_the_history_tells_it_in_words(log_in, officer, household):
    split(household, "Siu Con", by=officer)

    shown = log_in(officer).get(f"/ho-dan/{household.pk}/lich-su/").content.decode()

    assert "Tách hộ ngày 05/10/2021" in shown


def test_an_emptied_household_offers_no_return_and_no_menu(log_in, officer, household, village):
    other = family(village, officer, head_name="Rơ Châm Hyơi")
    join(household, other, by=officer)

    shown = log_in(officer).get(f"/ho-dan/{household.pk}/").content.decode()

    assert "Ghi hộ trở lại" not in shown
    assert reverse("households:split", args=[household.pk]) not in shown


def test_a_day_of_a_closed_year_is_taken_and_where_it_counts_is_shown(log_in, officer, household):
    factories.RoundFactory(year=2020, state="CLOSED")
    gone = named(household, "Siu Con")[0]
    browser, where = log_in(officer), page("death", household, f"?person={gone}")
    sent = {**typed(household, on="20/12/2020"), **relations(household)}

    check = browser.post(where, sent).content.decode()
    browser.post(where, sent | {"confirmed": "1"})

    assert "Năm 2020 đã khóa: danh sách năm 2021 ghi biến động này" in check
    assert "tính vào 2021" in browser.get(reverse("households:life_list")).content.decode()
    assert "tính vào năm 2021" in browser.get(page("detail", household)).content.decode()
